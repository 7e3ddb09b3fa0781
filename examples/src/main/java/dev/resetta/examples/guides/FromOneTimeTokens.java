package dev.resetta.examples.guides;

import dev.resetta.jdbc.ResetDatabase;

/** The links of Spring Security's {@code JdbcOneTimeTokenService}, which knows a person by the name that signs in. */
final class FromOneTimeTokens {
    private static final String FIND = """
            SELECT t.token_value, u.id, t.expires_at
              FROM one_time_tokens t
              JOIN users u ON u.username = t.username
             WHERE t.token_value = ?
            """;

    private static final String CLAIM = """
            DELETE FROM one_time_tokens
             WHERE token_value = ?
            """;

    private static final String END_ALL = """
            DELETE FROM one_time_tokens
             WHERE username = (SELECT username FROM users WHERE id = CAST(? AS BIGINT))
            """;

    private FromOneTimeTokens() {}

    static OldTable oldLinks(ResetDatabase db) {
        return new OldTable(db, new OldTable.Statements(FIND, CLAIM, END_ALL));
    }
}
