package dev.resetta.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.ResetEvent;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult.Changed;
import dev.resetta.ResetResult.LinkRefused;
import dev.resetta.jdbc.ResetDatabaseException;
import dev.resetta.testkit.ManualDeliveryQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.annotation.Transactional;

/**
 * Resets within the application's {@code @Transactional} methods. Connections of the pool do not commit by themselves, so that
 * nothing stands here that no transaction has committed.
 */
class TransactionalResetTest {

    @Test
    void whatIsCommittedStandsAndEverythingFollowsThen() {
        inShop(shop -> {
            String token = shop.tokenForAlice();

            shop.service.within(() -> {
                shop.journal(1);
                assertThat(shop.redeem(token)).isEqualTo(new Changed("alice"));
                shop.assertThatNothingFollowed();
            });

            assertThat(shop.rows("journal")).isOne();
            assertThat(shop.hashOfAlice()).startsWith("hash of " + Shop.PASSWORD);
            assertThat(shop.rows("sessions WHERE account_id = 'alice'"))
                    .as("sessions of alice")
                    .isZero();
            assertThat(shop.events.all)
                    .hasAtLeastOneElementOfType(ResetEvent.PasswordChanged.class)
                    .doesNotHaveAnyElementsOfTypes(ResetEvent.SessionsNotEnded.class);
            assertThat(shop.queue.items()).as("warnings").hasSize(1);
        });
    }

    @Test
    void whatIsRolledBackNeverHappened() {
        inShop(shop -> {
            String token = shop.tokenForAlice();

            assertThatThrownBy(() -> shop.service.within(() -> {
                        shop.journal(1);
                        assertThat(shop.redeem(token)).isEqualTo(new Changed("alice"));
                        throw new IllegalStateException("planted");
                    }))
                    .hasMessage("planted");

            shop.assertThatNothingHappened(token);
        });
    }

    @Test
    void aRefusedLinkUndoesNothingOfTheCallers() {
        inShop(shop -> {
            String token = shop.tokenForAlice();
            shop.redeem(token);

            shop.service.within(() -> {
                shop.journal(1);
                assertThat(shop.redeem(token)).isEqualTo(new LinkRefused(LinkProblem.USED));
                shop.journal(2);
            });

            assertThat(shop.rows("journal")).isEqualTo(2);
        });
    }

    @Test
    void aDeadlockThatIsLetThroughUndoesTheWhole() {
        inShop(shop -> {
            String token = shop.tokenForAlice();
            try (Rival rival = new Rival(shop.context)) {
                assertThatThrownBy(() -> shop.service.within(() -> shop.redeemInDeadlock(rival, token)))
                        .isInstanceOf(ResetDatabaseException.class);
            }
            shop.assertThatNothingHappened(token);
        });
    }

    @Test
    void aDeadlockThatIsSwallowedCannotBeCommitted() {
        inShop(shop -> {
            String token = shop.tokenForAlice();
            try (Rival rival = new Rival(shop.context)) {
                assertThatThrownBy(() ->
                                shop.service.within(() -> assertThatThrownBy(() -> shop.redeemInDeadlock(rival, token))
                                        .isInstanceOf(ResetDatabaseException.class)))
                        .isInstanceOf(UnexpectedRollbackException.class);
            }
            shop.assertThatNothingHappened(token);
        });
    }

    @Test
    void aRequestIsTakenWhenItsTransactionCommits() {
        inShop(shop -> {
            assertThatThrownBy(() -> shop.service.within(() -> {
                        shop.requestForAlice();
                        throw new IllegalStateException("planted");
                    }))
                    .hasMessage("planted");
            assertThat(shop.queue.items()).isEmpty();

            shop.service.within(() -> {
                shop.requestForAlice();
                assertThat(shop.queue.items()).isEmpty();
            });
            assertThat(shop.queue.items()).hasSize(1);
        });
    }

    @Test
    void aRequestToTheDurableQueueIsARowOfItsTransaction() {
        runner(Shop.plain()).withPropertyValues("resetta.queue.workers=0").run(context -> {
            Service service = context.getBean(Service.class);
            PasswordReset reset = context.getBean(PasswordReset.class);
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            String count = "SELECT COUNT(*) FROM resetta_queue_requests";

            assertThatThrownBy(() -> service.within(() -> {
                        reset.request(ResetRequest.forIdentifier("alice@example.com"));
                        assertThat(jdbc.queryForObject(count, Integer.class)).isOne();
                        throw new IllegalStateException("planted");
                    }))
                    .hasMessage("planted");
            assertThat(jdbc.queryForObject(count, Integer.class)).isZero();

            service.within(() -> reset.request(ResetRequest.forIdentifier("alice@example.com")));
            assertThat(jdbc.queryForObject(count, Integer.class)).isOne();
        });
    }

    private static void inShop(Consumer<Running> test) {
        runner(Shop.manual()).run(context -> test.accept(new Running(context)));
    }

    private static ApplicationContextRunner runner(ApplicationContextRunner shop) {
        return shop.withBean(Service.class)
                .withBean(RecordedEvents.class)
                .withBean(DatabaseSessions.class)
                .withPropertyValues("spring.datasource.hikari.auto-commit=false");
    }

    /** The application's own work, in a transaction that Spring begins and ends. */
    static class Service {
        @Transactional
        public void within(Runnable work) {
            work.run();
        }
    }

    /** Sessions in a table, which are ended in a transaction of their own. */
    static class DatabaseSessions implements SessionEnder {
        private final JdbcTemplate jdbc;

        DatabaseSessions(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        @Transactional
        public void endSessions(ResetEvent.PasswordChanged changed) {
            jdbc.update("DELETE FROM sessions WHERE account_id = ?", changed.accountId());
        }
    }

    /** A shop that is running, seen from a test. */
    private static final class Running {
        final ApplicationContext context;
        final Service service;
        final RecordedEvents events;
        final ManualDeliveryQueue queue;
        private final JdbcTemplate jdbc;

        Running(ApplicationContext context) {
            this.context = context;
            this.service = context.getBean(Service.class);
            this.events = context.getBean(RecordedEvents.class);
            this.queue = context.getBean(ManualDeliveryQueue.class);
            this.jdbc = context.getBean(JdbcTemplate.class);
        }

        String tokenForAlice() {
            String token = Shop.tokenFor("alice", context);
            events.all.clear();
            return token;
        }

        void requestForAlice() {
            context.getBean(PasswordReset.class).request(ResetRequest.forIdentifier("alice@example.com"));
        }

        Object redeem(String token) {
            return context.getBean(PasswordReset.class).redeem(Shop.submission(token));
        }

        /** The caller holds an entry of the journal that the rival waits for, and the link needs the row the rival holds. */
        void redeemInDeadlock(Rival rival, String token) {
            journal(1);
            rival.waitForTheCaller();
            redeem(token);
        }

        void journal(int entry) {
            jdbc.update("INSERT INTO journal (entry) VALUES (?)", entry);
        }

        int rows(String table) {
            return jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
        }

        String hashOfAlice() {
            return jdbc.queryForObject("SELECT password_hash FROM users WHERE id = 'alice'", String.class);
        }

        void assertThatNothingFollowed() {
            assertThat(queue.items()).as("warnings").isEmpty();
            assertThat(events.all).as("events").isEmpty();
            assertThat(rows("sessions")).isEqualTo(2);
        }

        void assertThatNothingHappened(String token) {
            assertThat(rows("journal")).isZero();
            assertThat(hashOfAlice()).isEqualTo("hash of old");
            assertThat(rows("sessions")).isEqualTo(2);
            assertThat(queue.items()).isEmpty();
            assertThat(events.all).doesNotHaveAnyElementsOfTypes(ResetEvent.PasswordChanged.class);
            assertThat(redeem(token)).isEqualTo(new Changed("alice"));
        }
    }
}
