package dev.resetta.token;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The mechanism behind a policy: mints tokens and judges them.
 *
 * <p>Most applications take one of the two that are built in by naming a {@link TokenPolicy}. An own one needs {@link
 * #issue} and {@link #judge}; the defaults of the rest suit tokens that are stored nowhere and die with the state they are
 * bound to. Implementations are thread-safe.
 */
public interface TokenIssuer {

    /**
     * Mints a token. Called when its mail is about to be sent, not when it was asked for.
     *
     * @throws RuntimeException if it cannot be minted now; nothing is sent and the work is tried again
     */
    Issued issue(Account account, Scope scope);

    /**
     * Judges a token, changing nothing, however often it is called.
     *
     * @param token what somebody presented: any text up to 4096 characters
     */
    TokenVerdict judge(String token, Scope scope);

    /**
     * Uses a token: claims it, judges its account again, and writes the password; all of it or nothing.
     *
     * <p>Called inside {@link Transactional#transactionally} where the updater joins it. The default judges and writes, which
     * is enough for a token that is bound to the password's hash, because the write compares that hash.
     *
     * @return good if the password was written; {@link TokenVerdict.Reason#LOST} if somebody else was faster
     * @throws RuntimeException whatever the write throws, once the claim is undone
     */
    default TokenVerdict redeem(String token, Scope scope, PasswordWrite write) {
        TokenVerdict verdict = judge(token, scope);
        if (!(verdict instanceof TokenVerdict.Good good)) {
            return verdict;
        }
        return switch (write.to(good.account())) {
            case WRITTEN -> good;
            case NOT_WRITTEN -> bad(TokenVerdict.Reason.LOST, good);
            case UNCERTAIN -> bad(TokenVerdict.Reason.UNCERTAIN, good);
        };
    }

    /**
     * Cancels a link by its cancel token, which redeems nothing. Issuers that hand out {@linkplain Issued#withCancelToken
     * cancel tokens} override it.
     *
     * @return the link that was good until now, else why it was not
     */
    default TokenVerdict cancel(String cancelToken, Scope scope) {
        return new TokenVerdict.Bad(TokenVerdict.Reason.MALFORMED);
    }

    /** Learns that the notifier has accepted the mail, which is when earlier links die. */
    default void delivered(Issued token) {}

    /** Says whether tokens are stored, so that they can be listed and revoked. */
    default boolean storesTokens() {
        return false;
    }

    /** Lists the tokens of an account that nobody has ended, the newest first; none if none are stored. */
    default List<StoredToken> live(String accountId, Scope scope) {
        return List.of();
    }

    /**
     * Ends a stored token at an operator's wish, even if it is being used at this moment.
     *
     * @return false if somebody has ended it already
     * @throws IllegalStateException if it is in use so often that it could not be ended
     */
    default boolean revoke(StoredToken token, Scope scope) {
        return false;
    }

    /**
     * Deletes some of what is kept of links that expired before an instant.
     *
     * @param limit how many at most
     * @return how many were deleted; less than the limit when none are left
     */
    default int deleteExpired(Instant before, int limit) {
        return 0;
    }

    /**
     * The issuer of one-time and reusable tokens: 32 random bytes, of which the store keeps a digest and a seal.
     *
     * @param keys seal the rows against whoever can write the table; null to do without
     */
    static TokenIssuer stored(TokenStore store, @Nullable SigningKeys keys, SecureRandom random) {
        return new StoredTokens(store, keys, random);
    }

    /** The issuer of hash-bound tokens: signed over the account's state, stored nowhere. */
    static TokenIssuer hashBound(SigningKeys keys, SecureRandom random) {
        return new HashBoundTokens(keys, random);
    }

    private static TokenVerdict bad(TokenVerdict.Reason reason, TokenVerdict.Good good) {
        return new TokenVerdict.Bad(reason, good.account().id(), good.linkId());
    }

    /** A token on its way into a link: short-lived, with a {@link #toString()} that tells no secret. */
    final class Issued {
        private final String token;
        private final @Nullable String cancelToken;
        private final String linkId;
        private final Instant expiresAt;
        private final @Nullable Succession succession;

        private Issued(
                String token,
                @Nullable String cancelToken,
                String linkId,
                Instant expiresAt,
                @Nullable Succession succession) {
            this.token = token;
            this.cancelToken = cancelToken;
            this.linkId = linkId;
            this.expiresAt = expiresAt;
            this.succession = succession;
        }

        /**
         * Hands a token out.
         *
         * @param token what goes into the link; letters, digits, {@code -}, {@code _} and {@code .} only
         * @param linkId names the link in events; reveals nothing of the token
         * @param expiresAt the first instant at which it is not good any more
         */
        public static Issued of(String token, String linkId, Instant expiresAt) {
            return new Issued(spelled(token), null, linkId, expiresAt, null);
        }

        /**
         * The same with a cancel token, for an issuer that overrides {@link TokenIssuer#cancel}: the mail offers a link with it.
         *
         * @param cancelToken spelled like a token; redeems nothing
         */
        public Issued withCancelToken(String cancelToken) {
            return new Issued(token, spelled(cancelToken), linkId, expiresAt, succession);
        }

        static Issued stored(
                String token, String cancelToken, String linkId, Instant expiresAt, @Nullable Succession succession) {
            return new Issued(token, cancelToken, linkId, expiresAt, succession);
        }

        /** A link takes a token as it is, so nothing may be in it that means something there. */
        private static String spelled(String token) {
            boolean isFit = !token.isEmpty();
            for (int i = 0; i < token.length(); i++) {
                isFit &= token.charAt(i) == '.' || Base64Url.isLetter(token.charAt(i));
            }
            if (!isFit) {
                throw new IllegalArgumentException("A token consists of letters, digits, '-', '_' and '.' only.");
            }
            return token;
        }

        /** What goes into the link. */
        public String token() {
            return token;
        }

        /** What goes into the cancel link, if this issuer can cancel. */
        public Optional<String> cancelToken() {
            return Optional.ofNullable(cancelToken);
        }

        /** Names the link in events and to the support desk. */
        public String linkId() {
            return linkId;
        }

        /** The first instant at which the link is not good any more. */
        public Instant expiresAt() {
            return expiresAt;
        }

        /** Which earlier links it replaces once delivered, if any. */
        Optional<Succession> succession() {
            return Optional.ofNullable(succession);
        }

        /** Tells the link's id only. */
        @Override
        public String toString() {
            return "Issued[" + linkId + "]";
        }
    }

    /**
     * What makes several writes one: the transactions in which links are redeemed.
     *
     * <p>One that is called within transactions of the application's own overrides all three methods.
     */
    @FunctionalInterface
    interface Transactional {
        /**
         * Runs work as one unit: once, and on this thread. Commits if it answers true; rolls back if it answers false or
         * throws, and then throws on what it threw.
         *
         * <p>Within a transaction that is there already it takes a savepoint, and undoes no more than itself.
         *
         * @return what the work answered
         * @throws TokenStore.ConflictException if the unit was rolled back for a reason that says nothing about the link:
         *     translate deadlocks, serialization failures and lock time-outs, or nobody repeats them. Never within a
         *     transaction of the caller's: that one is gone, so its owner gets the original exception
         * @throws TokenStore.OutcomeUnknownException if the commit was not answered, so that it may have taken place or not
         */
        boolean transactionally(BooleanSupplier work);

        /**
         * Says whether what this thread writes now can be undone: true inside a unit, and inside a transaction that the
         * application itself has begun. By default false: right only if Resetta is never called within one, or sessions end
         * before it commits.
         */
        default boolean inTransaction() {
            return false;
        }

        /**
         * Runs an action once the transaction of the calling thread has committed, and never if it is undone; outside a
         * transaction at once. Override it together with {@link #inTransaction()}; the default runs it at once.
         */
        default void afterCommit(Runnable action) {
            action.run();
        }
    }

    /** Writes the password of an account that was judged within the unit. */
    @FunctionalInterface
    interface PasswordWrite {
        /** Writes, and says whether it did. */
        Outcome to(Account account);

        /** Says whether a write is undone together with the unit it happens in; if not, a claim has to be undone by itself. */
        default boolean joinsTransaction() {
            return true;
        }

        /**
         * Says whether an account holds what was written, and nothing that others have written since. By default true, for
         * writes that nobody can recognize.
         */
        default boolean isIn(Account account) {
            return true;
        }

        /** What became of a write. */
        enum Outcome {
            /** The password is replaced. */
            WRITTEN,
            /** Nothing was written; the claim has to be undone. */
            NOT_WRITTEN,
            /** Nobody can say; the claim has to stay. */
            UNCERTAIN
        }
    }

    /**
     * Where, for what and when a token is issued or judged.
     *
     * @param realm the population of accounts; empty for the only one
     * @param purpose what the token is good for; a token of one purpose is nothing in another
     * @param channel who issues: what one channel delivers never replaces a link of another
     * @param policy the rule for a token that is issued; one that is judged keeps its own
     * @param accounts the directory of the realm
     * @param now the time of this call, in whole milliseconds
     */
    record Scope(
            String realm, String purpose, String channel, TokenPolicy policy, AccountDirectory accounts, Instant now) {
        /** The purpose of every token of a password reset. */
        public static final String PASSWORD_RESET = "password-reset";

        /** The channel of links that people ask for themselves. */
        public static final String SELF_SERVICE = "self-service";

        /** The channel of links that a support desk issues. */
        public static final String SUPPORT = "support";

        /** Checks that nothing is missing and cuts the time to milliseconds. */
        public Scope {
            Objects.requireNonNull(realm, "realm");
            Objects.requireNonNull(purpose, "purpose");
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(policy, "policy");
            Objects.requireNonNull(accounts, "accounts");
            now = now.truncatedTo(ChronoUnit.MILLIS);
        }

        /** The scope of somebody's own password reset, at this moment. */
        public static Scope of(String realm, TokenPolicy policy, AccountDirectory accounts, Clock clock) {
            return new Scope(realm, PASSWORD_RESET, SELF_SERVICE, policy, accounts, clock.instant());
        }

        /** The same scope for a support desk, which has a policy of its own. */
        public Scope forSupport(TokenPolicy supportPolicy) {
            return new Scope(realm, purpose, SUPPORT, supportPolicy, accounts, now);
        }

        /** When a token issued now expires. */
        public Instant expiry() {
            return now.plus(policy.lifetime());
        }
    }
}
