package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.PasswordReset;
import dev.resetta.ResetResult.Changed;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore.ConflictException;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** How a transaction of the manager's ends, and what comes after. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class TransactionsEndTest {
    @Parameter
    Database database;

    private String url;
    private HikariDataSource pool;
    private Application application;

    @BeforeEach
    void start() {
        url = database.url();
        pool = Database.pool(url, any -> any);
        application = new Application(pool);
    }

    @Test
    void aCommitThatIsRefusedForAWhileIsRepeated() {
        AtomicInteger commits = new AtomicInteger();
        WatchedDataSource watched = new WatchedDataSource(pool)
                .withState("40001")
                .undoingFailedCommits()
                .failingBefore((number, name) -> name.equals("Connection.commit") && commits.incrementAndGet() == 1);
        ResetDatabase managed = managed(watched);
        String token = application.tokenFor("alice");

        assertThat(Application.redeem(application.reset(managed), token)).isEqualTo(new Changed("alice"));

        assertThat(commits).hasValue(2);
        assertThat(application.isChanged("alice")).isTrue();
        assertThat(application.followed).containsExactly("sessions of alice", "PasswordChanged");
        assertThat(watched.connectionsOut()).isZero();
    }

    @Test
    void aCommitThatIsRefusedIsAConflict() {
        WatchedDataSource watched = new WatchedDataSource(pool)
                .withState("40001")
                .undoingFailedCommits()
                .failingBefore((number, name) -> name.equals("Connection.commit"));
        ResetDatabase managed = managed(watched);

        assertThatThrownBy(() -> managed.transactionally(() -> journal(managed, 1)))
                .isInstanceOf(ConflictException.class);

        assertThat(application.rows("journal")).isZero();
        assertThat(watched.connectionsOut()).isZero();
    }

    @Test
    void aCommitThatIsNotAnsweredIsAnUnknownOutcome() {
        WatchedDataSource watched =
                new WatchedDataSource(pool).failingAfter((number, name) -> name.equals("Connection.commit"));
        ResetDatabase managed = managed(watched);

        assertThatThrownBy(() -> managed.transactionally(() -> journal(managed, 1)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("unknown");

        assertThat(watched.connectionsOut()).isZero();
    }

    @Test
    void aPasswordThatIsChangedThoughTheCommitWasNotAnsweredIsToldAsChanged() {
        AtomicInteger commits = new AtomicInteger();
        WatchedDataSource watched = new WatchedDataSource(pool)
                .failingAfter((number, name) -> name.equals("Connection.commit") && commits.incrementAndGet() == 1);
        String token = application.tokenFor("alice");

        assertThat(Application.redeem(application.reset(managed(watched)), token))
                .isEqualTo(new Changed("alice"));

        assertThat(application.isChanged("alice")).isTrue();
        assertThat(application.isGood(token)).isFalse();
        assertThat(application.followed).containsExactly("sessions of alice", "PasswordChanged");
    }

    @Test
    void whatFollowsACommitIsCommittedToo() {
        // Without auto-commit nothing is committed by accident when a connection goes back.
        HikariDataSource manual = Database.pool(url, config -> {
            config.setAutoCommit(false);
            return config;
        });
        SpringTransactions transactions = new SpringTransactions(manual);
        ResetDatabase managed = ResetDatabase.of(manual).transactions(transactions);
        PasswordReset reset = application
                .builder(managed, TokenPolicy.oneTime(), application.queue)
                .passwordUpdater(update -> {
                    managed.afterCommit(() -> managed.transactionally(() -> journal(managed, 1)));
                    managed.afterCommit(() -> managed.inTransaction(connection -> journal(connection, 2)));
                    managed.afterCommit(() -> {
                        throw new IllegalStateException("changes nothing");
                    });
                    managed.afterCommit(() -> managed.tokenStore().save(Memory.token()));
                    return Application.accounts(managed).update(update);
                })
                .build();
        String first = application.tokenFor("alice");
        String second = application.tokenFor("bob");

        transactions.template.executeWithoutResult(status -> {
            assertThat(Application.redeem(reset, first)).isEqualTo(new Changed("alice"));
            assertThat(managed.inTransaction()).isTrue();
        });

        assertThat(application.rows("journal")).as("after the caller's commit").isEqualTo(2);
        assertThat(application.rows("resetta_token")).isEqualTo(3);
        assertThat(managed.inTransaction()).isFalse();
        Memory.execute(pool, "DELETE FROM journal");

        assertThat(Application.redeem(reset, second)).isEqualTo(new Changed("bob"));

        assertThat(application.rows("journal")).as("after Resetta's own commit").isEqualTo(2);
        assertThat(application.rows("resetta_token")).isEqualTo(4);
        assertThat(application.followed)
                .containsExactly("sessions of alice", "PasswordChanged", "sessions of bob", "PasswordChanged");
    }

    @Test
    void aTransactionOfAnotherDatabaseIsNone() {
        SpringTransactions elsewhere = new SpringTransactions(Memory.database());
        PasswordReset reset = application.reset(ResetDatabase.of(pool).transactions(new SpringTransactions(pool)));
        String token = application.tokenFor("alice");

        elsewhere.template.executeWithoutResult(status -> {
            assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
            assertThat(application.followed).containsExactly("sessions of alice", "PasswordChanged");
            status.setRollbackOnly();
        });

        assertThat(application.isChanged("alice")).isTrue();
        assertThat(application.queue.items()).hasSize(1);
    }

    @Test
    void aCommitThatAnExclusionConstraintRefusesIsUndone() {
        assumeTrue(database == Database.POSTGRESQL, "No such constraints.");
        Memory.execute(
                pool,
                "CREATE TABLE booking (hours INT4RANGE, EXCLUDE USING gist (hours WITH &&) DEFERRABLE INITIALLY DEFERRED)");
        ResetDatabase plain = ResetDatabase.of(pool);

        assertThatThrownBy(() -> plain.transactionally(() -> plain.inTransaction(connection -> {
                    try (PreparedStatement statement =
                            connection.prepareStatement("INSERT INTO booking VALUES ('[1,3)'), ('[2,4)')")) {
                        return statement.executeUpdate() == 2;
                    }
                })))
                .isInstanceOf(ResetDatabaseException.class)
                .hasMessageContaining("23P01");
        assertThat(application.rows("booking")).isZero();
    }

    private static ResetDatabase managed(WatchedDataSource watched) {
        return ResetDatabase.of(watched.source()).transactions(new SpringTransactions(watched.source()));
    }

    private static boolean journal(ResetDatabase managed, int entry) {
        return managed.inTransaction(connection -> journal(connection, entry));
    }

    private static boolean journal(Connection connection, int entry) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO journal (entry, line) VALUES (?, 'reset')")) {
            statement.setInt(1, entry);
            return statement.executeUpdate() == 1;
        }
    }
}
