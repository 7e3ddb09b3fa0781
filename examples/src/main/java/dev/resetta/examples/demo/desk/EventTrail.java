package dev.resetta.examples.demo.desk;

import dev.resetta.ResetEvent;
import dev.resetta.examples.demo.desk.EventTable.Place;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what happened for 90 days, for the desk to read.
 *
 * <p>What an operator does is written before he sees its outcome. Everything else waits for a thread of its own: no visitor
 * waits for the trail, and who sends thousands of bad links fills a queue and nothing else. What finds that queue full is
 * counted and left out, so no flood can crowd out what an operator did. A failure is logged and changes nothing; the
 * library logs every event anyway.
 */
public final class EventTrail implements Consumer<ResetEvent>, AutoCloseable {
    static final Duration KEPT_FOR = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(EventTrail.class);
    private static final int LONGEST_QUEUE = 10_000;
    private static final Duration BETWEEN_CLEAN_UPS = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventTable table;
    private final ThreadPoolExecutor writer;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong leftOut = new AtomicLong();
    private final AtomicLong nextCleanUp = new AtomicLong(Long.MIN_VALUE);

    public EventTrail(DataSource dataSource) {
        this(dataSource, LONGEST_QUEUE);
    }

    EventTrail(DataSource dataSource, int longestQueue) {
        this.table = new EventTable(dataSource);
        this.writer = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(longestQueue), EventTrail::thread);
    }

    public void createTable() {
        table.create();
    }

    @Override
    public void accept(ResetEvent event) {
        EventRow row = EventRow.of(event, nextId());
        if (row.operator() != null) {
            write(row);
            return;
        }
        try {
            writer.execute(() -> write(row));
        } catch (RejectedExecutionException e) {
            leftOut.incrementAndGet();
        }
    }

    /** The latest events before a place, the newest first, with everything that happened before this call. */
    List<EventRow> latest(Place before, int most) {
        catchUp();
        return table.latest(before, most);
    }

    /** The latest events of an account. */
    List<EventRow> latestOf(String accountId, Place before, int most) {
        catchUp();
        return table.latestOf(accountId, before, most);
    }

    /** Writes what waits, and ends. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Not all events could be kept before the end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(EventRow row) {
        try {
            insert(row);
        } catch (SQLException | RuntimeException e) {
            LOG.warn(
                    "An event could not be kept: {} ({})",
                    row.title(),
                    e.getClass().getName());
        }
        try {
            cleanUp(row.at());
        } catch (SQLException | RuntimeException e) {
            LOG.warn(
                    "Old events could not be deleted; the next hour tries again. ({})",
                    e.getClass().getName());
        }
        long missing = leftOut.getAndSet(0);
        if (missing > 0) {
            LOG.warn("Too much happened at once: {} events are not in the trail, only in the log.", missing);
        }
    }

    /** What an operator wrote may not fit into the database's character set; the act is kept all the same. */
    private void insert(EventRow row) throws SQLException {
        try {
            table.insert(row);
        } catch (SQLException e) {
            EventRow plain = row.inAscii();
            if (plain.equals(row)) {
                throw e;
            }
            table.insert(plain);
        }
    }

    private void cleanUp(Instant now) throws SQLException {
        long due = nextCleanUp.get();
        long next = now.plus(BETWEEN_CLEAN_UPS).toEpochMilli();
        if (now.toEpochMilli() >= due && nextCleanUp.compareAndSet(due, next)) {
            table.deleteBefore(now.minus(KEPT_FOR));
        }
    }

    /** Waits a moment for what is in the queue now. */
    private void catchUp() {
        try {
            writer.submit(() -> {}).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException | TimeoutException e) {
            LOG.info("The trail is behind; it is shown as far as it got.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("Doing nothing failed.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Within one instant the order in which this process saw the events; the rest keeps two processes apart. */
    private String nextId() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(count.getAndIncrement())
                + hex.toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "desk-trail");
        thread.setDaemon(true);
        return thread;
    }
}
