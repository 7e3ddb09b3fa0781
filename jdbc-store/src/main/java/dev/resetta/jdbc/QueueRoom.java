package dev.resetta.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a lane's table is full.
 *
 * <p>Counted on a thread of its own: whoever hands in may be within a transaction, which would need a second connection, and
 * never has to wait for it. While the lane is full it is counted again until there is room.
 */
final class QueueRoom {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcDeliveryQueue.class);

    /** After so many items of this process. */
    private static final int COUNTED_EVERY = 100;

    private static final long AGAIN_AFTER_MILLIS = 1000;

    private final Units units;
    private final String table;
    private final int most;
    private final ScheduledExecutorService timer;
    private final AtomicInteger uncounted = new AtomicInteger();
    private final AtomicBoolean isBeingCounted = new AtomicBoolean();
    private volatile boolean isFull;

    QueueRoom(Units units, String table, int most, ScheduledExecutorService timer) {
        this.units = units;
        this.table = table;
        this.most = most;
        this.timer = timer;
    }

    boolean isFull() {
        return isFull;
    }

    /** Learns that one item more has been handed in. */
    void enter() {
        if (uncounted.incrementAndGet() >= COUNTED_EVERY && isBeingCounted.compareAndSet(false, true)) {
            timer.execute(this::count);
        }
    }

    private void count() {
        uncounted.set(0);
        try {
            isFull = units.alone("The delivery queue could not be counted.", this::holdsMost);
        } catch (RuntimeException e) {
            LOG.warn(
                    "The delivery queue could not be counted; it is tried again ({}).",
                    e.getClass().getName());
        }
        if (isFull) {
            Future<?> unused = timer.schedule(this::count, AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            isBeingCounted.set(false);
        }
    }

    /** No further than has to be known: a flood may have left millions. */
    private boolean holdsMost(Session session) throws SQLException {
        String rows = "SELECT version FROM " + table + session.dialect().first(most);
        try (PreparedStatement statement = session.prepareAsIs("SELECT COUNT(*) FROM (" + rows + ") waiting");
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getLong(1) >= most;
        }
    }
}
