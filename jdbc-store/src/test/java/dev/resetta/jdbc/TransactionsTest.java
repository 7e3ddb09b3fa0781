package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.ResetResult.Changed;
import dev.resetta.ResetResult.LinkRefused;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.token.TokenPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Redemptions in transactions of Spring's, on a pool of one connection. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class TransactionsTest {
    @Parameter
    Database database;

    private SpringApplication spring;

    @BeforeEach
    void start() {
        spring = new SpringApplication(database);
    }

    @AfterEach
    void everyConnectionIsBack() {
        spring.assertThatEveryConnectionIsBack();
    }

    @Test
    void outsideATransactionTheManagerCommitsARedemption() {
        String token = spring.application.tokenFor("alice");

        assertThat(Application.redeem(spring.application.reset(spring.managed), token))
                .isEqualTo(new Changed("alice"));

        assertThat(spring.application.isChanged("alice")).isTrue();
        assertThat(spring.application.isGood(token)).isFalse();
        assertThat(spring.application.followed).containsExactly("sessions of alice", "PasswordChanged");
    }

    @Test
    void outsideATransactionTheManagerUndoesAFailedRedemption() {
        String token = spring.application.tokenFor("alice");
        IllegalStateException failure = new IllegalStateException("the journal is full");
        PasswordUpdater updater = update -> {
            spring.journal(1);
            Application.accounts(spring.managed).update(update);
            throw failure;
        };
        PasswordReset reset = spring.application
                .builder(spring.managed, TokenPolicy.oneTime(), spring.application.queue)
                .passwordUpdater(updater)
                .build();

        assertThatThrownBy(() -> Application.redeem(reset, token)).isSameAs(failure);

        spring.assertThatNothingHappened(token);
        assertThat(spring.application.rows("journal")).isZero();
    }

    @Test
    void aReusableLinkIsRenewedWithinTheCallersTransaction() {
        TokenPolicy policy = TokenPolicy.reusableUntilExpiry();
        String token = spring.application.tokenFor("alice", policy);
        PasswordReset reset = spring.application
                .builder(spring.managed, policy, spring.application.queue)
                .build();

        spring.template.executeWithoutResult(status -> {
            assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
            assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
        });

        assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
    }

    @Test
    void aLambdaIsEnoughOutsideTransactions() {
        SpringTransactions plain = new SpringTransactions(spring.pool);
        PasswordReset reset =
                spring.application.reset(ResetDatabase.of(spring.pool).transactions(work -> plain.run(work)));
        String token = spring.application.tokenFor("alice");
        String stale = spring.application.tokenFor("bob");
        spring.application.whileHashing =
                () -> spring.jdbc.update("UPDATE users SET stamp = 'changed' WHERE id = 'bob'");

        assertThat(Application.redeem(reset, stale)).isEqualTo(new LinkRefused(LinkProblem.INVALID));
        assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));

        assertThat(spring.application.isChanged("alice")).isTrue();
        assertThat(spring.application.isUnchanged("bob")).isTrue();
        assertThat(spring.application.followed).containsExactly("sessions of alice", "PasswordChanged");
        assertThat(Application.redeem(reset, token)).isEqualTo(new LinkRefused(LinkProblem.USED));
    }

    @Test
    void theUpdaterMayUseTheManagersConnection() {
        PasswordReset reset = spring.application
                .builder(spring.managed, TokenPolicy.oneTime(), spring.application.queue)
                .passwordUpdater(update -> spring.jdbc.update(
                                "UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?",
                                update.newHash(),
                                update.accountId(),
                                update.expectedHash().orElseThrow())
                        == 1)
                .build();
        String token = spring.application.tokenFor("alice");

        spring.template.executeWithoutResult(status -> {
            Application.redeem(reset, token);
            status.setRollbackOnly();
        });
        spring.assertThatNothingHappened(token);

        assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
        assertThat(spring.application.isChanged("alice")).isTrue();
        assertThat(spring.application.isGood(token)).isFalse();
    }
}
