package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.delivery.DeliveryQueue.Lane;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** How the durable queue ends, on every database: nothing is lost by it. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseQueueCloseTest {
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
    void whatIsNotCarriedOutWhenItClosesWaitsForTheNextProcess() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        JdbcDeliveryQueue queue = Queues.started(queues.queue().workers(1), (item, attempt) -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                return Optional.of(java.time.Duration.ZERO);
            }
            return queues.note(item, attempt);
        });
        queue.submit(Lane.LINKS, "first");
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        go.countDown();
        queue.close();
        assertThat(queue.submit(Lane.LINKS, "late")).isFalse();
        assertThat(queues.take()).isEqualTo("first 1");
    }

    @Test
    void whatIsHandedOnWhileItClosesWaitsForTheNextProcess() throws Exception {
        AtomicReference<JdbcDeliveryQueue> closing = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        BlockingQueue<Boolean> taken = new LinkedBlockingQueue<>();
        JdbcDeliveryQueue queue = Queues.started(queues.queue().workers(1), (item, attempt) -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                return Optional.empty();
            }
            taken.add(closing.get().submit(Lane.LINKS, "a link"));
            return Optional.empty();
        });
        closing.set(queue);
        queue.submit(Lane.REQUESTS, "who is meant");
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

        Thread closer = new Thread(queue::close);
        closer.start();
        // The lanes that have nothing to do are closed then, and the lane of requests waits for its worker.
        Queues.until(() -> closer.getState() == Thread.State.WAITING && closingThreads() == 1);
        go.countDown();
        closer.join();

        assertThat(taken.poll(1, TimeUnit.MINUTES)).isTrue();
        assertThat(queues.waiting(Lane.REQUESTS)).isZero();
        queues.worker();
        assertThat(queues.take()).isEqualTo("a link 1");
    }

    @Test
    void closingItTwiceIsClosingItOnce() {
        JdbcDeliveryQueue queue = queues.worker();
        queue.close();
        queue.close();
        queues.queue().close();

        assertThat(queue.submit(Lane.NOTICES, "late")).isFalse();
    }

    @Test
    void oneThatCouldNotStartLeavesNoThreadsAndCanBeStartedLater() {
        Queues.until(() -> queueThreads() == 0);
        WatchedDataSource watched = new WatchedDataSource(queues.source).failingBefore((number, name) -> number == 1);
        JdbcDeliveryQueue queue = queues.queueOf(ResetDatabase.of(watched.source()));

        assertThatThrownBy(() -> queue.start(queues::note)).isInstanceOf(ResetDatabaseException.class);
        assertThat(queueThreads()).isZero();

        queue.start(queues::note);
        assertThat(queue.submit(Lane.NOTICES, "item")).isTrue();
    }

    private static long closingThreads() {
        return threads("resetta-queue-close");
    }

    private static long queueThreads() {
        return threads("resetta-queue");
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith(name))
                .count();
    }
}
