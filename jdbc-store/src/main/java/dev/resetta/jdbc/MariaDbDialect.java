package dev.resetta.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** MariaDB 10.6 and later. */
final class MariaDbDialect extends MySqlDialect {
    static final Dialect INSTANCE = new MariaDbDialect();

    /**
     * The row count of this statement is the same for a permit taken and one refused, so the row itself has to tell. Set
     * first, while the instant is still the one that was found.
     */
    private static final String TAKE = """
            INSERT INTO {prefix}permit (id, full_at, granted)
            VALUES (?, ?, TRUE)
                ON DUPLICATE KEY UPDATE
                   granted = full_at <= ?,
                   full_at = CASE WHEN full_at <= ? THEN GREATEST(full_at, ?) + ? ELSE full_at END
            RETURNING granted
            """;

    @Override
    boolean take(Session session, Permit p) throws SQLException {
        try (PreparedStatement statement = session.prepare(TAKE)) {
            Session.bind(statement, p.key(), p.first(), p.latest(), p.latest(), p.now(), p.interval());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
