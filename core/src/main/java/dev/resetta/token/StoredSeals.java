package dev.resetta.token;

import dev.resetta.account.Account;
import dev.resetta.token.TokenIssuer.Scope;
import dev.resetta.token.TokenVerdict.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The seals of stored tokens: keyed by the token itself, and by the server's key where there is one, so that a thief who can
 * write the table can make no row that fits.
 *
 * @param keys null to do without the server's key
 */
record StoredSeals(@Nullable SigningKeys keys) {
    private static final String MECHANISM = "stored";
    private static final String SUBKEY = "seal of stored tokens";

    /** The id of the key that new rows are sealed with; empty if there is none. */
    String keyId() {
        return keys == null ? "" : keys.currentId();
    }

    /** The seal of a row for an account as it is now; empty if the row's key is not accepted. */
    Optional<String> seal(StoredToken row, byte[] token, Account account, Scope scope) {
        Seal seal = new Seal(
                MECHANISM, row.kind(), scope.realm(), scope.purpose(), account, row.issuedAt(), row.expiresAt());
        return key(row, token)
                .map(key -> Secrets.hex(seal.under(Hmac.of(key), row.slot(), Long.toString(row.number()))));
    }

    /** What the account's present state says to the seal of a row. */
    TokenVerdict judge(StoredToken row, byte[] token, Scope scope) {
        Account account = scope.accounts().findById(row.accountId()).orElse(null);
        if (account == null) {
            return RowVerdict.bad(Reason.NO_ACCOUNT, row);
        }
        if (!account.isEligible()) {
            return RowVerdict.bad(Reason.INELIGIBLE, row);
        }
        Optional<String> seal = seal(row, token, account, scope);
        if (seal.isEmpty()) {
            return RowVerdict.bad(Reason.UNKNOWN_KEY, row);
        }
        return Secrets.equal(seal.get(), row.seal())
                ? new TokenVerdict.Good(account, row.expiresAt(), row.linkId())
                : RowVerdict.bad(Reason.STALE, row);
    }

    private Optional<byte[]> key(StoredToken row, byte[] token) {
        if (keys == null) {
            return row.keyId().isEmpty() ? Optional.of(token) : Optional.empty();
        }
        return keys.subkey(row.keyId(), SUBKEY)
                .map(key -> key.start().with(token).digest());
    }

    /** Tells no key. */
    @Override
    public String toString() {
        return "StoredSeals[" + keyId() + "]";
    }
}
