package dev.resetta.token;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A link's place among the links of one account: its slot, and a number that later links exceed.
 *
 * @param slot a digest of realm, purpose, channel, policy and account
 * @param number milliseconds of issue and 20 random bits
 */
record Succession(String slot, long number) {
    private static final int RANDOM_BITS = 20;

    /** Whether a slot raised to this number has replaced the link. */
    boolean isEndedBy(long slotNumber, Instant now) {
        return number < slotNumber
                && slotNumber >> RANDOM_BITS
                        <= now.plus(TokenPolicy.CLOCK_TOLERANCE).toEpochMilli();
    }

    /** Numbers links in the order of their issue, within one process strictly. */
    static final class Numbers {
        private final AtomicLong last = new AtomicLong();

        /** The next number, of which some bits are as random as those given. */
        long next(Instant now, int random) {
            long proposed = (now.toEpochMilli() << RANDOM_BITS) | (random & ((1 << RANDOM_BITS) - 1));
            return last.updateAndGet(before -> isNear(before, proposed) ? Math.max(before + 1, proposed) : proposed);
        }

        /** A clock that came back from far ahead must not drag its numbers along. */
        private static boolean isNear(long before, long proposed) {
            return before - proposed <= TokenPolicy.CLOCK_TOLERANCE.toMillis() << RANDOM_BITS;
        }
    }
}
