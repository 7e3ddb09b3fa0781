package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.resetta.delivery.DeliveryQueue.Lane;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the durable queue can be set to, and what that means. */
class JdbcDeliveryQueueTest {
    private static final Duration SELDOM = Duration.ofMinutes(10);

    private final Queues queues = new Queues(Database.H2.fresh());

    @AfterEach
    void closeQueues() {
        queues.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.01S", "PT10M"})
    void anIntervalIsTenMillisecondsToTenMinutes(Duration interval) {
        assertThatCode(() -> queues.queue().pollEvery(interval).heartbeat(interval))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.009999999S", "PT10M0.000000001S"})
    void anyOtherIntervalIsRefused(Duration interval) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queues.queue().pollEvery(interval))
                .withMessageContaining("10 ms to 10 minutes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queues.queue().heartbeat(interval))
                .withMessageContaining("10 ms to 10 minutes");
    }

    @Test
    void aProcessHasNoneToSixtyFourWorkers() {
        assertThatCode(() -> queues.queue().workers(0).workers(64)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> queues.queue().workers(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> queues.queue().workers(65));
    }

    @Test
    void aLaneHasRoomForAnItemOrMore() {
        assertThatCode(() -> queues.queue().room(1)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> queues.queue().room(0));
    }

    @Test
    void nothingIsSetAnyMoreOnceItIsStarted() {
        JdbcDeliveryQueue queue = queues.worker();

        assertThatIllegalStateException().isThrownBy(() -> queue.workers(1));
        assertThatIllegalStateException().isThrownBy(() -> queue.pollEvery(SELDOM));
        assertThatIllegalStateException().isThrownBy(() -> queue.heartbeat(SELDOM));
        assertThatIllegalStateException().isThrownBy(() -> queue.room(1));
        assertThat(queue.joinsTransaction()).isTrue();
    }

    @Test
    void whatThisProcessHandsInIsLookedForAtOnce() throws Exception {
        JdbcDeliveryQueue queue = Queues.started(queues.queue().pollEvery(SELDOM), queues::note);

        for (int i = 1; i <= 3; i++) {
            queue.submit(Lane.NOTICES, "item " + i);
            assertThat(queues.take()).isEqualTo("item " + i + " 1");
        }
        queues.db.transactionally(() -> queue.submit(Lane.NOTICES, "committed"));
        assertThat(queues.take()).isEqualTo("committed 1");
    }

    @Test
    void halfAsManyThreadsRoundedUpCarryOutNotices() throws Exception {
        JdbcDeliveryQueue hand = queues.hand();
        for (int i = 0; i < 12; i++) {
            hand.submit(Lane.NOTICES, "warning");
        }
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier two = new CyclicBarrier(2);

        Queues.started(queues.queue().workers(3), (item, attempt) -> {
            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            meet(two);
            atWork.decrementAndGet();
            return queues.note(item, attempt);
        });

        for (int i = 0; i < 12; i++) {
            assertThat(queues.take()).isEqualTo("warning 1");
        }
        assertThat(most).hasValue(2);
    }

    private static void meet(CyclicBarrier others) {
        assertThatCode(() -> others.await(1, TimeUnit.MINUTES)).doesNotThrowAnyException();
    }
}
