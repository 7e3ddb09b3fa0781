package dev.resetta.token;

import dev.resetta.account.Account;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fixed list of what a token is bound to: where and for what it was issued, when, and the account's state.
 *
 * <p>Whoever changes one field, or moves a boundary between two, has another seal.
 */
record Seal(
        String mechanism,
        TokenPolicy.Kind policy,
        String realm,
        String purpose,
        Account account,
        @Nullable Instant issuedAt,
        Instant expiresAt) {
    private static final String VERSION = "resetta seal 1";

    /** The seal under a key that nothing was digested with yet, over this list and whatever the mechanism adds. */
    byte[] under(Hmac hmac, String... more) {
        hmac.with(VERSION)
                .with(mechanism)
                .with(policy.name())
                .with(realm)
                .with(purpose)
                .with(account.id())
                .with(account.address().orElse(null))
                .with(account.passwordHash().orElse(null))
                .with(account.securityStamp().orElse(null))
                .with(expiresAt.toEpochMilli());
        if (issuedAt == null) {
            hmac.with((String) null);
        } else {
            hmac.with(issuedAt.toEpochMilli());
        }
        for (String field : more) {
            hmac.with(field);
        }
        return hmac.digest();
    }
}
