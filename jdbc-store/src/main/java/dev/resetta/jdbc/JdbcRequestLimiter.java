package dev.resetta.jdbc;

import dev.resetta.limit.RequestLimiter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One row a key in a table that all nodes share, on a connection of its own: what is counted is counted, whatever becomes of
 * the transaction in which somebody asked.
 */
final class JdbcRequestLimiter implements RequestLimiter {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLimiter.class);

    /** After so many tries this process clears away up to {@link #CLEARED} rows, so that they go faster than they come. */
    private static final int CLEARED_EVERY = 64;

    private static final int CLEARED = 256;

    /** What a clock has written that was wrong counts as one window. */
    private static final String MEND = """
            UPDATE {prefix}permit
               SET full_at = ?
             WHERE id = ? AND full_at > ?
            """;

    private static final String GIVE_BACK = """
            UPDATE {prefix}permit
               SET full_at = full_at - ?
             WHERE id = ?
            """;

    private static final String OLDEST = """
            SELECT id
              FROM {prefix}permit
             WHERE full_at < ?
             ORDER BY full_at
            """;

    private static final String DELETE = """
            DELETE FROM {prefix}permit
             WHERE id = ? AND full_at < ?
            """;

    private final Units units;
    private final AtomicInteger tries = new AtomicInteger();

    JdbcRequestLimiter(Units units) {
        this.units = units;
    }

    @Override
    public boolean tryAcquire(String key, Rate rate, Instant now) {
        Permit permit = Permit.of(digest(key), rate, now.toEpochMilli());
        boolean taken = repeated("A permit could not be counted.", session -> take(session, permit));
        if (tries.incrementAndGet() % CLEARED_EVERY == 0) {
            clear(now);
        }
        return taken;
    }

    private static boolean take(Session session, Permit permit) throws SQLException {
        boolean taken = session.dialect().take(session, permit);
        if (!taken) {
            session.update(MEND, permit.last(), permit.key(), permit.wrong());
        }
        return taken;
    }

    @Override
    public void giveBack(String key, Rate rate) {
        byte[] id = digest(key);
        repeated(
                "A permit could not be given back.",
                session -> session.update(GIVE_BACK, rate.interval().toMillis(), id));
    }

    private <T> T repeated(String failed, Unit.Statements<T> statements) {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        return Patience.untilDecided(() -> units.alone(
                failed,
                // Above this level many at once on one row are told to repeat, again and again.
                session -> isFirst.getAndSet(false) ? statements.run(session) : atReadCommitted(session, statements)));
    }

    private static <T> T atReadCommitted(Session session, Unit.Statements<T> statements) throws SQLException {
        Connection connection = session.connection();
        int before = connection.getTransactionIsolation();
        if (before == Connection.TRANSACTION_READ_COMMITTED || !connection.getAutoCommit()) {
            return statements.run(session);
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try {
            return statements.run(session);
        } finally {
            connection.setTransactionIsolation(before);
        }
    }

    /**
     * Deletes rows whose permits are all back, on the clock of every node; a key without a row means the same. A failure is no
     * concern of who asks.
     */
    private void clear(Instant now) {
        long before = now.minus(Permit.SKEW).toEpochMilli();
        try {
            units.alone("Old permits could not be cleared away.", session -> clear(session, before));
        } catch (RuntimeException e) {
            LOG.warn(
                    "Old permits could not be cleared away; it is tried again ({}).",
                    e.getClass().getName());
        }
    }

    private static int clear(Session session, long before) throws SQLException {
        List<byte[]> ids = new ArrayList<>();
        try (PreparedStatement statement =
                session.prepare(OLDEST + session.dialect().first(CLEARED))) {
            statement.setLong(1, before);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getBytes(1));
                }
            }
        }
        // In one order for all, so that two who clear away at once do not deadlock.
        ids.sort(Arrays::compareUnsigned);
        return session.updateEach(
                DELETE, ids.stream().map(id -> new Object[] {id, before}).toList());
    }

    /** One length whatever the key, and no collation that could take one key for another. */
    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_16BE));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
