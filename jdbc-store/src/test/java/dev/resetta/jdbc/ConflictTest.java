package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenStore.ConflictException;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Others at work at the same time, and commits that fail. */
class ConflictTest {
    private final UnitRows rows = new UnitRows();
    private final DataSource source = rows.source;
    private final WatchedDataSource watched = rows.watched;
    private final TokenStore store = rows.store;

    @Test
    void aLockTimeOutIsAConflictAndTheSameUnitSucceedsLater() throws Exception {
        rows.assertThatConflictsWhileLocked(() -> store.transactionally(() -> rows.claim() && rows.change()));
        rows.assertThatNothingHappened();

        assertThat(store.transactionally(() -> rows.claim() && rows.change())).isTrue();
        assertThat(rows.isClaimed()).isTrue();
    }

    @Test
    void aLockThatIsHeldForLongIsAConflictOutsideAUnitToo() throws Exception {
        rows.assertThatConflictsWhileLocked(rows::change);
    }

    @Test
    void aStatementOutsideAUnitIsRepeatedUntilTheOthersAreDone() {
        AtomicInteger tries = new AtomicInteger();
        watched.withState("40001")
                .failingBefore((number, name) ->
                        name.equals("PreparedStatement.executeUpdate") && tries.incrementAndGet() <= 3);

        assertThat(rows.claim()).isTrue();

        assertThat(tries).hasValue(4);
        assertThat(rows.isClaimed()).isTrue();
        assertThat(watched.connectionsOut()).isZero();
    }

    @Test
    void aUnitOfOneStatementIsRepeatedUntilTheOthersAreDone() {
        AtomicInteger tries = new AtomicInteger();
        watched.withState("40001")
                .failingBefore((number, name) ->
                        name.equals("PreparedStatement.executeUpdate") && tries.incrementAndGet() <= 3);

        assertThat(rows.change()).isTrue();

        assertThat(tries).hasValue(4);
        assertThat(rows.hash()).isEqualTo("new");
        assertThat(watched.connectionsOut()).isZero();
    }

    @Test
    void noConflictQuotesTheErrorsItHangsOn() {
        SQLException data = new SQLException("Failing row contains ($argon2id$)", "23502");
        SQLException caused = new SQLException("deadlock", "40001", data);
        SQLException chained = new SQLException("deadlock", "40001");
        chained.setNextException(data);
        SQLException suppressing = new SQLException("deadlock", "40001");
        suppressing.addSuppressed(new IllegalStateException(data));

        for (SQLException error : List.of(caused, chained, suppressing)) {
            for (Exception thrown : List.of(error, new IllegalStateException("wrapped", error))) {
                assertThatThrownBy(() -> rows.database.inTransaction(connection -> fail(thrown)))
                        .isInstanceOf(ConflictException.class)
                        .satisfies(e -> assertThat(Memory.trace(e))
                                .contains("withheld", "ConflictTest")
                                .doesNotContain("argon2id"));
            }
        }
    }

    private static boolean fail(Exception thrown) throws SQLException {
        if (thrown instanceof SQLException error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    @Test
    void aConflictSwallowedWithinAUnitStillEndsIt() throws Exception {
        rows.assertThatConflictsWhileLocked(() -> store.transactionally(() -> {
            rows.claim();
            assertThatThrownBy(rows::change).isInstanceOf(ResetDatabaseException.class);
            return true;
        }));
        rows.assertThatNothingHappened();
    }

    @Test
    void aPartPassesTheOriginalOnAndTheWholeIsTheConflict() throws Exception {
        rows.assertThatConflictsWhileLocked(() -> store.transactionally(() -> {
            rows.claim();
            assertThatThrownBy(() -> store.transactionally(rows::change)).isInstanceOf(ResetDatabaseException.class);
            return true;
        }));
        rows.assertThatNothingHappened();
    }

    @Test
    void aDeadlockIsAConflictAndBothSucceedWhenRepeated() throws Exception {
        ResetDatabase wide = ResetDatabase.of(source);
        Memory.execute(source, "CREATE TABLE t (id INT PRIMARY KEY, n INT)", "INSERT INTO t VALUES (0, 0), (1, 0)");
        CountDownLatch bothHoldOne = new CountDownLatch(2);
        AtomicInteger conflicts = new AtomicInteger();
        Threads.race(2, i -> () -> {
            while (true) {
                try {
                    return wide.transactionally(() -> wide.inTransaction(connection -> {
                        increment(connection, i);
                        bothHoldOne.countDown();
                        await(bothHoldOne);
                        increment(connection, 1 - i);
                        return true;
                    }));
                } catch (ConflictException e) {
                    conflicts.incrementAndGet();
                }
            }
        });

        assertThat(conflicts).hasPositiveValue();
        assertThat(Memory.select(source, "SELECT MIN(n) FROM t")).isEqualTo("2");
    }

    @Test
    void aFailedCommitSaysThatNobodyKnows() {
        watched.failingAfter((number, name) -> name.equals("Connection.commit"));

        assertThatThrownBy(() -> store.transactionally(() -> rows.claim() && rows.change()))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("unknown");
        assertThat(watched.connectionsOut()).isZero();
    }

    @Test
    void aCommitLostToOthersIsAConflict() {
        watched.withState("40001").failingBefore((number, name) -> name.equals("Connection.commit"));

        assertThatThrownBy(() -> store.transactionally(() -> rows.claim() && rows.change()))
                .isInstanceOf(ConflictException.class);
        rows.assertThatNothingHappened();
    }

    private static void increment(Connection connection, int id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE t SET n = n + 1 WHERE id = ?")) {
            statement.setInt(1, id);
            statement.executeUpdate();
        }
    }

    private static void await(CountDownLatch latch) {
        assertThatCode(() -> latch.await(10, TimeUnit.SECONDS)).doesNotThrowAnyException();
    }
}
