package dev.resetta.token;

import dev.resetta.account.Account;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer says about a token.
 *
 * <p>The reason of a bad one is private: it is for events, and a page is told no more than Resetta's public problems.
 */
public sealed interface TokenVerdict {

    /**
     * The token is good.
     *
     * @param account its account, as read for this verdict
     * @param expiresAt the first instant at which it is not good any more
     * @param linkId names the link in events and to the support desk; reveals nothing of the token
     */
    record Good(Account account, Instant expiresAt, String linkId) implements TokenVerdict {}

    /**
     * The token is not good.
     *
     * @param reason why, for operators
     * @param accountId whose it was, if it was found
     * @param linkId which link it was, if it was found
     */
    record Bad(
            Reason reason,
            @Nullable String accountId,
            @Nullable String linkId) implements TokenVerdict {

        /** A bad token of which nothing more is known. */
        public Bad(Reason reason) {
            this(reason, null, null);
        }
    }

    /** Why a token is bad. */
    enum Reason {
        /** Not spelled as any token of this issuer. */
        MALFORMED,
        /** Well spelled, but never issued, or purged since. */
        UNKNOWN,
        /** Its time is over. */
        EXPIRED,
        /** Redeemed before. */
        USED,
        /** A newer link was delivered. */
        REPLACED,
        /** Cancelled by the person who got it. */
        CANCELLED,
        /** Revoked by an operator. */
        REVOKED,
        /**
         * The account's password, address or stamp is not what it was when the link was issued; of a hash-bound token, which
         * nothing else vouches for, also: it never was genuine.
         */
        STALE,
        /** The account is gone. */
        NO_ACCOUNT,
        /** The account may not reset its password. */
        INELIGIBLE,
        /** Issued in another realm. */
        OTHER_REALM,
        /** Sealed with a key that is not accepted. */
        UNKNOWN_KEY,
        /** Issued in the future or for longer than any policy allows: an edited row, or a clock that went wrong. */
        IMPLAUSIBLE,
        /** Somebody else was faster, or is using it at this moment; whether it is good has to be judged anew. */
        LOST,
        /** A system that keeps passwords elsewhere did not say whether it changed one; the link is dead. */
        UNCERTAIN
    }
}
