package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenStore.ConflictException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A unit's connection in the hands of an application. */
class LentConnectionTest {
    private final UnitRows rows = new UnitRows();
    private final ResetDatabase database = rows.database;
    private final TokenStore store = rows.store;

    @Test
    void anApplicationsOwnStatementsJoinTheUnit() {
        store.transactionally(() -> {
            rows.claim();
            int written = database.inTransaction(connection -> UnitRows.update(connection, "joined"));
            assertThat(written).isOne();
            return false;
        });
        rows.assertThatNothingHappened();

        store.transactionally(
                () -> rows.claim() && database.inTransaction(connection -> UnitRows.update(connection, "joined")) == 1);
        assertThat(rows.isClaimed()).isTrue();
        assertThat(rows.hash()).isEqualTo("joined");
    }

    @Test
    void outsideAUnitInTransactionIsOneOfItsOwn() {
        int written = database.inTransaction(connection -> {
            rows.claim();
            return UnitRows.update(connection, "own");
        });
        assertThat(written).isOne();
        assertThat(rows.isClaimed()).isTrue();
        assertThat(rows.hash()).isEqualTo("own");

        SQLException failure = new SQLException("on purpose", "42000");
        assertThatThrownBy(() -> database.inTransaction(connection -> {
                    UnitRows.update(connection, "never");
                    throw failure;
                }))
                .isInstanceOf(ResetDatabaseException.class)
                .hasCause(failure);
        assertThat(rows.hash()).isEqualTo("own");
    }

    @Test
    void aLentConnectionCannotEndTheUnit() {
        AtomicReference<Connection> kept = new AtomicReference<>();
        database.inTransaction(connection -> {
            kept.set(connection);
            UnitRows.update(connection, "lent");
            assertThatThrownBy(connection::commit).hasMessageContaining("inTransaction");
            assertThatThrownBy(connection::rollback).hasMessageContaining("inTransaction");
            assertThatThrownBy(() -> connection.setAutoCommit(true)).hasMessageContaining("inTransaction");
            connection.close();
            assertThat(connection.isClosed()).isFalse();
            connection.rollback(connection.setSavepoint());
            return UnitRows.update(connection, "lent twice");
        });

        assertThat(rows.hash()).isEqualTo("lent twice");
        assertThatThrownBy(() -> kept.get().createStatement()).hasMessageContaining("over");
        assertThatThrownBy(() -> kept.get().commit()).hasMessageContaining("over");
    }

    @Test
    void aLentConnectionIsItselfAndIsClosedAfterwards() throws Exception {
        AtomicReference<Connection> kept = new AtomicReference<>();
        database.inTransaction(connection -> {
            kept.set(connection);
            return null;
        });

        Connection lent = kept.get();
        assertThat(lent.isClosed()).isTrue();
        lent.close();
        assertThat(List.of(lent).contains(lent)).isTrue();
        assertThat(List.of(new Object()).contains(lent)).isFalse();
        assertThat(lent.toString()).isNotEmpty();
    }

    @Test
    void aStatementKnowsNoConnectionButTheOneThatWasLent() {
        database.inTransaction(connection -> {
            try (PreparedStatement prepared = connection.prepareStatement("SELECT 1 FROM users");
                    Statement plain = connection.createStatement()) {
                assertThat(prepared.getConnection()).isSameAs(connection);
                assertThat(plain.getConnection()).isSameAs(connection);
                return true;
            }
        });
    }

    @Test
    void aConflictThatTheApplicationSwallowsEndsTheUnit() {
        rows.watched.withState("40001").failingBefore((number, name) -> name.equals("PreparedStatement.executeUpdate"));

        assertThatThrownBy(() -> database.inTransaction(connection -> {
                    assertThatThrownBy(() -> UnitRows.update(connection, "never"))
                            .isInstanceOf(SQLException.class);
                    return true;
                }))
                .isInstanceOf(ConflictException.class);
        rows.assertThatNothingHappened();
    }
}
