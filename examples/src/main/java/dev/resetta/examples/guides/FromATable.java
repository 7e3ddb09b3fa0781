package dev.resetta.examples.guides;

import dev.resetta.PasswordReset;
import dev.resetta.jdbc.JdbcAccounts;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import java.security.SecureRandom;

/** The reset of an application that moves from a table of its own to Resetta's. */
final class FromATable {
    private static final String FIND = """
            SELECT token, user_id, expires_at
              FROM password_reset_token
             WHERE token = ?
            """;

    private static final String CLAIM = """
            DELETE FROM password_reset_token
             WHERE token = ?
            """;

    private static final String END_ALL = """
            DELETE FROM password_reset_token
             WHERE user_id = CAST(? AS BIGINT)
            """;

    private FromATable() {}

    static OldTable oldLinks(ResetDatabase db) {
        return new OldTable(db, new OldTable.Statements(FIND, CLAIM, END_ALL));
    }

    /** While links of the old table are out. */
    static PasswordReset.Builder during(ResetDatabase db, OldTable old, SigningKeys keys) {
        JdbcAccounts users = db.accounts("users");
        TokenIssuer fresh = TokenIssuer.stored(db.tokenStore(), keys, new SecureRandom());
        return PasswordReset.builder()
                .resetLink("https://shop.example.com/change-password?token={token}") // where the old links lead
                .accounts(users)
                .passwordUpdater(update -> users.update(update) && old.endAll(update.accountId()))
                .tokenIssuer(new TwoSchemes(fresh, old))
                .transactions(db);
    }

    /** When none is left. */
    static PasswordReset.Builder afterwards(ResetDatabase db, SigningKeys keys) {
        return PasswordReset.builder()
                .resetLink("https://shop.example.com/change-password?token={token}")
                .accounts(db.accounts("users"))
                .tokenStore(db.tokenStore())
                .signingKeys(keys);
    }
}
