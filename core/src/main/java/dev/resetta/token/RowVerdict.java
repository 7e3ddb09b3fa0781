package dev.resetta.token;

import dev.resetta.token.TokenIssuer.Scope;
import dev.resetta.token.TokenVerdict.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the row of a token tells by itself, before its account is asked: place, time, and whether somebody has ended it. */
final class RowVerdict {

    private RowVerdict() {}

    /** What speaks against a row; null if nothing does. */
    static @Nullable Reason against(TokenStore.Found found, Scope scope) {
        StoredToken row = found.token();
        Instant now = scope.now();
        if (!row.realm().equals(scope.realm())) {
            return Reason.OTHER_REALM;
        }
        if (isImplausible(row, now)) {
            return Reason.IMPLAUSIBLE;
        }
        if (!now.isBefore(row.expiresAt())) {
            return Reason.EXPIRED;
        }
        return switch (row.state()) {
            case USED -> Reason.USED;
            case CANCELLED -> Reason.CANCELLED;
            case REVOKED -> Reason.REVOKED;
            case LIVE, CLAIMED -> isReplaced(found, now) ? Reason.REPLACED : null;
        };
    }

    /** A bad token whose row was found. */
    static TokenVerdict.Bad bad(Reason reason, StoredToken row) {
        return new TokenVerdict.Bad(reason, row.accountId(), row.linkId());
    }

    private static boolean isImplausible(StoredToken row, Instant now) {
        return row.issuedAt().isAfter(now.plus(TokenPolicy.CLOCK_TOLERANCE))
                || row.expiresAt().isAfter(row.issuedAt().plus(TokenPolicy.LONGEST_LIFETIME));
    }

    private static boolean isReplaced(TokenStore.Found found, Instant now) {
        StoredToken row = found.token();
        return new Succession(row.slot(), row.number()).isEndedBy(found.slotNumber(), now);
    }
}
