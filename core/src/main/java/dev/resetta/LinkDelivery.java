package dev.resetta;

import dev.resetta.ResetEvent.NoMail;
import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import dev.resetta.token.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Mints a link for one account when its mail is sent, and ends the earlier ones when the mail was accepted. */
final class LinkDelivery {
    /** How long a minted link is kept in memory for another try; later it is minted anew. */
    private static final Duration QUICK_RETRY = Duration.ofMinutes(1);

    private static final int LONGEST_ADDRESS = 320;
    private static final int TRIES_TO_END_EARLIER_LINKS = 3;

    private final Parts parts;
    private final Retries retries;
    private final ConcurrentMap<String, Minted> minted = new ConcurrentHashMap<>();

    /** A link whose mail is on its way. */
    private record Minted(Account account, TokenIssuer.Issued issued, Instant at) {
        boolean isRecent(Instant now) {
            return now.isBefore(at.plus(QUICK_RETRY));
        }
    }

    LinkDelivery(Parts parts, Retries retries) {
        this.parts = parts;
        this.retries = retries;
    }

    /** Why an account gets no link; null if it may get one. */
    static @Nullable NoMail whyNot(Account account) {
        if (!account.isEligible()) {
            return NoMail.INELIGIBLE;
        }
        if (account.address().filter(LinkDelivery::fits).isEmpty()) {
            return NoMail.NO_ADDRESS;
        }
        return isUnbound(account) ? NoMail.UNBOUND : null;
    }

    /** Whether there is nothing that dies with the password for a link to be bound to. */
    static boolean isUnbound(Account account) {
        return account.passwordHash().isEmpty() && account.securityStamp().isEmpty();
    }

    /** Whether an address can be one at all. */
    static boolean fits(String address) {
        return !address.isBlank() && address.length() <= LONGEST_ADDRESS;
    }

    /** Sends one link; {@code text} is the item's own text, which names it among the tries. */
    Optional<Duration> send(Item.Link item, String text, Realm realm, int attempt, Duration patience) {
        Minted link;
        try {
            link = recent(text).orElse(null);
            if (link == null) {
                link = mint(item, realm);
            }
        } catch (IllegalArgumentException e) {
            DeliveryException unfit = DeliveryException.never("The issuer mints no link for an account like this.", e);
            return retries.after(unfit, item, item.accountId(), attempt, patience);
        } catch (RuntimeException e) {
            return retries.after(Retries.failure(e), item, item.accountId(), attempt, patience);
        }
        if (link == null) {
            return Optional.empty();
        }
        try {
            parts.notifier().send(notice(item, realm, link));
        } catch (RuntimeException e) {
            return notSent(item, text, link, Retries.failure(e), attempt, patience);
        }
        endEarlierLinks(link.issued());
        parts.events()
                .publish(new ResetEvent.LinkDelivered(
                        parts.now(),
                        item.realm(),
                        item.accountId(),
                        link.issued().linkId()));
        return Optional.empty();
    }

    /** The link of a moment ago, so that a quick second try sends the same one. */
    private Optional<Minted> recent(String text) {
        Instant now = parts.now();
        minted.values().removeIf(link -> !link.isRecent(now));
        return Optional.ofNullable(minted.remove(text));
    }

    private @Nullable Minted mint(Item.Link item, Realm realm) {
        Instant now = parts.now();
        Account account = realm.accounts().findById(item.accountId()).orElse(null);
        if (account == null) {
            return nothing(item, NoMail.GONE);
        }
        NoMail reason = whyNot(account);
        if (reason != null) {
            return nothing(item, reason);
        }
        boolean isOwnWish = item.operator() == null;
        TokenIssuer.Issued issued = parts.issuer()
                .issue(account, isOwnWish ? parts.scope(item.realm(), realm) : parts.supportScope(item.realm(), realm));
        parts.events()
                .publish(new ResetEvent.LinkIssued(
                        now, item.realm(), item.accountId(), issued.linkId(), issued.expiresAt()));
        return new Minted(account, issued, now);
    }

    private @Nullable Minted nothing(Item.Link item, NoMail reason) {
        parts.events().publish(new ResetEvent.NothingSent(parts.now(), item.realm(), reason, item.accountId()));
        return null;
    }

    private Optional<Duration> notSent(
            Item.Link item, String text, Minted link, DeliveryException failure, int attempt, Duration patience) {
        if (failure.kind() == DeliveryException.Kind.NEVER && item.operator() == null) {
            parts.throttle().giveBackAccount(item.realm(), item.accountId());
        }
        Optional<Duration> again = retries.after(failure, item, item.accountId(), attempt, patience);
        if (again.isPresent()) {
            minted.put(text, link);
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
                if (tries == TRIES_TO_END_EARLIER_LINKS) {
                    parts.events().trouble("The links before " + issued.linkId() + " could not be ended.", e);
                    return;
                }
            }
        }
    }

    private static Notice notice(Item.Link item, Realm realm, Minted link) {
        Account account = link.account();
        return new Notice.ResetLink(
                new Notice.Recipient(
                        item.realm(),
                        account.id(),
                        account.address().orElseThrow(),
                        account.name(),
                        account.locale().orElse(item.act().locale())),
                item.act().circumstances(),
                realm.resetLink(link.issued().token()),
                realm.cancelLink(link.issued().cancelToken()),
                link.at(),
                link.issued().expiresAt());
    }
}
