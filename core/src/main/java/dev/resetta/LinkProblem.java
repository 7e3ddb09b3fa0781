package dev.resetta;

import dev.resetta.token.TokenVerdict;

/**
 * Why a link is refused, as far as a page may say it.
 *
 * <p>The first four tell the holder of a link about his link. Whatever depends on an account, a realm or a key is {@link
 * #INVALID}, so that nothing is learned about accounts; the exact reason is in the event.
 */
public enum LinkProblem {
    /** Its time is over. */
    EXPIRED,
    /** It was used before. */
    USED,
    /** A newer link was sent. */
    REPLACED,
    /** It was cancelled from the mail, or revoked. */
    CANCELLED,
    /** It is no good link, for whatever other reason. */
    INVALID,
    /** It is no good link, and too many such came from this client; a good link would still work. */
    TOO_MANY_ATTEMPTS;

    static LinkProblem of(TokenVerdict.Reason reason) {
        return switch (reason) {
            case EXPIRED -> EXPIRED;
            case USED -> USED;
            case REPLACED -> REPLACED;
            case CANCELLED, REVOKED -> CANCELLED;
            case MALFORMED,
                    UNKNOWN,
                    STALE,
                    NO_ACCOUNT,
                    INELIGIBLE,
                    OTHER_REALM,
                    UNKNOWN_KEY,
                    IMPLAUSIBLE,
                    LOST,
                    UNCERTAIN -> INVALID;
        };
    }
}
