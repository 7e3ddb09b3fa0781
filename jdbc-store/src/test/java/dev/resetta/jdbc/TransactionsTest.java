package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult.Changed;
import dev.resetta.ResetResult.LinkRefused;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.token.TokenPolicy;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Redemptions in transactions of Spring's, all on a pool of one connection. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class TransactionsTest {
    @Parameter
    Database database;

    private HikariDataSource pool;
    private Application application;
    private JdbcTemplate jdbc;
    private TransactionTemplate template;
    private ResetDatabase managed;

    @BeforeEach
    void start() {
        pool = database.freshPoolOfOne();
        application = new Application(pool);
        jdbc = new JdbcTemplate(pool);
        SpringTransactions transactions = new SpringTransactions(pool);
        template = transactions.template;
        managed = ResetDatabase.of(pool).transactions(transactions);
    }

    @AfterEach
    void everyConnectionIsBack() {
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(jdbc.queryForObject("SELECT 1" + (database.isHsqldb() ? " FROM (VALUES 0)" : ""), Integer.class))
                .isOne();
    }

    @Test
    void outsideATransactionTheManagerCommitsARedemption() {
        String token = application.tokenFor("alice");

        assertThat(Application.redeem(application.reset(managed), token)).isEqualTo(new Changed("alice"));

        assertThat(application.isChanged("alice")).isTrue();
        assertThat(application.isGood(token)).isFalse();
        assertThat(application.followed).containsExactly("sessions of alice", "PasswordChanged");
    }

    @Test
    void outsideATransactionTheManagerUndoesAFailedRedemption() {
        String token = application.tokenFor("alice");
        IllegalStateException failure = new IllegalStateException("the journal is full");
        PasswordUpdater updater = update -> {
            journal(1);
            Application.accounts(managed).update(update);
            throw failure;
        };
        PasswordReset reset = application
                .builder(managed, TokenPolicy.oneTime(), application.queue)
                .passwordUpdater(updater)
                .build();

        assertThatThrownBy(() -> Application.redeem(reset, token)).isSameAs(failure);

        assertThatNothingHappened(token);
        assertThat(application.rows("journal")).isZero();
    }

    @Test
    void withinATransactionARedemptionStandsOnceThatCommits() {
        String token = application.tokenFor("alice");
        PasswordReset reset = application.reset(managed);

        template.executeWithoutResult(status -> {
            journal(1);
            assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
            journal(2);
            assertThat(application.followed).as("before the commit").isEmpty();
            assertThat(application.queue.items()).as("before the commit").isEmpty();
        });

        assertThat(application.isChanged("alice")).isTrue();
        assertThat(application.isGood(token)).isFalse();
        assertThat(application.rows("journal")).isEqualTo(2);
        assertThat(application.followed).containsExactly("sessions of alice", "PasswordChanged");
        assertThat(application.queue.items()).hasSize(1);
    }

    @Test
    void withinATransactionARedemptionFallsWithIt() {
        String token = application.tokenFor("alice");
        PasswordReset reset = application.reset(managed);

        template.executeWithoutResult(status -> {
            journal(1);
            assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
            status.setRollbackOnly();
        });

        assertThatNothingHappened(token);
        assertThat(application.rows("journal")).isZero();
    }

    @Test
    void aRefusedLinkLeavesTheCallersTransactionAsItWas() {
        String used = application.tokenFor("alice");
        PasswordReset reset = application.reset(managed);
        Application.redeem(reset, used);
        application.followed.clear();

        template.executeWithoutResult(status -> {
            journal(1);
            assertThat(Application.redeem(reset, used)).isEqualTo(new LinkRefused(LinkProblem.USED));
            assertThat(Application.redeem(reset, "bogus")).isEqualTo(new LinkRefused(LinkProblem.INVALID));
            journal(2);
        });

        assertThat(application.rows("journal")).isEqualTo(2);
        assertThat(application.followed).isEmpty();
    }

    @Test
    void aClaimThatIsRefusedWithinTheUnitIsUndoneAlone() {
        String token = application.tokenFor("alice");
        PasswordReset reset = application.reset(managed);
        // While the password is hashed somebody changes the stamp, so that the link is claimed, judged again and dead.
        application.whileHashing = () -> jdbc.update("UPDATE users SET stamp = 'changed' WHERE id = 'alice'");

        template.executeWithoutResult(status -> {
            journal(1);
            assertThat(Application.redeem(reset, token)).isEqualTo(new LinkRefused(LinkProblem.INVALID));
            jdbc.update("UPDATE users SET stamp = NULL WHERE id = 'alice'");
        });

        assertThat(application.rows("journal")).isOne();
        assertThatNothingHappened(token);
    }

    @Test
    void anUpdatersExceptionIsTheCallersAndUndoesTheRedemptionAlone() {
        String token = application.tokenFor("alice");
        IllegalStateException failure = new IllegalStateException("the directory is away");
        PasswordReset reset = application
                .builder(managed, TokenPolicy.oneTime(), application.queue)
                .passwordUpdater(update -> {
                    Application.accounts(managed).update(update);
                    throw failure;
                })
                .build();

        template.executeWithoutResult(status -> {
            journal(1);
            assertThatThrownBy(() -> Application.redeem(reset, token)).isSameAs(failure);
            journal(2);
        });

        assertThat(application.rows("journal")).isEqualTo(2);
        assertThatNothingHappened(token);
    }

    @Test
    void itemsAreInTheQueuesTableExactlyIfTheCallerCommits() {
        JdbcDeliveryQueue queue = managed.deliveryQueue().workers(0);
        PasswordReset reset =
                application.builder(managed, TokenPolicy.oneTime(), queue).build();
        String token = application.tokenFor("alice");

        template.executeWithoutResult(status -> {
            Application.redeem(reset, token);
            reset.request(ResetRequest.forIdentifier("bob@example.com"));
            status.setRollbackOnly();
        });
        assertThat(application.rows("resetta_queue_notices")).isZero();
        assertThat(application.rows("resetta_queue_requests")).isZero();
        assertThatNothingHappened(token);

        template.executeWithoutResult(status -> {
            Application.redeem(reset, token);
            reset.request(ResetRequest.forIdentifier("bob@example.com"));
        });
        assertThat(application.rows("resetta_queue_notices"))
                .as("warning and end of sessions")
                .isEqualTo(2);
        assertThat(application.rows("resetta_queue_requests")).isOne();
        assertThat(application.isChanged("alice")).isTrue();
    }

    @Test
    void aRequestToTheMemoryQueueWaitsForTheCommit() {
        PasswordReset reset = application.reset(managed);

        template.executeWithoutResult(status -> {
            reset.request(ResetRequest.forIdentifier("alice@example.com"));
            status.setRollbackOnly();
        });
        assertThat(application.queue.items()).isEmpty();

        template.executeWithoutResult(status -> {
            reset.request(ResetRequest.forIdentifier("alice@example.com"));
            assertThat(application.queue.items()).isEmpty();
        });
        assertThat(application.queue.items()).hasSize(1);
    }

    @Test
    void aHashBoundLinkStandsOrFallsWithTheCaller() {
        TokenPolicy policy = TokenPolicy.hashBound();
        String token = application.tokenFor("alice", policy);
        PasswordReset reset =
                application.builder(managed, policy, application.queue).build();

        template.executeWithoutResult(status -> {
            assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
            status.setRollbackOnly();
        });
        assertThat(application.isUnchanged("alice")).isTrue();
        assertThat(application.followed).isEmpty();

        template.executeWithoutResult(
                status -> assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice")));
        assertThat(application.isChanged("alice")).isTrue();
        assertThat(application.followed).containsExactly("sessions of alice", "PasswordChanged");
        assertThat(reset.check(token)).isInstanceOf(LinkCheck.Refused.class);
    }

    @Test
    void aReusableLinkIsRenewedWithinTheCallersTransaction() {
        TokenPolicy policy = TokenPolicy.reusableUntilExpiry();
        String token = application.tokenFor("alice", policy);
        PasswordReset reset =
                application.builder(managed, policy, application.queue).build();

        template.executeWithoutResult(status -> {
            assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
            assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
        });

        assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
    }

    @Test
    void aLambdaIsEnoughOutsideTransactions() {
        SpringTransactions spring = new SpringTransactions(pool);
        PasswordReset reset = application.reset(ResetDatabase.of(pool).transactions(work -> spring.run(work)));
        String token = application.tokenFor("alice");
        String stale = application.tokenFor("bob");
        application.whileHashing = () -> jdbc.update("UPDATE users SET stamp = 'changed' WHERE id = 'bob'");

        assertThat(Application.redeem(reset, stale)).isEqualTo(new LinkRefused(LinkProblem.INVALID));
        assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));

        assertThat(application.isChanged("alice")).isTrue();
        assertThat(application.isUnchanged("bob")).isTrue();
        assertThat(application.followed).containsExactly("sessions of alice", "PasswordChanged");
        assertThat(Application.redeem(reset, token)).isEqualTo(new LinkRefused(LinkProblem.USED));
    }

    @Test
    void aLinkCanBeCheckedWithinAReadOnlyTransaction() {
        String token = application.tokenFor("alice");
        PasswordReset reset = application.reset(managed);
        TransactionTemplate readOnly = new TransactionTemplate(template.getTransactionManager());
        readOnly.setReadOnly(true);

        AtomicReference<LinkCheck> check = new AtomicReference<>();
        readOnly.executeWithoutResult(status -> check.set(reset.check(token)));

        assertThat(check.get()).isInstanceOf(LinkCheck.Good.class);
    }

    @Test
    void theUpdaterMayUseTheManagersConnection() {
        PasswordReset reset = application
                .builder(managed, TokenPolicy.oneTime(), application.queue)
                .passwordUpdater(update -> jdbc.update(
                                "UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?",
                                update.newHash(),
                                update.accountId(),
                                update.expectedHash().orElseThrow())
                        == 1)
                .build();
        String token = application.tokenFor("alice");

        template.executeWithoutResult(status -> {
            Application.redeem(reset, token);
            status.setRollbackOnly();
        });
        assertThatNothingHappened(token);

        assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
        assertThat(application.isChanged("alice")).isTrue();
        assertThat(application.isGood(token)).isFalse();
    }

    private void journal(int entry) {
        jdbc.update("INSERT INTO journal (entry, line) VALUES (?, 'reset')", entry);
    }

    private void assertThatNothingHappened(String token) {
        assertThat(application.isUnchanged("alice")).isTrue();
        assertThat(application.isGood(token)).isTrue();
        assertThat(application.followed).isEmpty();
        assertThat(application.queue.items()).isEmpty();
    }
}
