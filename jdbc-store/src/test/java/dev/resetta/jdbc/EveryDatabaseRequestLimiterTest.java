package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The limiter that all nodes share, on every database at three isolation levels. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#isolated")
class EveryDatabaseRequestLimiterTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Rate TEN_AT_ONCE = new Rate(60, Duration.ofHours(1), 10);
    private static final int ROUNDS = Threads.THOROUGH ? 200 : 4;

    @Parameter(0)
    Database database;

    @Parameter(1)
    String isolation;

    private HikariDataSource source;
    private RequestLimiter limiter;

    @BeforeEach
    void createLimiter() {
        source = database.fresh(isolation);
        limiter = ResetDatabase.of(source).createSchema().requestLimiter();
    }

    @Test
    void asManyPermitsAsTheBurstAndThenOneEachInterval() {
        for (int i = 0; i < 10; i++) {
            assertThat(limiter.tryAcquire("key", TEN_AT_ONCE, NOON)).isTrue();
        }
        assertThat(limiter.tryAcquire("key", TEN_AT_ONCE, NOON)).isFalse();
        assertThat(limiter.tryAcquire("key", TEN_AT_ONCE, NOON.plusSeconds(59))).isFalse();
        assertThat(limiter.tryAcquire("key", TEN_AT_ONCE, NOON.plusSeconds(60))).isTrue();
        assertThat(limiter.tryAcquire("key", TEN_AT_ONCE, NOON.plusSeconds(60))).isFalse();
        assertThat(limiter.tryAcquire("another", TEN_AT_ONCE, NOON)).isTrue();
    }

    @Test
    void aRefusedTryDoesNotProlongTheWait() {
        Rate one = new Rate(1, Duration.ofMinutes(1), 1);
        assertThat(limiter.tryAcquire("key", one, NOON)).isTrue();
        for (int second = 1; second < 60; second++) {
            assertThat(limiter.tryAcquire("key", one, NOON.plusSeconds(second))).isFalse();
        }
        assertThat(limiter.tryAcquire("key", one, NOON.plusSeconds(60))).isTrue();
    }

    @Test
    void aPermitGivenBackCanBeTakenAgain() {
        Rate one = new Rate(1, Duration.ofMinutes(1), 1);
        assertThat(limiter.tryAcquire("key", one, NOON)).isTrue();
        limiter.giveBack("key", one);
        assertThat(limiter.tryAcquire("key", one, NOON)).isTrue();
        assertThat(limiter.tryAcquire("key", one, NOON)).isFalse();
    }

    @Test
    void whatAWrongClockHasWrittenCountsAsOneWindow() {
        Rate two = new Rate(2, Duration.ofMinutes(2), 2);
        for (RequestLimiter any : List.of(limiter, RequestLimiter.inMemory())) {
            assertThat(any.tryAcquire("key", two, NOON.plus(Duration.ofDays(300))))
                    .isTrue();

            // None now, and then one each interval.
            assertThat(any.tryAcquire("key", two, NOON)).isFalse();
            assertThat(any.tryAcquire("key", two, NOON.plusSeconds(59))).isFalse();
            assertThat(any.tryAcquire("key", two, NOON.plusSeconds(60))).isTrue();
            assertThat(any.tryAcquire("key", two, NOON.plusSeconds(60))).isFalse();
        }
    }

    @Test
    void aNodeWhoseClockIsFourMinutesAheadFreesNoKeyOfTheOthers() {
        Rate one = new Rate(1, Duration.ofMinutes(1), 1);
        assertThat(limiter.tryAcquire("key", one, NOON)).isTrue();
        RequestLimiter ahead = node();
        for (int i = 0; i < 200; i++) {
            ahead.tryAcquire("another", one, NOON.plus(Duration.ofMinutes(4)));
        }

        assertThat(limiter.tryAcquire("key", one, NOON.plusSeconds(30))).isFalse();
    }

    @Test
    void keysAreToldApartByEveryCharacter() {
        Rate one = new Rate(1, Duration.ofMinutes(1), 1);
        for (String key : List.of("key", "KEY", "k\u00e9y", "key ", "key\0", "\ud800")) {
            assertThat(limiter.tryAcquire(key, one, NOON)).as(key).isTrue();
        }
    }

    @Test
    void ofFiftyAtOnceAsManyGetAPermitAsThereAre() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String key = "round " + round;
            List<Boolean> taken = Threads.race(50, i -> () -> node().tryAcquire(key, TEN_AT_ONCE, NOON));

            assertThat(taken)
                    .as("round %d", round)
                    .filteredOn(Boolean::booleanValue)
                    .hasSize(10);
        }
    }

    @Test
    void fiftyNewKeysAtOnceAreAllServedWithoutADeadlock() throws Exception {
        int deadlocksBefore = deadlocks();
        for (int round = 0; round < ROUNDS; round++) {
            int number = round;
            List<Boolean> taken = Threads.race(50, i -> () -> {
                RequestLimiter node = node();
                boolean all = true;
                for (int n = 0; n < 5; n++) {
                    all &= node.tryAcquire(number + " " + i + " " + n, TEN_AT_ONCE, NOON);
                }
                return all;
            });

            assertThat(taken).containsOnly(true);
        }
        assertThat(deadlocks()).isEqualTo(deadlocksBefore);
    }

    @Test
    void keysWhosePermitsAreAllBackAreClearedAway() {
        for (int i = 0; i < 200; i++) {
            limiter.tryAcquire("old " + i, TEN_AT_ONCE, NOON);
        }
        Instant later = NOON.plus(Duration.ofHours(1));
        for (int i = 0; i < 130; i++) {
            limiter.tryAcquire("new", TEN_AT_ONCE, later);
        }
        assertThat(Memory.select(source, "SELECT COUNT(*) FROM resetta_permit")).isEqualTo("1");
    }

    @Test
    void whatIsCountedStaysCountedIfTheTransactionIsRolledBack() {
        Rate one = new Rate(1, Duration.ofMinutes(1), 1);
        ResetDatabase db = ResetDatabase.of(source);
        db.transactionally(() -> {
            assertThat(limiter.tryAcquire("key", one, NOON)).isTrue();
            return false;
        });
        assertThat(limiter.tryAcquire("key", one, NOON)).isFalse();
    }

    /** What MariaDB counts; it is there that upserts of new keys are known to deadlock. */
    private int deadlocks() {
        return database.isMySqlLike()
                ? Integer.parseInt(Memory.select(
                        source,
                        "SELECT variable_value FROM information_schema.global_status"
                                + " WHERE variable_name = 'INNODB_DEADLOCKS'"))
                : 0;
    }

    /** As another process has it: with nothing in common but the database. */
    private RequestLimiter node() {
        return ResetDatabase.of(source).requestLimiter();
    }
}
