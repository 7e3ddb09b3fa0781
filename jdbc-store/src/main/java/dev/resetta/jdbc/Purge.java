package dev.resetta.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Deletes rows that expired long ago, and the slots that only they had needed.
 *
 * <p>What goes is found without a lock and then deleted row by row by its key, so that nobody who redeems a link, which is
 * another row, ever waits. One statement for many keys would be faster on some databases, but MariaDB may choose to read the
 * whole table for it, and then locks all of that.
 */
final class Purge {
    /** The rows that expired first, from an instant on. */
    private static final String OLDEST_EXPIRED = """
            SELECT digest, slot, realm, account_id, expires_at
              FROM {prefix}token
             WHERE expires_at >= ? AND expires_at < ?
             ORDER BY expires_at
            """;

    /**
     * Those rows, the number of their slot, and when the last row of it expires. They are chosen before that is asked:
     * otherwise MariaDB, H2 and HSQLDB ask it for every expired row of the table. And a count of the rows that expire later
     * would be asked of the index of expiries, which has all live links of all accounts at that end; the account is there for
     * its index.
     */
    private static final String WITH_LAST_OF_SLOT = """
            SELECT t.digest, t.slot, t.expires_at,
                   (SELECT s.number
                      FROM {prefix}slot s
                     WHERE s.slot = t.slot),
                   (SELECT MAX(o.expires_at)
                      FROM {prefix}token o
                     WHERE o.realm = t.realm AND o.account_id = t.account_id AND o.slot = t.slot)
              FROM (%s) t
            """;

    private static final String DELETE_TOKEN = """
            DELETE FROM {prefix}token
             WHERE digest = ? AND expires_at < ?
            """;

    /** The number is compared again: a slot that a newer link has raised meanwhile is no longer the one that was seen. */
    private static final String DELETE_SLOT = """
            DELETE FROM {prefix}slot
             WHERE slot = ? AND number = ?
            """;

    private static final long BEGINNING = Long.MIN_VALUE;

    private final Units units;

    /**
     * Where the next batch begins, which is where the last one ended, or at the beginning once there was an end. InnoDB keeps
     * what is deleted in its indexes until nobody can see it any more, and would step over all earlier batches in each.
     */
    private final AtomicLong next = new AtomicLong(BEGINNING);

    Purge(Units units) {
        this.units = units;
    }

    int deleteExpired(Instant before, int limit) {
        long instant = before.toEpochMilli();
        long from = next.get();
        List<Expired> rows = new ArrayList<>();
        int deleted = units.runInTransaction("Expired links could not be deleted.", session -> {
            rows.clear();
            rows.addAll(find(session, from, instant, limit));
            return delete(session, rows, instant);
        });
        boolean isEnd = rows.size() < limit;
        next.set(
                isEnd
                        ? BEGINNING
                        : rows.stream().mapToLong(Expired::expiresAt).max().orElse(BEGINNING));
        return deleted == 0 && isEnd && from != BEGINNING ? deleteExpired(before, limit) : deleted;
    }

    private static int delete(Session session, List<Expired> rows, long before) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        int deleted = session.updateEach(
                DELETE_TOKEN,
                rows.stream().map(row -> new Object[] {row.digest(), before}).toList());
        session.updateEach(
                DELETE_SLOT,
                rows.stream()
                        .filter(row -> row.lastOfSlot() < before)
                        .map(row -> new Object[] {row.slot(), row.slotNumber()})
                        .toList());
        return deleted;
    }

    private static List<Expired> find(Session session, long from, long before, int limit) throws SQLException {
        List<Expired> rows = new ArrayList<>();
        try (PreparedStatement statement = session.prepare(
                WITH_LAST_OF_SLOT.formatted(OLDEST_EXPIRED + session.dialect().first(limit)))) {
            statement.setLong(1, from);
            statement.setLong(2, before);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Expired(
                            row.getBytes(1), row.getBytes(2), row.getLong(3), row.getLong(4), row.getLong(5)));
                }
            }
        }
        // In one order for all, so that two who purge at once do not deadlock.
        rows.sort(Comparator.comparing(Expired::digest, Arrays::compareUnsigned));
        return rows;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Expired(byte[] digest, byte[] slot, long expiresAt, long slotNumber, long lastOfSlot) {}
}
