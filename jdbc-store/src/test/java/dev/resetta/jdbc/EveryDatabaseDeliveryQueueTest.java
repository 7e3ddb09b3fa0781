package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.delivery.DeliveryQueue.Lane;
import dev.resetta.delivery.DeliveryQueue.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The durable queue, on every database. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseDeliveryQueueTest {
    private static final Duration OFTEN = Duration.ofMillis(50);

    @Parameter
    Database database;

    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final List<JdbcDeliveryQueue> open = new ArrayList<>();
    private HikariDataSource source;

    @BeforeEach
    void createTables() {
        source = database.fresh();
        ResetDatabase.of(source).createSchema();
    }

    @AfterEach
    void closeQueues() {
        open.forEach(JdbcDeliveryQueue::close);
    }

    @Test
    void whatOneProcessHandsInAnotherCarriesOut() throws Exception {
        JdbcDeliveryQueue hand = started(queue().workers(0), work(Optional.empty()));
        for (Lane lane : Lane.values()) {
            assertThat(hand.submit(lane, "item of " + lane)).isTrue();
        }
        assertThat(waiting()).isEqualTo(3);

        started(queue(), work(Optional.empty()));

        assertThat(List.of(take(), take(), take()))
                .containsExactlyInAnyOrder("item of REQUESTS 1", "item of LINKS 1", "item of NOTICES 1");
        untilNothingWaits();
    }

    @Test
    void anItemComesBackByteForByte() throws Exception {
        JdbcDeliveryQueue queue = started(queue(), work(Optional.empty()));
        String item = "1&request&=\u00e4\u4e2d\ud83d\ude00&=%0A\n" + "x".repeat(8000);
        queue.submit(Lane.NOTICES, item);

        assertThat(take()).isEqualTo(item + " 1");
    }

    @Test
    void anItemThatWantsToBeTriedAgainIsWithTheNextAttempt() throws Exception {
        JdbcDeliveryQueue queue = started(queue(), (item, attempt) -> {
            done.add(item + " " + attempt);
            return attempt < 3 ? Optional.of(Duration.ofMillis(1)) : Optional.empty();
        });
        queue.submit(Lane.LINKS, "item");

        assertThat(List.of(take(), take(), take())).containsExactly("item 1", "item 2", "item 3");
        untilNothingWaits();
    }

    @Test
    void anItemIsThereExactlyIfItsTransactionCommits() {
        ResetDatabase db = ResetDatabase.of(source);
        JdbcDeliveryQueue queue = db.deliveryQueue().workers(0);
        started(queue, work(Optional.empty()));

        db.transactionally(() -> !queue.submit(Lane.NOTICES, "rolled back"));
        assertThat(waiting()).isZero();

        db.transactionally(() -> queue.submit(Lane.NOTICES, "committed"));
        assertThat(waiting()).isOne();
    }

    @Test
    void aWorkThatCrashesIsGivenUpAndTheOthersGoOn() throws Exception {
        JdbcDeliveryQueue queue = started(queue(), (item, attempt) -> {
            if (item.equals("bad")) {
                throw new IllegalStateException("crash");
            }
            return work(Optional.empty()).work(item, attempt);
        });
        queue.submit(Lane.REQUESTS, "bad");
        queue.submit(Lane.REQUESTS, "good");

        assertThat(take()).isEqualTo("good 1");
        untilNothingWaits();
    }

    @Test
    void anItemOfAnotherVersionIsLeftToAProcessThatKnowsIt() throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        JdbcDeliveryQueue queue = started(queue(), (item, attempt) -> {
            if (item.equals("of tomorrow")) {
                refused.countDown();
                throw new IllegalArgumentException("another version");
            }
            return work(Optional.empty()).work(item, attempt);
        });
        queue.submit(Lane.LINKS, "of tomorrow");
        assertThat(refused.await(1, TimeUnit.MINUTES)).isTrue();
        queue.submit(Lane.LINKS, "of today");

        assertThat(take()).isEqualTo("of today 1");
        queue.close();
        assertThat(waiting()).isOne();
    }

    @Test
    void theWorkOfADeadProcessIsTakenOver() throws Exception {
        JdbcDeliveryQueue queue = started(queue().workers(0), work(Optional.empty()));
        queue.submit(Lane.LINKS, "item");
        // As a process leaves it that died while at work a minute ago.
        String ago = database.isMySqlLike()
                ? "UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE"
                : "CURRENT_TIMESTAMP - INTERVAL '1' MINUTE";
        Memory.execute(
                source,
                "UPDATE resetta_queue_links SET picked = TRUE, picked_by = 'the dead', version = 2, last_heartbeat = "
                        + ago);

        started(queue().heartbeat(Duration.ofMillis(100)), work(Optional.empty()));

        assertThat(take()).isEqualTo("item 1");
        untilNothingWaits();
    }

    @Test
    void aFullLaneTakesNothingAndNoticesAreTakenAllTheSame() {
        JdbcDeliveryQueue queue = started(queue().workers(0).room(3), work(Optional.empty()));
        int taken = 0;
        for (int i = 0; i < 500; i++) {
            taken += queue.submit(Lane.REQUESTS, "item") ? 1 : 0;
        }
        assertThat(taken).isBetween(3, 250);
        assertThat(queue.submit(Lane.NOTICES, "warning")).isTrue();
    }

    @Test
    void whatIsNotCarriedOutWhenItClosesWaitsForTheNextProcess() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        JdbcDeliveryQueue queue = started(queue().workers(1), (item, attempt) -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                return Optional.of(Duration.ZERO);
            }
            return work(Optional.empty()).work(item, attempt);
        });
        queue.submit(Lane.LINKS, "first");
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        go.countDown();
        queue.close();
        assertThat(queue.submit(Lane.LINKS, "late")).isFalse();
        assertThat(take()).isEqualTo("first 1");
    }

    /** Whatever the connections are set to, they are given back as they came. */
    @Test
    void aPoolWithAutoCommitOffKeepsItemsAllTheSame() throws Exception {
        HikariDataSource manual = Database.pool(source.getJdbcUrl(), config -> {
            config.setAutoCommit(false);
            return config;
        });
        JdbcDeliveryQueue queue = ResetDatabase.of(manual).deliveryQueue().pollEvery(OFTEN);
        open.add(queue);
        queue.start(work(Optional.empty()));
        queue.submit(Lane.LINKS, "item");

        assertThat(take()).isEqualTo("item 1");
        untilNothingWaits();
    }

    @ParameterizedTest
    @EnumSource
    void aLaneThatHangsHoldsUpNoOther(Lane hanging) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        JdbcDeliveryQueue queue = started(queue().workers(1), (item, attempt) -> {
            if (item.equals("hangs")) {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    return Optional.empty();
                }
            }
            return work(Optional.empty()).work(item, attempt);
        });
        queue.submit(hanging, "hangs");
        List<Lane> others = new ArrayList<>(List.of(Lane.values()));
        others.remove(hanging);
        for (Lane lane : others) {
            queue.submit(lane, lane.name());
        }

        assertThat(List.of(take(), take())).containsExactlyInAnyOrder(others.get(0) + " 1", others.get(1) + " 1");
        go.countDown();
    }

    @Test
    void itIsSetUpBeforeItStarts() {
        JdbcDeliveryQueue queue = queue();
        assertThatThrownBy(() -> queue.submit(Lane.LINKS, "item")).isInstanceOf(IllegalStateException.class);
        started(queue, work(Optional.empty()));
        assertThatThrownBy(() -> queue.workers(2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> queue.start(work(Optional.empty()))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> queue().workers(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue().room(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue().pollEvery(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue().heartbeat(Duration.ofHours(1))).isInstanceOf(IllegalArgumentException.class);
    }

    private JdbcDeliveryQueue queue() {
        return ResetDatabase.of(source).deliveryQueue().pollEvery(OFTEN);
    }

    private JdbcDeliveryQueue started(JdbcDeliveryQueue queue, Worker worker) {
        open.add(queue);
        queue.start(worker);
        return queue;
    }

    private Worker work(Optional<Duration> again) {
        return (item, attempt) -> {
            done.add(item + " " + attempt);
            return again;
        };
    }

    private String take() throws InterruptedException {
        return done.poll(1, TimeUnit.MINUTES);
    }

    private int waiting() {
        int rows = 0;
        for (Lane lane : Lane.values()) {
            String table = "resetta_queue_" + lane.name().toLowerCase(Locale.ROOT);
            rows += Integer.parseInt(Memory.select(source, "SELECT COUNT(*) FROM " + table));
        }
        return rows;
    }

    private void untilNothingWaits() throws InterruptedException {
        for (int looks = 0; waiting() > 0; looks++) {
            assertThat(looks).as("looks").isLessThan(600);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
