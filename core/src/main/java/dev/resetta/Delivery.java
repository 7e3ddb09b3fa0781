package dev.resetta;

import dev.resetta.ResetEvent.NoMail;
import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.DeliveryQueue.Lane;
import dev.resetta.delivery.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final Purge purge;

    Delivery(Parts parts) {
        this.parts = parts;
        this.retries = new Retries(parts);
        this.links = new LinkDelivery(parts, retries);
        this.purge = new Purge(parts);
    }

    @Override
    public Optional<Duration> work(String text, int attempt) {
        Item item = Item.parse(text);
        Realm realm = parts.realms().apply(item.realm()).orElse(null);
        if (realm == null) {
            publishNothingSent(item, NoMail.GONE, null);
            return Optional.empty();
        }
        Optional<Duration> again = work(item, text, realm, attempt);
        purge.ifDue();
        return again;
    }

    /** The items that warn everybody who has to know that an account's password was changed. */
    static List<Item> warnings(String realm, Account account, Item.Act act) {
        Set<String> addresses = new LinkedHashSet<>();
        account.address().ifPresent(addresses::add);
        addresses.addAll(account.noticeAddresses());
        Item.Act inTheirLanguage = act.in(account.locale().orElse(act.locale()));
        List<Item> items = new ArrayList<>();
        for (String address : addresses) {
            if (LinkDelivery.fits(address)) {
                items.add(new Item.Changed(realm, account.id(), address, account.name(), inTheirLanguage));
            }
        }
        return items;
    }

    private Optional<Duration> work(Item item, String text, Realm realm, int attempt) {
        if (item instanceof Item.Request request) {
            return isLinkTooLate(item, null) ? Optional.empty() : resolve(request, realm, attempt);
        } else if (item instanceof Item.Link link) {
            return isLinkTooLate(item, link.accountId())
                    ? Optional.empty()
                    : links.send(link, text, realm, attempt, linkPatience());
        } else if (item instanceof Item.Changed changed) {
            return warn(changed, attempt);
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
        int served = 0;
        for (Account account : accounts) {
            NoMail reason = served >= MOST_ACCOUNTS ? NoMail.TOO_MANY_ACCOUNTS : LinkDelivery.whyNot(account);
            if (reason != null) {
                publishNothingSent(request, reason, account.id());
                continue;
            }
            served++;
            Item.Link link = new Item.Link(request.realm(), account.id(), request.act());
            if (!parts.queue().submit(Lane.LINKS, link.text())) {
                parts.events().publish(new ResetEvent.Dropped(parts.now(), request.realm(), account.id()));
            }
        }
        return Optional.empty();
    }

    private Optional<Duration> warn(Item.Changed item, int attempt) {
        Notice.Recipient to = new Notice.Recipient(
                item.realm(),
                item.accountId(),
                item.address(),
                item.name(),
                item.act().locale());
        try {
            parts.notifier().send(new Notice.PasswordChanged(to, item.act().circumstances()));
        } catch (RuntimeException e) {
            return retries.after(Retries.failure(e), item, item.accountId(), attempt, LONGEST_NOTICE_DELAY);
        }
        parts.events().publish(new ResetEvent.NoticeDelivered(parts.now(), item.realm(), item.accountId()));
        return Optional.empty();
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
        } catch (RuntimeException e) {
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
