package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.account.Account;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenStore.ConflictException;
import dev.resetta.token.TokenStore.Found;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One unit, one connection, all or nothing. */
class UnitTest {
    private final DataSource source = Memory.database(";LOCK_TIMEOUT=200");
    private final WatchedDataSource watched = new WatchedDataSource(source).holding(1);
    private final ResetDatabase database = ResetDatabase.of(watched.source());
    private final TokenStore store = database.tokenStore();
    private final JdbcAccounts accounts = database.accounts("users");
    private final StoredToken token = Memory.token();

    @BeforeEach
    void fill() {
        ResetDatabase.of(source).createSchema().tokenStore().save(token);
        Memory.execute(
                source,
                "CREATE TABLE users (id VARCHAR(20) PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(100))",
                "INSERT INTO users VALUES ('alice', 'alice@example.com', 'old'), ('bob', 'bob@example.com', 'old')");
    }

    @Test
    void whatAUnitWroteStaysIfItAnswersTrue() {
        assertThat(store.transactionally(() -> claim() && change())).isTrue();

        assertThat(isClaimed()).isTrue();
        assertThat(hash()).isEqualTo("new");
    }

    @Test
    void whatAUnitWroteIsUndoneIfItAnswersFalse() {
        assertThat(store.transactionally(() -> !(claim() && change()))).isFalse();

        assertThatNothingHappened();
    }

    @Test
    void whatAUnitWroteIsUndoneIfItThrows() {
        IllegalStateException thrown = new IllegalStateException("no mail server");
        assertThatThrownBy(() -> store.transactionally(() -> {
                    claim();
                    change();
                    throw thrown;
                }))
                .isSameAs(thrown);

        assertThatNothingHappened();
    }

    @Test
    void whatAUnitWroteIsUndoneIfAnErrorIsThrown() {
        assertThatThrownBy(() -> store.transactionally(() -> {
                    claim();
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThatNothingHappened();
    }

    @Test
    void aPoolOfOneConnectionDoesForEverything() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(1000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            ResetDatabase one = ResetDatabase.of(pool).createSchema();
            TokenStore itsStore = one.tokenStore();
            JdbcAccounts itsAccounts =
                    one.product(DatabaseProduct.H2).tablePrefix("resetta_").accounts("users");
            StoredToken mine = Memory.token();
            itsStore.save(mine);
            itsStore.supersede(mine.slot(), mine.number());

            assertThat(itsStore.transactionally(() -> {
                        StoredToken seen =
                                itsStore.find(mine.digest()).orElseThrow().token();
                        Account alice = itsAccounts.findById("alice").orElseThrow();
                        return itsStore.swap(seen, Memory.claimed(seen))
                                && one.inTransaction(connection -> itsAccounts.update(update(alice)))
                                && itsStore.transactionally(() ->
                                        itsStore.findByAccount("", "alice").size() == 2);
                    }))
                    .isTrue();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
        assertThat(hash()).isEqualTo("new");
    }

    @Test
    void connectionsComeBackWithAutoCommitAsItWas() {
        store.transactionally(() -> claim());
        store.transactionally(() -> false);
        assertThatThrownBy(() -> store.transactionally(() -> {
            throw new IllegalStateException();
        }));

        assertThat(watched.autoCommitAtReturn()).hasSize(3).containsOnly(true);
        assertThat(watched.connectionsOut()).isZero();
    }

    @Test
    void everythingStaysOnAPoolWithAutoCommitOff() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            ResetDatabase manual = ResetDatabase.of(pool).tablePrefix("manual_").createSchema();
            TokenStore itsStore = manual.tokenStore();
            itsStore.save(token);
            itsStore.supersede(token.slot(), 5);
            itsStore.transactionally(() -> itsStore.swap(token, Memory.claimed(token)));
        }

        assertThat(ResetDatabase.of(source).tablePrefix("manual_").tokenStore().find(token.digest()))
                .hasValueSatisfying(found -> {
                    assertThat(found.slotNumber()).isEqualTo(5);
                    assertThat(found.token().state()).isEqualTo(StoredToken.State.USED);
                });
    }

    @Test
    void aUnitKnowsThatItRuns() {
        assertThat(store.inTransaction()).isFalse();
        store.transactionally(() -> {
            assertThat(store.inTransaction()).isTrue();
            return true;
        });
        database.inTransaction(connection -> assertThat(store.inTransaction()).isTrue());
        assertThat(store.inTransaction()).isFalse();
    }

    @Test
    void aUnitIsOfOneThreadOnly() throws Exception {
        TokenStore wide = ResetDatabase.of(source).tokenStore();
        wide.transactionally(() -> {
            wide.swap(token, Memory.claimed(token));
            List<Boolean> elsewhere = new ArrayList<>();
            Thread other = new Thread(() -> {
                elsewhere.add(wide.inTransaction());
                elsewhere.add(wide.find(token.digest()).orElseThrow().token().equals(token));
            });
            other.start();
            join(other);
            assertThat(elsewhere).containsExactly(false, true);
            return true;
        });
    }

    @Test
    void aRefusedPartOfAUnitUndoesOnlyItself() {
        assertThat(store.transactionally(() -> {
                    claim();
                    assertThat(store.transactionally(() -> !change())).isFalse();
                    assertThatThrownBy(() -> store.transactionally(() -> {
                                change();
                                throw new IllegalStateException("a part");
                            }))
                            .hasMessage("a part");
                    return true;
                }))
                .isTrue();

        assertThat(isClaimed()).isTrue();
        assertThat(hash()).isEqualTo("old");
    }

    @Test
    void aPartThatStandsGoesWithTheWhole() {
        assertThat(store.transactionally(() -> {
                    assertThat(store.transactionally(this::change)).isTrue();
                    return false;
                }))
                .isFalse();

        assertThatNothingHappened();
    }

    @Test
    void anApplicationsOwnStatementsJoinTheUnit() {
        store.transactionally(() -> {
            claim();
            int rows = database.inTransaction(connection -> update(connection, "joined"));
            assertThat(rows).isOne();
            return false;
        });
        assertThatNothingHappened();

        store.transactionally(() -> claim() && database.inTransaction(connection -> update(connection, "joined")) == 1);
        assertThat(isClaimed()).isTrue();
        assertThat(hash()).isEqualTo("joined");
    }

    @Test
    void outsideAUnitInTransactionIsOneOfItsOwn() {
        int rows = database.inTransaction(connection -> {
            claim();
            return update(connection, "own");
        });
        assertThat(rows).isOne();
        assertThat(isClaimed()).isTrue();
        assertThat(hash()).isEqualTo("own");

        SQLException failure = new SQLException("on purpose", "42000");
        assertThatThrownBy(() -> database.inTransaction(connection -> {
                    update(connection, "never");
                    throw failure;
                }))
                .isInstanceOf(ResetDatabaseException.class)
                .hasCause(failure);
        assertThat(hash()).isEqualTo("own");
    }

    @Test
    void aLentConnectionCannotEndTheUnit() {
        AtomicReference<Connection> kept = new AtomicReference<>();
        database.inTransaction(connection -> {
            kept.set(connection);
            update(connection, "lent");
            assertThatThrownBy(connection::commit).hasMessageContaining("inTransaction");
            assertThatThrownBy(connection::rollback).hasMessageContaining("inTransaction");
            assertThatThrownBy(() -> connection.setAutoCommit(true)).hasMessageContaining("inTransaction");
            connection.close();
            assertThat(connection.isClosed()).isFalse();
            connection.rollback(connection.setSavepoint());
            return update(connection, "lent twice");
        });

        assertThat(hash()).isEqualTo("lent twice");
        assertThatThrownBy(() -> kept.get().createStatement()).hasMessageContaining("over");
    }

    @Test
    void aLockTimeOutIsAConflictAndTheSameUnitSucceedsLater() throws Exception {
        assertThatConflictsWhileLocked(() -> store.transactionally(() -> claim() && change()));
        assertThatNothingHappened();

        assertThat(store.transactionally(() -> claim() && change())).isTrue();
        assertThat(isClaimed()).isTrue();
    }

    @Test
    void aLockTimeOutOutsideAUnitIsAConflictToo() throws Exception {
        assertThatConflictsWhileLocked(this::change);
    }

    @Test
    void aConflictSwallowedWithinAUnitStillEndsIt() throws Exception {
        assertThatConflictsWhileLocked(() -> store.transactionally(() -> {
            claim();
            assertThatThrownBy(this::change).isInstanceOf(ResetDatabaseException.class);
            return true;
        }));
        assertThatNothingHappened();
    }

    @Test
    void aPartPassesTheOriginalOnAndTheWholeIsTheConflict() throws Exception {
        assertThatConflictsWhileLocked(() -> store.transactionally(() -> {
            claim();
            assertThatThrownBy(() -> store.transactionally(this::change)).isInstanceOf(ResetDatabaseException.class);
            return true;
        }));
        assertThatNothingHappened();
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

        assertThatThrownBy(() -> store.transactionally(() -> claim() && change()))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("unknown");
        assertThat(watched.connectionsOut()).isZero();
    }

    @Test
    void aCommitLostToOthersIsAConflict() {
        watched.withState("40001").failingBefore((number, name) -> name.equals("Connection.commit"));

        assertThatThrownBy(() -> store.transactionally(() -> claim() && change()))
                .isInstanceOf(ConflictException.class);
        assertThatNothingHappened();
    }

    @Test
    void aConnectionThatCannotBeClosedDoesNotTakeASuccessBack() {
        watched.failingAfter((number, name) -> name.equals("Connection.close"));

        assertThat(store.transactionally(() -> claim() && change())).isTrue();
        assertThat(store.find(token.digest())).isPresent();
    }

    @Test
    void aDeadDataSourceIsSaidClearly() {
        watched.failingBefore((number, name) -> name.equals("DataSource.getConnection"));

        assertThatThrownBy(() -> store.transactionally(() -> true))
                .isInstanceOf(ResetDatabaseException.class)
                .hasMessageContaining("no usable connection");
        assertThatThrownBy(() -> store.find(token.digest())).isInstanceOf(ResetDatabaseException.class);
        assertThat(store.inTransaction()).isFalse();
    }

    private boolean claim() {
        return store.swap(token, Memory.claimed(token));
    }

    private boolean change() {
        return accounts.update(update(accounts.findById("alice").orElseThrow()));
    }

    private static PasswordUpdate update(Account account) {
        return PasswordUpdate.of(account, "new", "secret", Instant.EPOCH);
    }

    private static int update(Connection connection, String hash) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE users SET password_hash = ? WHERE id = 'alice'")) {
            statement.setString(1, hash);
            return statement.executeUpdate();
        }
    }

    private boolean isClaimed() {
        return ResetDatabase.of(source)
                .tokenStore()
                .find(token.digest())
                .map(Found::token)
                .filter(row -> row.state() == StoredToken.State.USED && row.uses() == 1)
                .isPresent();
    }

    private String hash() {
        return Memory.select(source, "SELECT password_hash FROM users WHERE id = 'alice'");
    }

    private void assertThatNothingHappened() {
        assertThat(ResetDatabase.of(source).tokenStore().find(token.digest())).contains(new Found(token, 0));
        assertThat(hash()).isEqualTo("old");
        assertThat(watched.connectionsOut()).isZero();
    }

    /** Holds Alice's row in another transaction meanwhile. */
    private void assertThatConflictsWhileLocked(Runnable work) throws SQLException {
        try (Connection other = source.getConnection()) {
            other.setAutoCommit(false);
            update(other, "locked");
            assertThatThrownBy(work::run).isInstanceOf(ConflictException.class);
            other.rollback();
        }
        assertThat(watched.connectionsOut()).isZero();
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

    private static void join(Thread thread) {
        assertThatCode(() -> thread.join(10_000)).doesNotThrowAnyException();
    }
}
