package dev.resetta;

import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryQueue.Lane;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may do for an account: issue a link by hand or mail one, list, revoke, purge.
 *
 * <p>Made by {@link PasswordReset#support}. Every act leaves an event with the operator's name. An operator never sets a
 * password and never sees one (OWASP ASVS 6.4.6); who may be an operator is the application's business. Links of the desk
 * live by the {@linkplain PasswordReset.Builder#supportPolicy support policy}, count against no limit, and no visitor's
 * request ever ends one. Immutable and thread-safe.
 */
public final class SupportDesk {
    private static final int LONGEST_REASON = 500;

    /** No account has a longer id, and an item of the queue is bounded. */
    private static final int LONGEST_ACCOUNT_ID = 200;

    private final Parts parts;
    private final String realmName;
    private final Realm realm;
    private final String operator;

    SupportDesk(Parts parts, String realmName, Realm realm, String operator) {
        this.parts = parts;
        this.realmName = realmName;
        this.realm = realm;
        this.operator = operator;
    }

    /** A link in an operator's hands: a secret, with a {@link #toString()} that tells its id only. */
    public static final class IssuedLink {
        private final String link;
        private final String linkId;
        private final Instant expiresAt;

        private IssuedLink(String link, String linkId, Instant expiresAt) {
            this.link = link;
            this.linkId = linkId;
            this.expiresAt = expiresAt;
        }

        /** The link, to be handed to the account's owner and kept nowhere. */
        public String link() {
            return link;
        }

        /** Names the link in events and for {@link SupportDesk#revoke}; reveals nothing of its token. */
        public String linkId() {
            return linkId;
        }

        /** The first instant at which the link is not good any more. */
        public Instant expiresAt() {
            return expiresAt;
        }

        /** Tells the link's id only. */
        @Override
        public String toString() {
            return "IssuedLink[" + linkId + "]";
        }
    }

    /**
     * A link that nobody has ended yet. One whose account has changed since it was issued is dead all the same, but that can
     * only be told when somebody presents it.
     *
     * @param linkId names the link; reveals nothing of its token
     * @param kind the policy it lives by
     * @param issuedAt when it was made
     * @param expiresAt the first instant at which it is not good any more
     * @param uses how often it was redeemed
     */
    public record LiveLink(String linkId, TokenPolicy.Kind kind, Instant issuedAt, Instant expiresAt, int uses) {}

    /**
     * Issues a link and hands it to the operator; the account's owner is told that this happened, without the link.
     *
     * @return the link; empty if there is no such account, or it may not reset its password
     * @throws IllegalStateException if the owner cannot be told, because there is no address or the queue is full
     */
    public Optional<IssuedLink> issue(String accountId) {
        return issue(accountId, null);
    }

    /**
     * Issues a link and hands it to the operator without telling the account's owner.
     *
     * @param reason why the owner is not told, for the event; with a letter or a digit in it
     * @return the link; empty if there is no such account, or it may not reset its password
     * @throws IllegalArgumentException if the reason says nothing
     */
    public Optional<IssuedLink> issueWithoutNotice(String accountId, String reason) {
        if (reason.codePoints().noneMatch(Character::isLetterOrDigit) || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("Say in at most " + LONGEST_REASON
                    + " characters why the account's owner is not told that a link was issued.");
        }
        return issue(accountId, reason);
    }

    /**
     * Mails a link to the account's owner; the operator does not get to see it.
     *
     * @return whether the work was taken; events tell how it went. Within a transaction that the queue takes no part in it is
     *     handed over once that has committed, and then an event alone tells whether it was taken
     */
    public boolean mail(String accountId) {
        if (accountId.length() > LONGEST_ACCOUNT_ID) {
            publish(new ResetEvent.NothingSent(parts.now(), realmName, ResetEvent.NoMail.GONE, null));
            return true;
        }
        Item link = new Item.Link(realmName, accountId, operator, act());
        AtomicBoolean taken = new AtomicBoolean(true);
        parts.enqueue(() -> {
            taken.set(parts.queue().submit(Lane.LINKS, link.text()));
            publish(
                    taken.get()
                            ? new ResetEvent.MailedBySupport(parts.now(), realmName, accountId, operator)
                            : new ResetEvent.Dropped(parts.now(), realmName, accountId));
        });
        return taken.get();
    }

    /**
     * Lists the links of an account that nobody has ended, the newest first. Hash-bound links are never among them, nor are
     * they revoked where the other policy stores its links.
     *
     * @throws IllegalStateException if links are stored nowhere
     */
    public List<LiveLink> links(String accountId) {
        return live(accountId).stream()
                .map(row -> new LiveLink(row.linkId(), row.kind(), row.issuedAt(), row.expiresAt(), row.uses()))
                .toList();
    }

    /**
     * Ends one link.
     *
     * @param linkId as {@link #links} or an event names it
     * @return true if it was there and nobody had ended it
     * @throws IllegalStateException if links are stored nowhere
     */
    public boolean revoke(String accountId, String linkId) {
        return revoke(
                        accountId,
                        live(accountId).stream()
                                .filter(row -> row.linkId().equals(linkId))
                                .toList())
                > 0;
    }

    /**
     * Ends all links of an account that are stored.
     *
     * @return how many nobody had ended
     * @throws IllegalStateException if links are stored nowhere
     */
    public int revokeAll(String accountId) {
        return revoke(accountId, live(accountId));
    }

    /**
     * Deletes what is kept of links that expired more than a day ago, in small batches that are in nobody's way. Workers do
     * the same once an hour.
     *
     * @return how many were deleted
     */
    public int purge() {
        int deleted = new PurgeSchedule(parts).run();
        publish(new ResetEvent.PurgedBySupport(parts.now(), realmName, deleted, operator));
        return deleted;
    }

    private Optional<IssuedLink> issue(String accountId, @Nullable String untoldBecause) {
        Account account = realm.accounts().findById(accountId).orElse(null);
        if (account == null || !account.isEligible() || LinkDelivery.isUnbound(account)) {
            return Optional.empty();
        }
        TokenIssuer.Scope scope = parts.supportScope(realmName, realm);
        if (untoldBecause == null) {
            tellTheOwner(account, scope.expiry());
        }
        TokenIssuer.Issued issued = parts.issuer().issue(account, scope);
        parts.issuer().delivered(issued);
        publish(new ResetEvent.IssuedBySupport(
                parts.now(), realmName, accountId, issued.linkId(), issued.expiresAt(), operator, untoldBecause));
        return Optional.of(new IssuedLink(realm.resetLink(issued.token()), issued.linkId(), issued.expiresAt()));
    }

    /** Before the link is handed out: an operator must not get one of which the owner never hears. */
    private void tellTheOwner(Account account, Instant expiresAt) {
        List<Item> notices = Delivery.supportNotices(realmName, account, expiresAt, act());
        if (notices.isEmpty()) {
            throw new IllegalStateException("The account has no address to tell its owner that a link was issued;"
                    + " use issueWithoutNotice, with the reason.");
        }
        for (Item notice : notices) {
            if (!parts.queue().submit(Lane.NOTICES, notice.text())) {
                throw new IllegalStateException("The delivery queue does not take the notice to the account's owner,"
                        + " so no link was issued.");
            }
        }
    }

    private List<StoredToken> live(String accountId) {
        if (!parts.issuer().storesTokens()) {
            throw new IllegalStateException(
                    "Hash-bound links are stored nowhere, so they can be neither listed nor revoked;"
                            + " all links of an account end when its password or its security stamp changes.");
        }
        return parts.issuer().live(accountId, parts.scope(realmName, realm));
    }

    private int revoke(String accountId, List<StoredToken> rows) {
        int revoked = 0;
        for (StoredToken row : rows) {
            if (parts.issuer().revoke(row, parts.scope(realmName, realm))) {
                revoked++;
                publish(new ResetEvent.RevokedBySupport(parts.now(), realmName, accountId, row.linkId(), operator));
            }
        }
        return revoked;
    }

    private Item.Act act() {
        return new Item.Act(parts.now(), null, null, null);
    }

    private void publish(ResetEvent event) {
        parts.events().publish(event);
    }
}
