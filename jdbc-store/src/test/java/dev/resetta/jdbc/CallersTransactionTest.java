package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult.LinkRefused;
import dev.resetta.token.TokenPolicy;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens within a transaction of the caller's beside what the contract says: Spring's, on a pool of one connection. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class CallersTransactionTest {
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
    void aRefusedLinkLeavesTheCallersTransactionAsItWas() {
        String used = spring.application.tokenFor("alice");
        PasswordReset reset = spring.application.reset(spring.managed);
        Application.redeem(reset, used);
        spring.application.followed.clear();

        spring.template.executeWithoutResult(status -> {
            spring.journal(1);
            assertThat(Application.redeem(reset, used)).isEqualTo(new LinkRefused(LinkProblem.USED));
            assertThat(Application.redeem(reset, "bogus")).isEqualTo(new LinkRefused(LinkProblem.INVALID));
            spring.journal(2);
        });

        assertThat(spring.application.rows("journal")).isEqualTo(2);
        assertThat(spring.application.followed).isEmpty();
    }

    @Test
    void itemsAreInTheQueuesTableExactlyIfTheCallerCommits() {
        JdbcDeliveryQueue queue = spring.managed.deliveryQueue().workers(0);
        PasswordReset reset = spring.application
                .builder(spring.managed, TokenPolicy.oneTime(), queue)
                .build();
        String token = spring.application.tokenFor("alice");

        spring.template.executeWithoutResult(status -> {
            Application.redeem(reset, token);
            reset.request(ResetRequest.forIdentifier("bob@example.com"));
            status.setRollbackOnly();
        });
        assertThat(spring.application.rows("resetta_queue_notices")).isZero();
        assertThat(spring.application.rows("resetta_queue_requests")).isZero();
        spring.assertThatNothingHappened(token);

        spring.template.executeWithoutResult(status -> {
            Application.redeem(reset, token);
            reset.request(ResetRequest.forIdentifier("bob@example.com"));
        });
        assertThat(spring.application.rows("resetta_queue_notices"))
                .as("warning and end of sessions")
                .isEqualTo(2);
        assertThat(spring.application.rows("resetta_queue_requests")).isOne();
        assertThat(spring.application.isChanged("alice")).isTrue();
    }

    @Test
    void aRequestToTheMemoryQueueWaitsForTheCommit() {
        PasswordReset reset = spring.application.reset(spring.managed);

        spring.template.executeWithoutResult(status -> {
            reset.request(ResetRequest.forIdentifier("alice@example.com"));
            status.setRollbackOnly();
        });
        assertThat(spring.application.queue.items()).isEmpty();

        spring.template.executeWithoutResult(status -> {
            reset.request(ResetRequest.forIdentifier("alice@example.com"));
            assertThat(spring.application.queue.items()).isEmpty();
        });
        assertThat(spring.application.queue.items()).hasSize(1);
    }

    @Test
    void aLinkCanBeCheckedWithinAReadOnlyTransaction() {
        String token = spring.application.tokenFor("alice");
        PasswordReset reset = spring.application.reset(spring.managed);
        TransactionTemplate readOnly = new TransactionTemplate(spring.template.getTransactionManager());
        readOnly.setReadOnly(true);

        AtomicReference<LinkCheck> check = new AtomicReference<>();
        readOnly.executeWithoutResult(status -> check.set(reset.check(token)));

        assertThat(check.get()).isInstanceOf(LinkCheck.Good.class);
    }
}
