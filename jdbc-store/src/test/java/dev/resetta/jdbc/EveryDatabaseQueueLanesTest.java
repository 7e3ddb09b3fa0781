package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.DeliveryQueue.Backlog;
import dev.resetta.delivery.DeliveryQueue.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The lanes of the durable queue, on every database: none is in another's way, and two of them have an end. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseQueueLanesTest {
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

    @ParameterizedTest
    @EnumSource
    void aLaneThatHangsHoldsUpNoOther(Lane hanging) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        JdbcDeliveryQueue queue = Queues.started(queues.queue().workers(1), (item, attempt) -> {
            if (item.equals("hangs")) {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    return Optional.empty();
                }
            }
            return queues.note(item, attempt);
        });
        queue.submit(hanging, "hangs");
        List<Lane> others = new ArrayList<>(List.of(Lane.values()));
        others.remove(hanging);
        for (Lane lane : others) {
            queue.submit(lane, lane.name());
        }

        assertThat(List.of(queues.take(), queues.take()))
                .containsExactlyInAnyOrder(others.get(0) + " 1", others.get(1) + " 1");
        go.countDown();
    }

    @Test
    void aFullLaneTakesNothingAndNoticesAreTakenAllTheSame() {
        JdbcDeliveryQueue queue = Queues.started(queues.queue().workers(0).room(3), queues::note);

        Queues.until(() -> !queue.submit(Lane.REQUESTS, "item"));

        assertThat(queues.waiting(Lane.REQUESTS)).isGreaterThanOrEqualTo(3);
        assertThat(queue.submit(Lane.LINKS, "item")).isTrue();
        assertThat(queue.submit(Lane.NOTICES, "warning")).isTrue();
    }

    @Test
    void whatWaitsIsToldWhicheverProcessIsAsked() {
        JdbcDeliveryQueue hand = queues.hand();
        JdbcDeliveryQueue elsewhere = queues.hand();
        hand.submit(Lane.LINKS, "item");
        hand.submit(Lane.LINKS, "item");

        assertThat(elsewhere.backlog(Lane.LINKS).orElseThrow().items()).isEqualTo(2);
        Queues.until(() -> elsewhere.backlog(Lane.LINKS).orElseThrow().overdue().compareTo(Duration.ZERO) > 0);
        assertThat(elsewhere.backlog(Lane.NOTICES)).contains(new Backlog(0, Duration.ZERO));
        assertThat(queues.queue().backlog(Lane.LINKS))
                .as("before it is started")
                .isEmpty();
    }

    @Test
    void aLaneIsFullWithinTransactionsTooAndOpensOnceThereIsRoom() {
        JdbcDeliveryQueue queue = Queues.started(queues.queue().workers(0).room(3), queues::note);
        Queues.until(() -> !queues.db.transactionally(() -> queue.submit(Lane.REQUESTS, "item")));

        Memory.execute(queues.source, "DELETE FROM resetta_queue_requests");

        Queues.until(() -> queues.db.transactionally(() -> queue.submit(Lane.REQUESTS, "item")));
    }

    @Test
    void whoHandsInNeverWaitsForACount() {
        WatchedDataSource watched = new WatchedDataSource(queues.source);
        JdbcDeliveryQueue queue = Queues.started(
                queues.queueOf(ResetDatabase.of(watched.source())).workers(0), queues::note);

        for (int i = 0; i < 50; i++) {
            queue.submit(Lane.REQUESTS, "item");
        }

        assertThat(watched.trips()).hasSize(50).containsOnly("INSERT resetta_queue_requests");
    }
}
