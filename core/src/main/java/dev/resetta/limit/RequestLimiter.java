package dev.resetta.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Counts how often something is asked for, by the generic cell rate algorithm (ITU-T I.371): one instant a key.
 *
 * <p>Implementations are thread-safe and exact: of many tries at once no more succeed than there are permits. A refused try
 * never prolongs the wait. An exception is taken as "refuse".
 */
public interface RequestLimiter {

    /**
     * Takes one permit.
     *
     * @param key what is counted, as an opaque digest of at most 64 characters
     * @param rate how often it may be asked for
     * @param now the time of this try
     * @return false if there is no permit now; nothing was taken
     */
    boolean tryAcquire(String key, Rate rate, Instant now);

    /** Gives one permit back that was taken and not used. */
    void giveBack(String key, Rate rate);

    /**
     * A limiter in the memory of this process, bounded to 100,000 keys: under a flood of more live ones, further keys share
     * overflow buckets, and no key that is counted loses its count.
     */
    static RequestLimiter inMemory() {
        return new MemoryRequestLimiter();
    }

    /**
     * A number of permits in a time.
     *
     * @param permits how many in each period, at least 1
     * @param per the period, at least as many milliseconds as there are permits, at most 366 days
     * @param burst how many of them at once, 1 to 1,000,000
     */
    record Rate(int permits, Duration per, int burst) {
        private static final int LARGEST_BURST = 1_000_000;
        private static final Duration LONGEST_PERIOD = Duration.ofDays(366);
        private static final long NANOS_IN_A_MILLI = 1_000_000;

        /** Checks that the numbers make sense. */
        public Rate {
            Objects.requireNonNull(per, "per");
            boolean fits = permits >= 1
                    && burst >= 1
                    && burst <= LARGEST_BURST
                    && per.compareTo(LONGEST_PERIOD) <= 0
                    && per.toMillis() >= permits;
            if (!fits) {
                throw new IllegalArgumentException("A rate needs a permit or more, a burst of 1 to " + LARGEST_BURST
                        + ", and a period of at most 366 days with a millisecond for each permit; this is " + permits
                        + " in " + per + ", burst " + burst + ".");
            }
        }

        /**
         * How long one permit takes to come back: in whole milliseconds, which is what limiters count in, and rounded up, so
         * that no period has a permit more.
         */
        public Duration interval() {
            long nanos = per.toNanos();
            long nanosInAll = NANOS_IN_A_MILLI * permits;
            return Duration.ofMillis(nanos / nanosInAll + (nanos % nanosInAll == 0 ? 0 : 1));
        }
    }
}
