package dev.resetta;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Deletes the rows of links that expired more than a day ago, on whatever worker comes by: one batch with each piece of work,
 * which has to end in its time, until nothing is left, and then not for an hour.
 *
 * <p>The day lets a page still say that a link was used, and a clock that jumps by less deletes nothing live.
 */
final class PurgeSchedule {
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int BATCH = 500;
    private static final int MOST_BATCHES = 200;

    private final Parts parts;
    private final AtomicLong last = new AtomicLong();

    PurgeSchedule(Parts parts) {
        this.parts = parts;
    }

    void ifDue() {
        long now = parts.now().toEpochMilli();
        long before = last.get();
        boolean isDue = Math.abs(now - before) >= EVERY.toMillis();
        if (!isDue || !last.compareAndSet(before, now)) {
            return;
        }
        try {
            if (deleteBatch() == BATCH) {
                last.compareAndSet(now, before);
            }
        } catch (RuntimeException e) {
            parts.events().trouble("Expired links could not be deleted; it is tried again in an hour.", e);
        }
    }

    /** Deletes batch after batch until nothing is left, or so many that somebody waits for long; says how many rows. */
    int run() {
        int deleted = 0;
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            int inBatch = deleteBatch();
            deleted += inBatch;
            if (inBatch < BATCH) {
                return deleted;
            }
        }
        return deleted;
    }

    private int deleteBatch() {
        return parts.issuer().deleteExpired(parts.now().minus(KEPT), BATCH);
    }
}
