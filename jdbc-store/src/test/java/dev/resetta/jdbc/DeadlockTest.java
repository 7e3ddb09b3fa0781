package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.ResetResult.Changed;
import dev.resetta.ResetResult.LinkRefused;
import dev.resetta.token.TokenStore.ConflictException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;

/**
 * A redemption within a transaction of the caller's that loses a deadlock: the caller hears of it, whatever he makes of that,
 * and nothing of his transaction is there afterwards.
 */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class DeadlockTest {
    private static final Set<Database> SNAPSHOTS =
            EnumSet.of(Database.POSTGRESQL, Database.MARIADB_SNAPSHOT, Database.H2, Database.HSQLDB_MVCC);

    @Parameter
    Database database;

    private String url;
    private HikariDataSource pool;
    private Application application;
    private PasswordReset reset;
    private ResetDatabase plain;
    private SpringTransactions spring;
    private String token;

    @BeforeEach
    void start() {
        url = database.url();
        pool = Database.pool(url, config -> {
            if (database == Database.POSTGRESQL) {
                config.setConnectionInitSql("SET deadlock_timeout = '50ms'");
            }
            return config;
        });
        application = new Application(pool);
        Memory.execute(pool, "CREATE TABLE ballast (entry INT NOT NULL PRIMARY KEY)");
        token = application.tokenFor("alice");
        plain = ResetDatabase.of(pool);
        spring = new SpringTransactions(pool);
    }

    @Test
    void springsTransactionThatLetsTheExceptionThroughIsUndone() throws Exception {
        reset = application.reset(plain.transactions(spring));
        try (Rival rival = new Rival(database, url)) {
            assertThatThrownBy(() ->
                            spring.template.executeWithoutResult(status -> redeemInDeadlock(rival, this::springs)))
                    .isInstanceOf(ResetDatabaseException.class);
            assertThat(rival.isSpared()).isTrue();
        }
        assertThatNothingIsLeft();
    }

    @Test
    void springsTransactionThatSwallowsTheExceptionCannotCommit() throws Exception {
        reset = application.reset(plain.transactions(spring));
        try (Rival rival = new Rival(database, url)) {
            assertThatThrownBy(() -> spring.template.executeWithoutResult(status -> {
                        assertThatThrownBy(() -> redeemInDeadlock(rival, this::springs))
                                .isInstanceOf(ResetDatabaseException.class);
                        writeOn(rival, this::springs);
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            assertThat(rival.isSpared()).isTrue();
        }
        assertThatNothingIsLeft();
    }

    @Test
    void aUnitThatLetsTheExceptionThroughIsAConflict() throws Exception {
        reset = application.reset(plain);
        try (Rival rival = new Rival(database, url)) {
            assertThatThrownBy(() -> plain.transactionally(() -> redeemInDeadlock(rival, this::resettas)))
                    .isInstanceOf(ConflictException.class);
            assertThat(rival.isSpared()).isTrue();
        }
        assertThatNothingIsLeft();
    }

    @Test
    void aUnitThatSwallowsTheExceptionCannotCommit() throws Exception {
        reset = application.reset(plain);
        try (Rival rival = new Rival(database, url)) {
            assertThatThrownBy(() -> plain.inTransaction(connection -> {
                        assertThatThrownBy(() -> redeemInDeadlock(rival, this::resettas))
                                .isInstanceOf(ResetDatabaseException.class);
                        writeOn(rival, this::resettas);
                        return true;
                    }))
                    .isInstanceOf(ConflictException.class);
            assertThat(rival.isSpared()).isTrue();
        }
        assertThatNothingIsLeft();
    }

    @Test
    void aDeadlockThatTheApplicationSwallowsItselfNeverLeavesHalf() throws Exception {
        reset = application.reset(plain);
        try (Rival rival = new Rival(database, url)) {
            assertThatThrownBy(() -> plain.inTransaction(connection -> {
                        insert(connection, 1);
                        rival.waitForTheCaller();
                        try (Statement statement = connection.createStatement()) {
                            assertThatThrownBy(() -> statement.executeUpdate("UPDATE users SET enabled = FALSE"))
                                    .isInstanceOf(SQLException.class);
                        }
                        writeOn(rival, entry -> {
                            try {
                                insert(connection, entry);
                            } catch (SQLException e) {
                                assertThat(database).isEqualTo(Database.POSTGRESQL);
                            }
                        });
                        return true;
                    }))
                    .isInstanceOfAny(ConflictException.class, ResetDatabaseException.class);
        }
        assertThatNothingIsLeft();
    }

    @Test
    void aRowThatChangedSinceTheCallersSnapshotIsAnExceptionToo() {
        assumeTrue(SNAPSHOTS.contains(database), "No such snapshots.");
        reset = application.reset(plain.transactions(spring));
        spring.template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        // On a connection of its own, while the password is hashed.
        application.whileHashing =
                () -> Memory.execute(pool, "UPDATE users SET email = 'new@example.com' WHERE id = 'alice'");

        assertThatThrownBy(() -> spring.template.executeWithoutResult(status -> {
                    springs(1);
                    Application.redeem(reset, token);
                }))
                .isInstanceOf(ResetDatabaseException.class);

        assertThat(application.rows("journal")).isZero();
        assertThat(application.isUnchanged("alice")).isTrue();
        application.whileHashing = () -> {};
        assertThat(Application.redeem(reset, token)).isEqualTo(new LinkRefused(LinkProblem.INVALID));
    }

    /** The caller holds an entry of the journal that the rival waits for, and the link needs the row the rival holds. */
    private boolean redeemInDeadlock(Rival rival, IntConsumer journal) {
        journal.accept(1);
        rival.waitForTheCaller();
        return Application.redeem(reset, token) instanceof Changed;
    }

    /** Goes on as if nothing had happened, which most databases take for the beginning of a new transaction. */
    private void writeOn(Rival rival, IntConsumer journal) {
        if (letsTheRivalGoOnAtOnce()) {
            assertThat(rival.isSpared()).isTrue();
        }
        try {
            journal.accept(2);
        } catch (RuntimeException e) {
            assertThat(e).isNotInstanceOf(ConflictException.class);
        }
    }

    /** PostgreSQL leaves that to whoever has begun the transaction, and H2 does not wake those who wait. */
    private boolean letsTheRivalGoOnAtOnce() {
        return database != Database.POSTGRESQL && database != Database.H2;
    }

    private void springs(int entry) {
        new JdbcTemplate(pool).update("INSERT INTO journal (entry, line) VALUES (?, 'caller')", entry);
    }

    private void resettas(int entry) {
        plain.inTransaction(connection -> insert(connection, entry));
    }

    private static int insert(Connection connection, int entry) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO journal (entry, line) VALUES (?, 'caller')")) {
            statement.setInt(1, entry);
            return statement.executeUpdate();
        }
    }

    private void assertThatNothingIsLeft() {
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(application.rows("journal")).isZero();
        assertThat(application.isUnchanged("alice")).isTrue();
        assertThat(application.followed).isEmpty();
        assertThat(application.queue.items()).isEmpty();
        assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
        assertThat(application.isChanged("alice")).isTrue();
    }
}
