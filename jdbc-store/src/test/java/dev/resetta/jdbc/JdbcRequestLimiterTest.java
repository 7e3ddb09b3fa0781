package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the limiter that all nodes share asks of the database, and what it leaves behind. */
class JdbcRequestLimiterTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Rate ONE_A_MINUTE = new Rate(1, Duration.ofMinutes(1), 1);
    private static final String TAKE = "MERGE resetta_permit";

    private WatchedDataSource watched = watched(Database.H2.fresh());
    private RequestLimiter limiter = limiter();

    @Test
    void aTryIsOneStatement() {
        assertThat(limiter.tryAcquire("key", ONE_A_MINUTE, NOON)).isTrue();
        assertThat(watched.trips()).containsExactly(TAKE);

        limiter.giveBack("key", ONE_A_MINUTE);
        assertThat(watched.trips()).containsExactly("UPDATE resetta_permit");
    }

    @Test
    void everySixtyFourthTryClearsAway() {
        for (int round = 0; round < 2; round++) {
            take(63, NOON);
            assertThat(watched.trips()).hasSize(63).containsOnly(TAKE);

            take(1, NOON);
            assertThat(watched.trips()).containsExactly(TAKE, "SELECT resetta_permit");
        }
    }

    /** Two who clear away at once would deadlock otherwise. */
    @Test
    void keysAreClearedAwayInTheirOrder() {
        take(63, NOON);
        take(1, NOON.plus(Duration.ofHours(1)));

        List<byte[]> deleted = watched.bound("DELETE resetta_permit").stream()
                .filter(byte[].class::isInstance)
                .map(byte[].class::cast)
                .toList();
        assertThat(deleted).hasSize(63).isSortedAccordingTo(Arrays::compareUnsigned);
    }

    @Test
    void aFailureToClearAwayIsNoConcernOfWhoAsks() {
        watched.failingBefore((number, name) -> name.equals("PreparedStatement.executeQuery"));

        take(64, NOON);

        assertThat(watched.connectionsOut()).isZero();
    }

    /** Above it, many at once on one row would be told to repeat again and again. */
    @ParameterizedTest
    @ValueSource(strings = {"REPEATABLE_READ", "SERIALIZABLE"})
    void aTryThatIsRepeatedIsRepeatedAtReadCommitted(String isolation) {
        on(Database.H2.fresh(isolation));
        failTheFirstStatement();

        assertThat(limiter.tryAcquire("key", ONE_A_MINUTE, NOON)).isTrue();

        assertThat(watched.trips()).containsExactly(TAKE, "setTransactionIsolation", TAKE, "setTransactionIsolation");
    }

    @Test
    void aPermitIsGivenBackTheSameWay() {
        on(Database.H2.fresh("SERIALIZABLE"));
        assertThat(limiter.tryAcquire("key", ONE_A_MINUTE, NOON)).isTrue();
        failTheFirstStatement();

        limiter.giveBack("key", ONE_A_MINUTE);

        assertThat(watched.trips()).endsWith("setTransactionIsolation");
        assertThat(limiter.tryAcquire("key", ONE_A_MINUTE, NOON)).isTrue();
    }

    @Test
    void atReadCommittedTheLevelIsLeftAlone() {
        on(Database.H2.fresh("READ_COMMITTED"));
        failTheFirstStatement();

        assertThat(limiter.tryAcquire("key", ONE_A_MINUTE, NOON)).isTrue();

        assertThat(watched.trips()).containsExactly(TAKE, TAKE);
    }

    /** There the level cannot be changed any more: a transaction has begun. */
    @Test
    void withAutoCommitOffTheLevelIsLeftAlone() {
        on(Database.pool(Database.H2.url(), config -> {
            config.setAutoCommit(false);
            config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
            return config;
        }));
        failTheFirstStatement();

        assertThat(limiter.tryAcquire("key", ONE_A_MINUTE, NOON)).isTrue();

        assertThat(watched.trips()).containsExactly(TAKE, "rollback", TAKE, "commit");
    }

    private void take(int tries, Instant at) {
        for (int i = 0; i < tries; i++) {
            assertThat(limiter.tryAcquire(Memory.digest(), ONE_A_MINUTE, at)).isTrue();
        }
    }

    private void failTheFirstStatement() {
        AtomicInteger statements = new AtomicInteger();
        watched.withState("40001")
                .failingBefore((number, name) ->
                        name.equals("PreparedStatement.executeUpdate") && statements.incrementAndGet() == 1);
    }

    private void on(HikariDataSource source) {
        watched = watched(source);
        limiter = limiter();
    }

    private static WatchedDataSource watched(HikariDataSource source) {
        ResetDatabase.of(source).createSchema();
        return new WatchedDataSource(source);
    }

    private RequestLimiter limiter() {
        return ResetDatabase.of(watched.source()).requestLimiter();
    }
}
