package dev.resetta.examples.adapters;

import dev.resetta.limit.RequestLimiter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import redis.clients.jedis.UnifiedJedis;

/**
 * Counts in Redis, so that all nodes count together: one key for each thing counted, which holds the instant at which all its
 * permits are back, in milliseconds.
 *
 * <p>A try is one script, which Redis runs alone, so that of many at once no more succeed than there are permits. Time is what
 * the caller says; Redis only deletes a key by its own clock, a day after all permits are back. Instants stay text from end to
 * end, because Lua's numbers are doubles, and Redis adds to them in 64 bits.
 *
 * <p>It needs Redis 2.6.12 or later, one that evicts nothing else it is asked to keep ({@code maxmemory-policy noeviction}), and
 * short timeouts on the client: if Redis is down, Resetta refuses. Limits: what is counted may be lost when Redis restarts
 * or fails over, as far as its own persistence and replication lose writes, and then permits are back early.
 */
public final class RedisRequestLimiter implements RequestLimiter {
    /** By how much the clocks of two nodes may differ before one of them counts as wrong. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Duration KEPT = Duration.ofDays(1);

    private static final String TAKE = """
            local function isAfter(a, b)
                return #a > #b or (#a == #b and a > b)
            end
            local key, now, latest, last, wrong, interval, time = KEYS[1], unpack(ARGV)
            local full = redis.call('GET', key)
            if not full or isAfter(now, full) then
                full = now
            elseif isAfter(full, wrong) then
                redis.call('SET', key, last, 'PX', time)
                return 0
            elseif isAfter(full, latest) then
                return 0
            end
            redis.call('SET', key, full, 'PX', time)
            redis.call('INCRBY', key, interval)
            return 1
            """;

    private static final String GIVE_BACK = """
            if redis.call('EXISTS', KEYS[1]) == 1 and redis.call('DECRBY', KEYS[1], ARGV[1]) < 0 then
                redis.call('DEL', KEYS[1])
            end
            """;

    private final UnifiedJedis redis;
    private final String prefix;

    /**
     * Counts under keys with a prefix.
     *
     * @param prefix tells these keys from others in the same Redis, for example {@code resetta:}
     */
    public RedisRequestLimiter(UnifiedJedis redis, String prefix) {
        this.redis = redis;
        this.prefix = prefix;
    }

    @Override
    public boolean tryAcquire(String key, Rate rate, Instant instant) {
        long now = Math.max(0, instant.toEpochMilli());
        long interval = rate.interval().toMillis();
        long window = interval * rate.burst();
        // What lies further ahead than one window was written by a clock that was wrong, and counts as one window.
        List<String> numbers = numbers(
                now,
                now + window - interval,
                now + window,
                now + window + SKEW.toMillis(),
                interval,
                window + SKEW.plus(KEPT).toMillis());
        return Long.valueOf(1).equals(redis.eval(TAKE, List.of(prefix + key), numbers));
    }

    @Override
    public void giveBack(String key, Rate rate) {
        redis.eval(GIVE_BACK, List.of(prefix + key), numbers(rate.interval().toMillis()));
    }

    private static List<String> numbers(long... numbers) {
        return LongStream.of(numbers).mapToObj(Long::toString).toList();
    }
}
