package dev.resetta.jdbc;

import dev.resetta.limit.RequestLimiter.Rate;
import java.time.Duration;

/**
 * One try for a permit, by the generic cell rate algorithm (ITU-T I.371): a row holds the instant at which all permits of a
 * key are back. Everything in milliseconds.
 *
 * @param key the digest of what is counted
 * @param now the time of the try
 * @param interval how long one permit takes to come back
 * @param window how long all of them take
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Permit(byte[] key, long now, long interval, long window) {
    /** By how much the clocks of two nodes may differ before one of them counts as wrong. */
    static final Duration SKEW = Duration.ofMinutes(5);

    static Permit of(byte[] key, Rate rate, long now) {
        long interval = rate.interval().toMillis();
        return new Permit(key, now, interval, interval * rate.burst());
    }

    /** What a key that is not counted yet is set to. */
    long first() {
        return now + interval;
    }

    /** The latest instant of a row that has a permit left. */
    long latest() {
        return now + window - interval;
    }

    /** What a row is set to that was written by a clock that was wrong: it counts as one window, and no more. */
    long last() {
        return now + window;
    }

    /** An instant beyond this was written by a clock that was wrong. */
    long wrong() {
        return now + window + SKEW.toMillis();
    }
}
