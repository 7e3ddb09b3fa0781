package dev.resetta;

import dev.resetta.ResetEvent.NoMail;
import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.DeliveryQueue.Lane;
import dev.resetta.delivery.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens behind the queue, out of everybody's sight: who is meant, minting, sending, trying again.
 *
 * <p>Each item ends with an event, however it ends.
 */
final class Delivery implements DeliveryQueue.Worker {
    private static final int MOST_ACCOUNTS = 10;
    private static final Duration LONGEST_LINK_DELAY = Duration.ofHours(1);
    private static final Duration LONGEST_NOTICE_DELAY = Duration.ofDays(1);

    private final Parts parts;
    private final Retries retries;
    private final LinkDelivery links;
    private final PurgeSchedule purge;

    Delivery(Parts parts) {
        this.parts = parts;
        this.retries = new Retries(parts);
        this.links = new LinkDelivery(parts, retries);
        this.purge = new PurgeSchedule(parts);
    }

    @Override
    public Optional<Duration> work(String text, int attempt) {
        Item item = Item.parse(text);
        try {
            Optional<Duration> again = work(item, text, attempt);
            purge.ifDue();
            return again;
        } catch (Exception | Error e) {
            // Nothing that is foreseen comes here; what is not foreseen, checked exceptions in disguise included,
            // leaves its
            // trace, and ends the item.
            parts.events()
                    .publish(new ResetEvent.DeliveryFailed(
                            parts.now(), item.realm(), null, e.getClass().getName(), false));
            return Optional.empty();
        }
    }

    private Optional<Duration> work(Item item, String text, int attempt) {
        Realm realm = parts.realms().apply(item.realm()).orElse(null);
        if (realm == null) {
            publishNothingSent(item, NoMail.GONE, null);
            return Optional.empty();
        }
        return work(item, text, realm, attempt);
    }

    /** The items that warn everybody who has to know that an account's password was changed. */
    static List<Item> warnings(String realm, Account account, Item.Act act) {
        Item.Act localized = act.in(account.locale().orElse(act.locale()));
        return addresses(account).stream()
                .<Item>map(address -> new Item.Changed(realm, account.id(), address, account.name(), localized))
                .toList();
    }

    /** The items that tell an account's owner that support has issued a link. */
    static List<Item> supportNotices(String realm, Account account, Instant expiresAt, Item.Act act) {
        Item.Act localized = act.in(account.locale().orElse(null));
        return addresses(account).stream()
                .<Item>map(address ->
                        new Item.SupportIssued(realm, account.id(), address, account.name(), expiresAt, localized))
                .toList();
    }

    private static List<String> addresses(Account account) {
        return Stream.concat(account.address().stream(), account.noticeAddresses().stream())
                .filter(LinkDelivery::fits)
                .distinct()
                .toList();
    }

    private Optional<Duration> work(Item item, String text, Realm realm, int attempt) {
        if (item instanceof Item.Request request) {
            return isLinkTooLate(item, null) ? Optional.empty() : resolve(request, realm, attempt);
        } else if (item instanceof Item.Link link) {
            return isLinkTooLate(item, link.accountId())
                    ? Optional.empty()
                    : links.send(link, text, realm, attempt, linkPatience());
        } else if (item instanceof Item.Changed changed) {
            Notice.Recipient to = recipient(item, changed.accountId(), changed.address(), changed.name());
            return send(new Notice.PasswordChanged(to, item.act().circumstances()), item, attempt);
        } else if (item instanceof Item.SupportIssued issued) {
            Notice.Recipient to = recipient(item, issued.accountId(), issued.address(), issued.name());
            return send(
                    new Notice.LinkIssuedBySupport(to, item.act().circumstances(), issued.expiresAt()), item, attempt);
        } else if (item instanceof Item.EndSessions sessions) {
            return endSessions(sessions, attempt);
        }
        throw new IllegalStateException("There is no other kind of item.");
    }

    private Optional<Duration> resolve(Item.Request request, Realm realm, int attempt) {
        List<Account> accounts;
        try {
            accounts =
                    request.identifier() == null ? List.of() : realm.accounts().findByIdentifier(request.identifier());
        } catch (RuntimeException e) {
            return retries.after(Retries.failure(e), request, null, attempt, linkPatience());
        }
        if (accounts.isEmpty()) {
            publishNothingSent(request, NoMail.NOBODY, null);
        }
        Set<String> served = new HashSet<>();
        RuntimeException failure = null;
        for (Account account : accounts) {
            NoMail reason = served.size() >= MOST_ACCOUNTS ? NoMail.TOO_MANY_ACCOUNTS : LinkDelivery.whyNot(account);
            if (reason != null) {
                publishNothingSent(request, reason, account.id());
            } else if (served.add(account.id())) {
                try {
                    serve(account, request);
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
        }
        // All are served again, then: whoever got a link in this try may get another, which is better than one who gets
        // none.
        return failure == null
                ? Optional.empty()
                : retries.after(Retries.failure(failure), request, null, attempt, linkPatience());
    }

    /**
     * The limit of the account is charged here, once, and not where the link is minted, which may take several tries.
     *
     * @throws RuntimeException if the queue failed, and cost nothing
     */
    private void serve(Account account, Item.Request request) {
        String realm = request.realm();
        try {
            if (!parts.throttle().allowsAccount(realm, account.id(), parts.now())) {
                parts.events()
                        .publish(new ResetEvent.Throttled(parts.now(), realm, ResetEvent.Limit.ACCOUNT, account.id()));
                return;
            }
        } catch (RuntimeException e) {
            // A limiter that is down is no open door, and the other accounts are served all the same.
            parts.events()
                    .publish(new ResetEvent.DeliveryFailed(
                            parts.now(), realm, account.id(), e.getClass().getName(), false));
            return;
        }
        Item.Link link = new Item.Link(realm, account.id(), null, request.act());
        boolean isTaken;
        try {
            isTaken = parts.queue().submit(Lane.LINKS, link.text());
        } catch (RuntimeException e) {
            parts.throttle().giveBackAccount(realm, account.id());
            throw e;
        }
        if (!isTaken) {
            parts.throttle().giveBackAccount(realm, account.id());
            parts.events().publish(new ResetEvent.Dropped(parts.now(), realm, account.id()));
        }
    }

    private Optional<Duration> send(Notice notice, Item item, int attempt) {
        String accountId = notice.to().accountId();
        try {
            parts.notifier().send(notice);
        } catch (RuntimeException e) {
            return retries.after(Retries.failure(e), item, accountId, attempt, LONGEST_NOTICE_DELAY);
        }
        parts.events().publish(new ResetEvent.NoticeDelivered(parts.now(), item.realm(), accountId));
        return Optional.empty();
    }

    private static Notice.Recipient recipient(Item item, String accountId, String address, String name) {
        return new Notice.Recipient(
                item.realm(), accountId, address, name, item.act().locale());
    }

    private Optional<Duration> endSessions(Item.EndSessions item, int attempt) {
        if (parts.endSessions() == null) {
            return Optional.empty();
        }
        try {
            parts.endSessions()
                    .accept(new ResetEvent.PasswordChanged(
                            item.act().at(), item.realm(), item.accountId(), item.linkId()));
            return Optional.empty();
        } catch (Exception | Error e) {
            Optional<Duration> wait = retries.wait(item, attempt, Duration.ZERO, LONGEST_NOTICE_DELAY);
            parts.events()
                    .publish(new ResetEvent.SessionsNotEnded(
                            parts.now(), item.realm(), item.accountId(), wait.isPresent()));
            return wait;
        }
    }

    private boolean isLinkTooLate(Item item, @Nullable String accountId) {
        boolean tooLate = retries.isTooLate(item, linkPatience());
        if (tooLate) {
            publishNothingSent(item, NoMail.TOO_LATE, accountId);
        }
        return tooLate;
    }

    /** A link that comes later than this surprises more than it helps. */
    private Duration linkPatience() {
        Duration lifetime = parts.policy().lifetime();
        return lifetime.compareTo(LONGEST_LINK_DELAY) < 0 ? lifetime : LONGEST_LINK_DELAY;
    }

    private void publishNothingSent(Item item, NoMail reason, @Nullable String accountId) {
        parts.events().publish(new ResetEvent.NothingSent(parts.now(), item.realm(), reason, accountId));
    }
}
