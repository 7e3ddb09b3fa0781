package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.PasswordReset;
import dev.resetta.ResetResult.Changed;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore.ConflictException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An application that swallows an error of the database, after which PostgreSQL answers a commit with a rollback and the
 * others do not: what is told is what is there.
 */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class SwallowedErrorTest {
    @Parameter
    Database database;

    private HikariDataSource pool;
    private Application application;
    private ResetDatabase plain;
    private ResetDatabase managed;
    private SpringTransactions spring;

    @BeforeEach
    void start() {
        pool = database.freshPoolOfOne();
        application = new Application(pool);
        plain = ResetDatabase.of(pool);
        spring = new SpringTransactions(pool);
        managed = plain.transactions(spring);
    }

    @Test
    void inWorkOnALentConnection() {
        boolean isTold = succeeds(() -> plain.inTransaction(connection -> {
            insert(connection);
            swallow(connection);
            return true;
        }));

        assertThat(isTold).isEqualTo(application.rows("journal") == 1).isEqualTo(database != Database.POSTGRESQL);
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void inWorkThatUndoesTheErrorItself() {
        boolean isTold = succeeds(() -> plain.inTransaction(connection -> {
            insert(connection);
            var before = connection.setSavepoint();
            swallow(connection);
            connection.rollback(before);
            return true;
        }));

        assertThat(isTold).isTrue();
        assertThat(application.rows("journal")).isOne();
    }

    @Test
    void inTheUpdaterOfARedemption() {
        assertThatWhatIsToldIsWhatIsThere(
                plain,
                update ->
                        Application.accounts(plain).update(update) && plain.inTransaction(SwallowedErrorTest::swallow));
    }

    @Test
    void inTheUpdaterOfAManagedRedemption() {
        assertThatWhatIsToldIsWhatIsThere(
                managed, update -> Application.accounts(managed).update(update) && swallow(new JdbcTemplate(pool)));
    }

    @Test
    void inTheUpdaterWithinTheCallersTransaction() {
        PasswordReset reset = reset(
                managed, update -> Application.accounts(managed).update(update) && swallow(new JdbcTemplate(pool)));
        String token = application.tokenFor("alice");

        boolean isTold = succeeds(() -> Boolean.TRUE.equals(
                spring.template.execute(status -> Application.redeem(reset, token) instanceof Changed)));

        assertThat(isTold).isEqualTo(database != Database.POSTGRESQL);
        assertThat(application.isChanged("alice")).isEqualTo(isTold);
        assertThat(application.isGood(token)).isEqualTo(!isTold);
        assertThat(application.followed).hasSize(isTold ? 2 : 0);
    }

    @Test
    void noExceptionQuotesTheRowOfTheSwallowedError() {
        Throwable thrown = catchThrowable(() -> plain.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO users (id, email, password_hash, enabled) VALUES ('x', NULL, '$argon2id$', TRUE)")) {
                statement.executeUpdate();
                return false;
            } catch (SQLException e) {
                return true;
            }
        }));

        if (database == Database.POSTGRESQL) {
            assertThat(thrown).isInstanceOf(ResetDatabaseException.class).hasMessageContaining("25P02");
            assertThat(Memory.trace(thrown)).doesNotContain("argon2id");
        } else {
            assertThat(thrown).isNull();
        }
    }

    /** With innodb_rollback_on_timeout MariaDB and MySQL undo everything then. */
    @Test
    void aLockWaitThatTimedOutLeavesNoHalf() throws Exception {
        assumeTrue(database.isMySqlLike(), "On other databases it undoes its statement only.");
        try (HikariDataSource second = Database.pool(pool.getJdbcUrl(), any -> any);
                Connection other = second.getConnection()) {
            other.setAutoCommit(false);
            UnitRows.update(other, "locked");

            assertThatThrownBy(() -> plain.inTransaction(connection -> {
                        insert(connection);
                        try (PreparedStatement soon =
                                connection.prepareStatement("SET SESSION innodb_lock_wait_timeout = 1")) {
                            soon.execute();
                        }
                        assertThatThrownBy(() -> UnitRows.update(connection, "mine"))
                                .isInstanceOf(SQLException.class);
                        return true;
                    }))
                    .isInstanceOf(ConflictException.class);
            other.rollback();
        }
        assertThat(application.rows("journal")).isZero();
    }

    private void assertThatWhatIsToldIsWhatIsThere(ResetDatabase resets, PasswordUpdater updater) {
        PasswordReset reset = reset(resets, updater);
        String token = application.tokenFor("alice");

        boolean isTold = succeeds(() -> Application.redeem(reset, token) instanceof Changed);

        assertThat(isTold).isEqualTo(database != Database.POSTGRESQL);
        assertThat(application.isChanged("alice")).isEqualTo(isTold);
        assertThat(application.isGood(token)).isEqualTo(!isTold);
        assertThat(application.followed).hasSize(isTold ? 2 : 0);
    }

    private PasswordReset reset(ResetDatabase resets, PasswordUpdater updater) {
        return application
                .builder(resets, TokenPolicy.oneTime(), application.queue)
                .passwordUpdater(updater)
                .build();
    }

    private static boolean succeeds(BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (ResetDatabaseException e) {
            return false;
        }
    }

    private static void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO journal (entry, line) VALUES (1, 'work')")) {
            statement.executeUpdate();
        }
    }

    private static boolean swallow(Connection connection) {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM no_such_table")) {
            statement.executeUpdate();
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    private static boolean swallow(JdbcTemplate jdbc) {
        try {
            jdbc.update("DELETE FROM no_such_table");
            return false;
        } catch (DataAccessException e) {
            return true;
        }
    }
}
