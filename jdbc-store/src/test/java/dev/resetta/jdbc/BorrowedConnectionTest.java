package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.account.Account;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Connections come out of the data source and go back as they came, whatever happens meanwhile. */
class BorrowedConnectionTest {
    private final UnitRows rows = new UnitRows();
    private final DataSource source = rows.source;
    private final WatchedDataSource watched = rows.watched;
    private final TokenStore store = rows.store;
    private final StoredToken token = rows.token;

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
                                && one.inTransaction(connection -> itsAccounts.update(UnitRows.update(alice)))
                                && itsStore.transactionally(() ->
                                        itsStore.findByAccount("", "alice").size() == 2);
                    }))
                    .isTrue();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
        assertThat(rows.hash()).isEqualTo("new");
    }

    @Test
    void connectionsComeBackWithAutoCommitAsItWas() {
        store.transactionally(() -> rows.claim());
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
    void aConnectionThatCannotBeClosedDoesNotTakeASuccessBack() {
        watched.failingAfter((number, name) -> name.equals("Connection.close"));

        assertThat(store.transactionally(() -> rows.claim() && rows.change())).isTrue();
        assertThat(store.find(token.digest())).isPresent();
    }

    /** Switching auto-commit on would commit it, and so might whoever gets the connection next. */
    @Test
    void aConnectionWhoseRollbackFailsIsBrokenOff() {
        watched.failingBefore((number, name) -> name.equals("Connection.rollback"));

        assertThat(store.transactionally(() -> !rows.claim())).isFalse();

        assertThat(watched.calls()).contains("Connection.abort");
        assertThat(watched.trips()).endsWith("rollback");
        rows.assertThatNothingHappened();
    }

    @Test
    void aConnectionThatIsRolledBackIsKept() {
        assertThatThrownBy(() -> store.transactionally(() -> {
                    rows.claim();
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        watched.failingBefore((number, name) -> name.equals("Connection.commit"));
        assertThatThrownBy(() -> store.transactionally(rows::claim)).isInstanceOf(OutcomeUnknownException.class);

        assertThat(watched.trips()).filteredOn("rollback"::equals).hasSize(2);
        assertThat(watched.calls()).doesNotContain("Connection.abort");
        rows.assertThatNothingHappened();
    }

    @Test
    void aConnectionThatIsNoneGoesBackAtOnce() {
        for (boolean isForeign : new boolean[] {false, true}) {
            if (isForeign) {
                watched.throwingRuntimeExceptions();
            }
            watched.failingBefore((number, name) -> name.equals("Connection.getAutoCommit"));

            assertThatThrownBy(() -> store.transactionally(rows::claim))
                    .isInstanceOf(ResetDatabaseException.class)
                    .hasMessageContaining("no usable connection");
            assertThat(watched.connectionsOut()).isZero();
        }
    }

    @Test
    void aConnectionThatIsDecidedAboutIsNotBrokenOff() {
        store.transactionally(rows::claim);
        store.transactionally(() -> false);

        assertThat(watched.calls()).doesNotContain("Connection.abort");
        assertThat(watched.trips()).filteredOn("commit"::equals).hasSize(1);
    }

    @Test
    void outsideAUnitNothingIsBegunOrEnded() {
        assertThat(store.find(token.digest())).isPresent();

        assertThat(watched.trips()).containsExactly("SELECT resetta_token");
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
}
