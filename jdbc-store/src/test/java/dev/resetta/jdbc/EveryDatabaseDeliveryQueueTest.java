package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.delivery.DeliveryQueue.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The durable queue, on every database: what goes in is carried out. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseDeliveryQueueTest {
    @Parameter
    Database database;

    private Queues queues;

    @BeforeEach
    void createTables() {
        queues = new Queues(database.fresh());
    }

    @AfterEach
    void closeQueues() {
        queues.close();
    }

    @Test
    void whatOneProcessHandsInAnotherCarriesOut() throws Exception {
        JdbcDeliveryQueue hand = queues.hand();
        for (Lane lane : Lane.values()) {
            assertThat(hand.submit(lane, "item of " + lane)).isTrue();
        }
        assertThat(queues.waiting()).isEqualTo(3);

        queues.worker();

        assertThat(List.of(queues.take(), queues.take(), queues.take()))
                .containsExactlyInAnyOrder("item of REQUESTS 1", "item of LINKS 1", "item of NOTICES 1");
        queues.untilNothingWaits();
    }

    @Test
    void anItemComesBackByteForByte() throws Exception {
        String item = "1&request&=\u00e4\u4e2d\ud83d\ude00&=%0A\n" + "x".repeat(8000);
        queues.worker().submit(Lane.NOTICES, item);

        assertThat(queues.take()).isEqualTo(item + " 1");
    }

    @Test
    void anItemThatWantsToBeTriedAgainIsWithTheNextAttempt() throws Exception {
        JdbcDeliveryQueue queue = Queues.started(queues.queue(), (item, attempt) -> {
            queues.note(item, attempt);
            return attempt < 3 ? Optional.of(Duration.ofMillis(1)) : Optional.empty();
        });
        queue.submit(Lane.LINKS, "item");

        assertThat(List.of(queues.take(), queues.take(), queues.take())).containsExactly("item 1", "item 2", "item 3");
        queues.untilNothingWaits();
    }

    @Test
    void anItemIsThereExactlyIfItsTransactionCommits() {
        JdbcDeliveryQueue queue = queues.hand();

        queues.db.transactionally(() -> !queue.submit(Lane.NOTICES, "rolled back"));
        assertThat(queues.waiting()).isZero();

        queues.db.transactionally(() -> queue.submit(Lane.NOTICES, "committed"));
        assertThat(queues.waiting()).isOne();
    }

    @Test
    void aWorkThatCrashesIsGivenUpAndTheOthersGoOn() throws Exception {
        JdbcDeliveryQueue queue = Queues.started(queues.queue(), (item, attempt) -> {
            if (item.equals("bad")) {
                throw new IllegalStateException("crash");
            }
            return queues.note(item, attempt);
        });
        queue.submit(Lane.REQUESTS, "bad");
        queue.submit(Lane.REQUESTS, "good");

        assertThat(queues.take()).isEqualTo("good 1");
        queues.untilNothingWaits();
    }

    @Test
    void theWorkOfADeadProcessIsTakenOver() throws Exception {
        queues.hand().submit(Lane.LINKS, "item");
        // As a process leaves it that died while at work a minute ago.
        String ago = database.isMySqlLike()
                ? "UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE"
                : "CURRENT_TIMESTAMP - INTERVAL '1' MINUTE";
        Memory.execute(
                queues.source,
                "UPDATE resetta_queue_links SET picked = TRUE, picked_by = 'the dead', version = 2, last_heartbeat = "
                        + ago);

        Queues.started(queues.queue().heartbeat(Duration.ofMillis(100)), queues::note);

        assertThat(queues.take()).isEqualTo("item 1");
        queues.untilNothingWaits();
    }

    /** Whatever the connections are set to, they are given back as they came. */
    @Test
    void aPoolWithAutoCommitOffKeepsItemsAllTheSame() throws Exception {
        ResetDatabase manual = ResetDatabase.of(Database.pool(queues.source.getJdbcUrl(), config -> {
            config.setAutoCommit(false);
            return config;
        }));
        JdbcDeliveryQueue queue = Queues.started(queues.queueOf(manual), queues::note);
        queue.submit(Lane.LINKS, "item");

        assertThat(queues.take()).isEqualTo("item 1");
        queues.untilNothingWaits();
    }

    @Test
    void aFailedSubmitIsTheDatabasesExceptionAndQuotesNothingOfTheItem() {
        JdbcDeliveryQueue queue = queues.hand();
        String tooLong = "somebody@example.com".repeat(5000);
        if (database == Database.POSTGRESQL) {
            Memory.execute(
                    queues.source, "ALTER TABLE resetta_queue_requests ADD CHECK (octet_length(task_data) < 40000)");
        }

        assertThatThrownBy(() -> queue.submit(Lane.REQUESTS, tooLong))
                .isInstanceOf(ResetDatabaseException.class)
                .satisfies(thrown -> assertThat(Memory.trace(thrown))
                        .doesNotContain("somebody")
                        .doesNotContainIgnoringCase("736f6d65626f6479")); // in hexadecimal digits
        assertThat(queues.waiting()).isZero();
    }

    /** db-scheduler cuts the name off at 50 characters. */
    @Test
    void eachProcessHasANameOfItsOwnHoweverLongTheTablesIs() throws Exception {
        String schema = Database.name("a_schema_with_a_long_name_");
        Memory.execute(queues.source, "CREATE SCHEMA " + schema);
        ResetDatabase there = ResetDatabase.of(queues.source).inSchema(schema).createSchema();
        CountDownLatch seen = new CountDownLatch(1);
        for (int process = 0; process < 2; process++) {
            JdbcDeliveryQueue queue = Queues.started(queues.queueOf(there).workers(1), (item, attempt) -> {
                await(seen);
                return queues.note(item, attempt);
            });
            queue.submit(Lane.LINKS, "item");
        }
        String names = "SELECT COUNT(DISTINCT picked_by) FROM " + schema + ".resetta_queue_links";
        Queues.until(() -> Memory.select(queues.source, names).equals("2"));

        seen.countDown();
        assertThat(queues.take()).isEqualTo("item 1");
        assertThat(queues.take()).isEqualTo("item 1");
    }

    @Test
    void itIsSetUpBeforeItStarts() {
        JdbcDeliveryQueue queue = queues.queue();
        assertThatThrownBy(() -> queue.submit(Lane.LINKS, "item")).isInstanceOf(IllegalStateException.class);
        Queues.started(queue, queues::note);
        assertThatThrownBy(() -> queue.workers(2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> queue.start(queues::note)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> queues.queue().workers(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queues.queue().room(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queues.queue().pollEvery(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queues.queue().heartbeat(Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
