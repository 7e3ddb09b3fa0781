package dev.resetta.jdbc;

import dev.resetta.token.TokenStore.ConflictException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Repeats what the database has undone only because of others at work at the same time. */
final class Patience {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Longer pauses each time, so that those who are in the way get done. */
    private static final int MOST_PAUSE_STEPS = 20;

    private static final long PAUSE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Patience() {}

    /**
     * Repeats work until it is decided, for five seconds.
     *
     * @throws ConflictException if it was not decided then
     */
    static <T extends @Nullable Object> T untilDecided(Supplier<T> work) {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (ConflictException e) {
                if (System.nanoTime() - start > LONGEST_NANOS) {
                    throw e;
                }
            }
            LockSupport.parkNanos(
                    ThreadLocalRandom.current().nextLong(PAUSE_STEP_NANOS * Math.min(attempt, MOST_PAUSE_STEPS)));
        }
    }
}
