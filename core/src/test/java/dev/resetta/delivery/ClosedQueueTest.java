package dev.resetta.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.resetta.CapturedLog;
import dev.resetta.delivery.DeliveryQueue.Lane;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the queue in memory has room for, and what it says of what it could not finish. */
@Timeout(120)
class ClosedQueueTest {
    private final DeliveryQueue queue = DeliveryQueue.inMemory();
    private final CapturedLog log = new CapturedLog(DeliveryQueue.class);

    @AfterEach
    void close() {
        queue.close();
        log.close();
    }

    @Test
    void whatIsDoneOrWasRefusedTakesNoRoom() {
        Semaphore goOn = new Semaphore(0);
        queue.start((item, attempt) -> {
            goOn.acquireUninterruptibly();
            return Optional.empty();
        });
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1000; i++) {
                submit("x".repeat(8000));
            }
            for (int i = 0; i < 10_000; i++) {
                assertThat(queue.submit(Lane.REQUESTS, "x")).isFalse();
            }
            for (int i = 0; i < 9000; i++) {
                submit("");
            }
            assertThat(queue.submit(Lane.REQUESTS, "")).isFalse();
            goOn.release(10_000);
        }
    }

    /** Until there is room: what went before may be under way still. */
    private void submit(String item) {
        while (!queue.submit(Lane.REQUESTS, item)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aQueueThatFinishedEverythingSaysNothing() throws InterruptedException {
        CountDownLatch worked = new CountDownLatch(2);
        queue.start((item, attempt) -> {
            worked.countDown();
            return attempt == 1 ? Optional.of(Duration.ofMillis(1)) : Optional.empty();
        });
        queue.submit(Lane.LINKS, "item");
        assertThat(worked.await(30, TimeUnit.SECONDS)).isTrue();

        queue.close();
        assertThat(queue.submit(Lane.LINKS, "late")).isFalse();
        queue.close();

        assertThat(log.lines(Level.WARN)).isEmpty();
    }

    @Test
    void whatWaitsToBeTriedAgainWhenTheQueueClosesIsReported() throws InterruptedException {
        CountDownLatch last = new CountDownLatch(1);
        queue.start((item, attempt) -> {
            if (item.equals("last")) {
                last.countDown();
                return Optional.empty();
            }
            return Optional.of(Duration.ofHours(1));
        });
        for (int i = 0; i < 3; i++) {
            queue.submit(Lane.REQUESTS, "item");
        }
        queue.submit(Lane.REQUESTS, "last");
        assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();

        queue.close();

        assertThat(log.lines(Level.WARN))
                .singleElement()
                .asString()
                .startsWith("3 items of the lane REQUESTS were not finished");
    }

    @Test
    void whoIsInterruptedWhileClosingStopsWhatIsUnderWay() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean wasInterrupted = new AtomicBoolean();
        queue.start((item, attempt) -> {
            begun.countDown();
            try {
                wasInterrupted.set(!new CountDownLatch(1).await(60, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                wasInterrupted.set(true);
            } finally {
                ended.countDown();
            }
            return Optional.empty();
        });
        queue.submit(Lane.REQUESTS, "item");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        Thread.currentThread().interrupt();
        queue.close();

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(wasInterrupted).isTrue();
    }
}
