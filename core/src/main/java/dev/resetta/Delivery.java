package dev.resetta;

import dev.resetta.ResetEvent.NoMail;
import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.DeliveryQueue.Lane;
import dev.resetta.delivery.Notice;
import dev.resetta.token.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What happens behind the queue, out of everybody's sight: who is meant, minting, sending, trying again.
 *
 * <p>Each item ends with an event, however it ends.
 */
final class Delivery implements DeliveryQueue.Worker {
    private static final int MOST_ACCOUNTS = 10;
    private static final int LONGEST_ADDRESS = 320;
    private static final Duration LONGEST_LINK_DELAY = Duration.ofHours(1);
    private static final Duration LONGEST_NOTICE_DELAY = Duration.ofHours(24);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** How long a minted link is kept in memory for another try; later it is minted anew. */
    private static final Duration QUICK_RETRY = Duration.ofMinutes(1);

    private final Parts parts;
    private final ConcurrentMap<String, Minted> minted = new ConcurrentHashMap<>();

    /** A link whose mail is on its way. */
    private record Minted(Account account, TokenIssuer.Issued issued, Instant at) {}

    Delivery(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Optional<Duration> work(String text, int attempt) {
        Item item = Item.parse(text);
        Realm realm = parts.realms().apply(item.realm()).orElse(null);
        if (realm == null) {
            publishNothingSent(item, NoMail.GONE, null);
            return Optional.empty();
        }
        if (item instanceof Item.Request request) {
            return resolve(request, realm, attempt);
        } else if (item instanceof Item.Link link) {
            return sendLink(link, text, realm, attempt);
        } else if (item instanceof Item.Changed changed) {
            return sendWarning(changed, attempt);
        } else if (item instanceof Item.EndSessions sessions) {
            return endSessions(sessions, attempt);
        }
        throw new IllegalStateException("There is no other kind of item.");
    }

    /** The items that warn everybody who has to know that an account's password was changed. */
    static List<Item> warnings(String realm, Account account, Item.Act act) {
        Set<String> addresses = new HashSet<>(account.noticeAddresses());
        account.address().ifPresent(addresses::add);
        List<Item> items = new ArrayList<>();
        for (String address : addresses) {
            if (address.length() <= LONGEST_ADDRESS) {
                items.add(new Item.Changed(
                        realm,
                        account.id(),
                        address,
                        account.name(),
                        act.in(account.locale().orElse(act.locale()))));
            }
        }
        return items;
    }

    private Optional<Duration> resolve(Item.Request request, Realm realm, int attempt) {
        if (isTooLate(request, linkPatience())) {
            publishNothingSent(request, NoMail.TOO_LATE, null);
            return Optional.empty();
        }
        if (request.identifier() == null) {
            publishNothingSent(request, NoMail.NOBODY, null);
            return Optional.empty();
        }
        List<Account> accounts;
        try {
            accounts = realm.accounts().findByIdentifier(request.identifier());
        } catch (RuntimeException e) {
            return again(request, null, DeliveryException.notNow(describe(e), e), attempt, linkPatience());
        }
        if (accounts.isEmpty()) {
            publishNothingSent(request, NoMail.NOBODY, null);
        }
        int served = 0;
        for (Account account : accounts) {
            NoMail reason = served >= MOST_ACCOUNTS ? NoMail.TOO_MANY_ACCOUNTS : whyNot(account);
            if (reason != null) {
                publishNothingSent(request, reason, account.id());
            } else {
                served++;
                submit(Lane.LINKS, new Item.Link(request.realm(), account.id(), request.act()));
            }
        }
        return Optional.empty();
    }

    private Optional<Duration> sendLink(Item.Link item, String text, Realm realm, int attempt) {
        if (isTooLate(item, linkPatience())) {
            minted.remove(text);
            publishNothingSent(item, NoMail.TOO_LATE, item.accountId());
            return Optional.empty();
        }
        Minted link;
        try {
            link = mintedFor(item, text, realm, attempt);
        } catch (RuntimeException e) {
            return again(item, item.accountId(), DeliveryException.notNow(describe(e), e), attempt, linkPatience());
        }
        if (link == null) {
            return Optional.empty();
        }
        try {
            parts.notifier().send(notice(item, realm, link));
        } catch (RuntimeException e) {
            return linkNotSent(item, text, failure(e), attempt);
        }
        minted.remove(text);
        endEarlierLinks(link.issued());
        parts.events()
                .publish(new ResetEvent.LinkDelivered(
                        parts.now(),
                        item.realm(),
                        item.accountId(),
                        link.issued().linkId()));
        return Optional.empty();
    }

    /** The link to be sent: the one of a moment ago, or a new one; null if there is none to be had. */
    private @Nullable Minted mintedFor(Item.Link item, String text, Realm realm, int attempt) {
        Instant now = parts.now();
        Minted before = minted.remove(text);
        if (before != null && now.isBefore(before.at().plus(QUICK_RETRY))) {
            minted.put(text, before);
            return before;
        }
        Account account = realm.accounts().findById(item.accountId()).orElse(null);
        NoMail reason = account == null ? NoMail.GONE : whyNot(account);
        if (account == null || reason != null) {
            publishNothingSent(item, reason == null ? NoMail.GONE : reason, item.accountId());
            return null;
        }
        if (attempt == 1 && !parts.throttle().allowsAccount(item.realm(), item.accountId(), now)) {
            parts.events()
                    .publish(new ResetEvent.Throttled(now, item.realm(), ResetEvent.Limit.ACCOUNT, item.accountId()));
            return null;
        }
        TokenIssuer.Issued issued = parts.issuer().issue(account, parts.scope(item.realm(), realm));
        parts.events()
                .publish(new ResetEvent.LinkIssued(
                        now, item.realm(), item.accountId(), issued.linkId(), issued.expiresAt()));
        Minted link = new Minted(account, issued, now);
        minted.put(text, link);
        return link;
    }

    private Optional<Duration> linkNotSent(Item.Link item, String text, DeliveryException failure, int attempt) {
        Optional<Duration> again = again(item, item.accountId(), failure, attempt, linkPatience());
        if (again.isEmpty()) {
            minted.remove(text);
        }
        if (failure.kind() == DeliveryException.Kind.NEVER) {
            parts.throttle().giveBackAccount(item.realm(), item.accountId());
        }
        return again;
    }

    /** The mail is accepted already, so a failure here must not send it twice; the earlier links merely live on. */
    private void endEarlierLinks(TokenIssuer.Issued issued) {
        for (int tries = 1; ; tries++) {
            try {
                parts.issuer().delivered(issued);
                return;
            } catch (RuntimeException e) {
                if (tries == 3) {
                    parts.events().trouble("The links before " + issued.linkId() + " could not be ended.", e);
                    return;
                }
            }
        }
    }

    private Optional<Duration> sendWarning(Item.Changed item, int attempt) {
        Notice.Recipient to = new Notice.Recipient(
                item.realm(),
                item.accountId(),
                item.address(),
                item.name(),
                item.act().locale());
        try {
            parts.notifier().send(new Notice.PasswordChanged(to, circumstances(item)));
        } catch (RuntimeException e) {
            return again(item, item.accountId(), failure(e), attempt, LONGEST_NOTICE_DELAY);
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
            Optional<Duration> wait = wait(item, attempt, Duration.ZERO, LONGEST_NOTICE_DELAY);
            parts.events()
                    .publish(new ResetEvent.SessionsNotEnded(
                            parts.now(), item.realm(), item.accountId(), wait.isPresent()));
            return wait;
        }
    }

    /** Reports a failure and says when to try again, if at all. */
    private Optional<Duration> again(
            Item item, @Nullable String accountId, DeliveryException failure, int attempt, Duration patience) {
        if (failure.kind() == DeliveryException.Kind.PERHAPS_SENT && accountId != null) {
            parts.events()
                    .publish(new ResetEvent.DeliveryUncertain(parts.now(), item.realm(), accountId, describe(failure)));
            return Optional.empty();
        }
        Optional<Duration> wait = failure.kind() == DeliveryException.Kind.NOT_NOW
                ? wait(item, attempt, failure.retryAfter().orElse(Duration.ZERO), patience)
                : Optional.empty();
        parts.events()
                .publish(new ResetEvent.DeliveryFailed(
                        parts.now(), item.realm(), accountId, describe(failure), wait.isPresent()));
        return wait;
    }

    /** Twice as long each time, with a jitter so that many do not come back at once; empty when it would be too late. */
    private Optional<Duration> wait(Item item, int attempt, Duration atLeast, Duration patience) {
        long doubled = FIRST_WAIT.toMillis() << Math.min(attempt - 1, 10);
        long capped = Math.min(doubled, LONGEST_WAIT.toMillis());
        long jittered = capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1);
        Duration wait = Duration.ofMillis(Math.max(jittered, atLeast.toMillis()));
        return parts.now().plus(wait).isBefore(item.act().at().plus(patience)) ? Optional.of(wait) : Optional.empty();
    }

    private static @Nullable NoMail whyNot(Account account) {
        if (!account.isEligible()) {
            return NoMail.INELIGIBLE;
        }
        if (account.address().filter(a -> a.length() <= LONGEST_ADDRESS).isEmpty()) {
            return NoMail.NO_ADDRESS;
        }
        return account.passwordHash().isEmpty() && account.securityStamp().isEmpty() ? NoMail.UNBOUND : null;
    }

    private static Notice notice(Item.Link item, Realm realm, Minted link) {
        Account account = link.account();
        Locale locale = account.locale().orElse(item.act().locale());
        return new Notice.ResetLink(
                new Notice.Recipient(
                        item.realm(), account.id(), account.address().orElseThrow(), account.name(), locale),
                circumstances(item),
                realm.resetLink(link.issued().token()),
                realm.cancelLink(link.issued().cancelToken()),
                link.at(),
                link.issued().expiresAt());
    }

    private static Notice.Circumstances circumstances(Item item) {
        Item.Act act = item.act();
        return new Notice.Circumstances(act.at(), act.clientAddress(), act.userAgent());
    }

    private void submit(Lane lane, Item.Link item) {
        if (!parts.queue().submit(lane, item.text())) {
            parts.events().publish(new ResetEvent.Dropped(parts.now(), item.realm(), item.accountId()));
        }
    }

    private void publishNothingSent(Item item, NoMail reason, @Nullable String accountId) {
        parts.events().publish(new ResetEvent.NothingSent(parts.now(), item.realm(), reason, accountId));
    }

    private boolean isTooLate(Item item, Duration patience) {
        return parts.now().isAfter(item.act().at().plus(patience));
    }

    private Duration linkPatience() {
        Duration lifetime = parts.policy().lifetime();
        return lifetime.compareTo(LONGEST_LINK_DELAY) < 0 ? lifetime : LONGEST_LINK_DELAY;
    }

    private static DeliveryException failure(RuntimeException e) {
        return e instanceof DeliveryException known ? known : DeliveryException.notNow(describe(e), e);
    }

    /** Only a delivery exception promises to repeat no secret in its message; of others the kind is told. */
    private static String describe(RuntimeException e) {
        return e instanceof DeliveryException && e.getMessage() != null
                ? e.getMessage()
                : e.getClass().getName();
    }
}
