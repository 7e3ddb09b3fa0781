package dev.resetta.mail;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Strikes when one write takes too long.
 *
 * <p>It looks once in a timeout, however many writes there are: an alarm for each would cost more than the writes.
 */
final class WriteWatch {
    private final long timeout;
    private final ScheduledExecutorService scheduler;
    private final Runnable strike;
    private @Nullable Future<?> look;
    private long since;
    private boolean isWriting;
    private boolean isOver;

    WriteWatch(Duration timeout, ScheduledExecutorService scheduler, Runnable strike) {
        this.timeout = timeout.toNanos();
        this.scheduler = scheduler;
        this.strike = strike;
    }

    /** A write begins. */
    synchronized void begin() {
        since = System.nanoTime();
        isWriting = true;
        if (look == null && !isOver) {
            lookIn(timeout);
        }
    }

    /** The write is done. */
    synchronized void pause() {
        isWriting = false;
    }

    /** Never strikes again. */
    synchronized void end() {
        isOver = true;
        if (look != null) {
            look.cancel(false);
        }
    }

    private void look() {
        if (isLate()) {
            strike.run();
        }
    }

    private synchronized boolean isLate() {
        look = null;
        long rest = timeout - (System.nanoTime() - since);
        if (isWriting && !isOver && rest > 0) {
            lookIn(rest);
        }
        return isWriting && !isOver && rest <= 0;
    }

    private void lookIn(long nanos) {
        look = scheduler.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }
}
