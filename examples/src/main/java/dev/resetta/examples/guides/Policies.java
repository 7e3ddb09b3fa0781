package dev.resetta.examples.guides;

import dev.resetta.PasswordReset;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;

/** The ways to choose how links live, each added to a builder that knows everything else. */
final class Policies {
    private Policies() {}

    /** Links that work once; naming the policy is only needed to change something about it. */
    static PasswordReset.Builder oneTime(PasswordReset.Builder builder, ResetDatabase db, SigningKeys keys) {
        return builder.policy(TokenPolicy.oneTime().lifetime(Duration.ofHours(1)))
                .tokenStore(db.tokenStore())
                .signingKeys(keys);
    }

    /** The same for people, and links that work until they expire for those whom the support desk helps. */
    static PasswordReset.Builder withDesk(PasswordReset.Builder builder, ResetDatabase db, SigningKeys keys) {
        return builder.policy(TokenPolicy.oneTime())
                .supportPolicy(TokenPolicy.reusableUntilExpiry().lifetime(Duration.ofHours(24)))
                .tokenStore(db.tokenStore())
                .signingKeys(keys);
    }

    /** Links that no table holds; the database only joins the change of the password to what belongs to it. */
    static PasswordReset.Builder withoutTable(PasswordReset.Builder builder, ResetDatabase db, SigningKeys keys) {
        return builder.policy(TokenPolicy.hashBound()).signingKeys(keys).transactions(db);
    }
}
