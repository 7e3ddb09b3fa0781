package dev.resetta.limit;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** For each key the instant at which all its permits are back; a key whose instant has passed is as good as absent. */
final class MemoryRequestLimiter implements RequestLimiter {
    private static final int CAPACITY = 100_000;
    private static final int OVERFLOW_BUCKETS = 1024;
    private static final long SWEEP_EVERY_MILLIS = 1000;

    private final ConcurrentMap<String, Long> fullAgainAt = new ConcurrentHashMap<>();
    private final AtomicLong nextSweep = new AtomicLong(Long.MIN_VALUE);

    @Override
    public boolean tryAcquire(String key, Rate rate, Instant instant) {
        long now = instant.toEpochMilli();
        long interval = rate.interval().toMillis();
        long window = interval * rate.burst();
        String counted = roomFor(key, now);
        Long before = fullAgainAt.get(counted);
        // A flood on one key is refused without a lock.
        if (before != null && before <= now + window && before + interval > now + window) {
            return false;
        }
        AtomicBoolean taken = new AtomicBoolean();
        fullAgainAt.compute(counted, (k, stored) -> {
            // What lies further ahead than one window was written by a clock that was wrong.
            long from = stored == null ? now : Math.min(Math.max(stored, now), now + window);
            boolean free = from + interval <= now + window;
            taken.set(free);
            return free ? Long.valueOf(from + interval) : Long.valueOf(from);
        });
        return taken.get();
    }

    @Override
    public void giveBack(String key, Rate rate) {
        String counted = fullAgainAt.containsKey(key) ? key : overflowBucket(key);
        fullAgainAt.computeIfPresent(
                counted, (k, stored) -> stored - rate.interval().toMillis());
    }

    private String roomFor(String key, long now) {
        if (fullAgainAt.size() < CAPACITY || fullAgainAt.containsKey(key)) {
            return key;
        }
        long due = nextSweep.get();
        boolean isDue = now >= due || due > now + SWEEP_EVERY_MILLIS;
        if (isDue && nextSweep.compareAndSet(due, now + SWEEP_EVERY_MILLIS)) {
            fullAgainAt.values().removeIf(instant -> instant <= now);
        }
        return fullAgainAt.size() < CAPACITY ? key : overflowBucket(key);
    }

    private static String overflowBucket(String key) {
        return "overflow " + Math.floorMod(key.hashCode(), OVERFLOW_BUCKETS);
    }
}
