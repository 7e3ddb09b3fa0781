package dev.resetta;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Deletes the rows of links that expired more than a day ago, on whatever worker comes by, at most once an hour.
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
        Instant now = parts.now();
        long before = last.get();
        boolean isDue = Math.abs(now.toEpochMilli() - before) >= EVERY.toMillis();
        if (!isDue || !last.compareAndSet(before, now.toEpochMilli())) {
            return;
        }
        try {
            run();
        } catch (RuntimeException e) {
            parts.events().trouble("Expired links could not be deleted; it is tried again in an hour.", e);
        }
    }

    /** Deletes in small batches until nothing is left, or for so many that another hour may go on; says how many. */
    int run() {
        Instant expiredBefore = parts.now().minus(KEPT);
        int deleted = 0;
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            int inBatch = parts.issuer().deleteExpired(expiredBefore, BATCH);
            deleted += inBatch;
            if (inBatch < BATCH) {
                return deleted;
            }
        }
        return deleted;
    }
}
