package dev.resetta.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Deletes rows that expired long ago, and the slots that only they had needed. */
final class Purge {
    private static final String DELETE_TOKEN = """
            DELETE FROM {prefix}token
             WHERE digest = ? AND expires_at < ?
            """;

    /**
     * The number is compared again under the lock: a slot that a newer link has raised meanwhile is no longer the one that
     * was looked at. The account is there for its index.
     */
    private static final String DELETE_SLOT = """
            DELETE FROM {prefix}slot
             WHERE slot = ? AND number <= ?
               AND NOT EXISTS (SELECT 1 FROM {prefix}token WHERE realm = ? AND account_id = ? AND slot = ?)
            """;

    private final Units units;
    private final String prefix;

    Purge(Units units, String prefix) {
        this.units = units;
        this.prefix = prefix;
    }

    int deleteExpired(Instant before, int limit) {
        long instant = before.toEpochMilli();
        return units.runInTransaction("Expired links could not be deleted.", (connection, dialect) -> {
            List<Expired> rows = find(connection, dialect, instant, limit);
            int deleted = deleteTokens(connection, rows, instant);
            deleteSlots(connection, rows);
            return deleted;
        });
    }

    private List<Expired> find(Connection connection, Dialect dialect, long before, int limit) throws SQLException {
        List<Expired> rows = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, dialect.oldestExpired())) {
            statement.setLong(1, before);
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Expired(
                            Digest.text(row.getBytes(1)),
                            Digest.text(row.getBytes(2)),
                            row.getLong(3),
                            row.getString(4),
                            row.getString(5)));
                }
            }
        }
        return rows;
    }

    private int deleteTokens(Connection connection, List<Expired> rows, long before) throws SQLException {
        int deleted = 0;
        try (PreparedStatement statement = prepare(connection, DELETE_TOKEN)) {
            for (Expired row : rows) {
                statement.setBytes(1, Digest.bytes(row.digest()));
                statement.setLong(2, before);
                statement.addBatch();
            }
            for (int count : statement.executeBatch()) {
                deleted += count;
            }
        }
        return deleted;
    }

    private void deleteSlots(Connection connection, List<Expired> rows) throws SQLException {
        try (PreparedStatement statement = prepare(connection, DELETE_SLOT)) {
            for (Expired row : rows) {
                statement.setBytes(1, Digest.bytes(row.slot()));
                statement.setLong(2, row.number());
                statement.setString(3, row.realm());
                statement.setString(4, row.accountId());
                statement.setBytes(5, Digest.bytes(row.slot()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        return connection.prepareStatement(Schema.prefixed(sql, prefix));
    }

    private record Expired(String digest, String slot, long number, String realm, String accountId) {}
}
