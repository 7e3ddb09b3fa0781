package dev.resetta.examples.guides;

import dev.resetta.PasswordReset;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import java.security.SecureRandom;
import java.time.Instant;

/** The reset of an application that moves from JSON Web Tokens of its own to hash-bound links. */
final class FromJwts {
    private FromJwts() {}

    /** While old tokens are out. */
    static PasswordReset.Builder during(ResetDatabase db, SigningKeys keys, String oldSecret, Instant end) {
        TokenIssuer fresh = TokenIssuer.hashBound(keys, new SecureRandom());
        return PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}") // where the old links lead
                .accounts(db.accounts("users"))
                .policy(TokenPolicy.hashBound())
                .tokenIssuer(new TwoSchemes(fresh, new OldJwts(oldSecret, end)))
                .transactions(db);
    }

    /** When none is left. */
    static PasswordReset.Builder afterwards(ResetDatabase db, SigningKeys keys) {
        return PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(db.accounts("users"))
                .policy(TokenPolicy.hashBound())
                .signingKeys(keys)
                .transactions(db);
    }
}
