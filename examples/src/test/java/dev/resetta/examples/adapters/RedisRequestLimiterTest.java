package dev.resetta.examples.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.testkit.RequestLimiterContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.exceptions.JedisException;

/** The contract of every limiter, over Redis, and what this one adds to it. */
@DisplayName("The request limiter over Redis")
class RedisRequestLimiterTest extends RequestLimiterContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Rate ONE_A_MINUTE = new Rate(1, Duration.ofMinutes(1), 1);

    private static LocalRedis redis;

    private final String prefix = UUID.randomUUID() + ":";
    private final RequestLimiter limiter = new RedisRequestLimiter(redis.client(), prefix);

    @BeforeAll
    static void startRedis(@TempDir Path folder) {
        redis = LocalRedis.in(folder);
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    @Override
    protected RequestLimiter createLimiter() {
        return limiter;
    }

    @Test
    void aKeyIsDeletedADayAfterItsPermitsAreBackAndNotEarlier() {
        limiter.tryAcquire("key", ONE_A_MINUTE, NOON);
        Duration left = Duration.ofMillis(redis.client().pttl(prefix + "key"));
        assertThat(left)
                .isBetween(Duration.ofDays(1).plusMinutes(1), Duration.ofDays(1).plusMinutes(6));
    }

    @Test
    void aPermitGivenBackMakesNoKeyThatStays() {
        limiter.giveBack("never taken", ONE_A_MINUTE);
        assertThat(redis.client().exists(prefix + "never taken")).isFalse();

        limiter.tryAcquire("key", ONE_A_MINUTE, NOON);
        limiter.giveBack("key", ONE_A_MINUTE);
        assertThat(redis.client().pttl(prefix + "key")).isPositive();
    }

    @Test
    void countsAreExactWhereDoublesAreNot() {
        Rate vast = new Rate(1, Duration.ofDays(366), 1_000_000);
        for (int i = 0; i < 10; i++) {
            assertThat(limiter.tryAcquire("vast", vast, NOON)).isTrue();
        }
        long tenIntervals = NOON.toEpochMilli() + 10 * Duration.ofDays(366).toMillis();
        assertThat(redis.client().get(prefix + "vast")).isEqualTo("" + tenIntervals);

        long window = Duration.ofDays(366).toMillis() * 1_000_000;
        long oneLeft = NOON.toEpochMilli() + window - Duration.ofDays(366).toMillis();
        redis.client().set(prefix + "vast", "" + (oneLeft + 1));
        assertThat(limiter.tryAcquire("vast", vast, NOON)).isFalse();
        redis.client().set(prefix + "vast", "" + oneLeft);
        assertThat(limiter.tryAcquire("vast", vast, NOON)).isTrue();
        assertThat(redis.client().get(prefix + "vast")).isEqualTo("" + (NOON.toEpochMilli() + window));
    }

    @Test
    void aClockBefore1970CountsAs1970() {
        assertThat(limiter.tryAcquire("old", ONE_A_MINUTE, Instant.EPOCH.minusSeconds(1)))
                .isTrue();
        assertThat(limiter.tryAcquire("old", ONE_A_MINUTE, Instant.EPOCH)).isFalse();
        assertThat(limiter.tryAcquire("old", ONE_A_MINUTE, Instant.EPOCH.plusSeconds(60)))
                .isTrue();
    }

    @Test
    void ifRedisIsGoneATryIsAnException(@TempDir Path folder) {
        try (LocalRedis mortal = LocalRedis.in(folder)) {
            RequestLimiter lost = new RedisRequestLimiter(mortal.client(), prefix);
            assertThat(lost.tryAcquire("key", ONE_A_MINUTE, NOON)).isTrue();
            mortal.kill();
            assertThatThrownBy(() -> lost.tryAcquire("key", ONE_A_MINUTE, NOON)).isInstanceOf(JedisException.class);
        }
    }
}
