package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.DeliveryQueue.Lane;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What a {@link DeliveryQueue} owes: each item carried out, once unless it asks for more, and no lane that waits for another.
 *
 * <p>Extend it, and return a queue that is empty and not started:
 *
 * <pre>{@code
 * class MyDeliveryQueueTest extends DeliveryQueueContract {
 *     @Override
 *     protected DeliveryQueue createQueue() {
 *         return new MyDeliveryQueue(...);
 *     }
 *
 *     @Override
 *     protected int room() {
 *         return 1000;
 *     }
 * }
 * }</pre>
 *
 * <p>The queue has to carry items out by itself, on threads of its own.
 */
@DisplayName("A delivery queue")
public abstract class DeliveryQueueContract extends DeliveryQueueWork {
    /** For extension. */
    protected DeliveryQueueContract() {}

    @Nested
    @DisplayName("keeps lanes apart:")
    class Lanes {
        @Test
        @DisplayName("links and notices do not wait for requests that are stuck")
        void nobodyWaitsForRequests() {
            assertThatNobodyWaitsFor(Lane.REQUESTS);
        }

        @Test
        @DisplayName("requests and notices do not wait for links that are stuck")
        void nobodyWaitsForLinks() {
            assertThatNobodyWaitsFor(Lane.LINKS);
        }

        @Test
        @DisplayName("requests and links do not wait for notices that are stuck")
        void nobodyWaitsForNotices() {
            assertThatNobodyWaitsFor(Lane.NOTICES);
        }

        private void assertThatNobodyWaitsFor(Lane stuck) {
            CountDownLatch stop = new CountDownLatch(1);
            try {
                queue.start((item, attempt) -> {
                    done.add(item.startsWith("stuck") ? endOf(stop) : item);
                    return Optional.empty();
                });
                int fill = room() > 0 ? Math.min(room() / 2, 50) : 50;
                for (int i = 0; i < Math.max(fill, 1); i++) {
                    queue.submit(stuck, "stuck " + i);
                }
                for (Lane lane : Lane.values()) {
                    if (lane != stuck) {
                        assertThat(queue.submit(lane, "not stuck: " + lane)).isTrue();
                        await(() -> done.contains("not stuck: " + lane));
                    }
                }
            } finally {
                stop.countDown();
            }
        }

        @Test
        @DisplayName("one that is full says so, and the others take more")
        void aFullLaneSaysSo() {
            assumeTrue(room() > 0, "It has too much room for a test.");
            CountDownLatch stop = new CountDownLatch(1);
            try {
                queue.start((item, attempt) -> {
                    endOf(stop);
                    return Optional.empty();
                });
                AtomicBoolean full = new AtomicBoolean();
                long end = System.nanoTime() + patience().toNanos();
                for (int i = 0; !full.get() && System.nanoTime() < end; i++) {
                    full.set(!queue.submit(Lane.REQUESTS, "request " + i));
                }
                assertThat(full).as("says that it is full").isTrue();
                assertThat(queue.submit(Lane.NOTICES, "a warning")).isTrue();
            } finally {
                stop.countDown();
            }
        }
    }

    @Nested
    @DisplayName("if it tells what waits,")
    class Backlog {
        @Test
        @DisplayName("tells it lane by lane, until it is finished")
        void tellsWhatWaits() {
            CountDownLatch stop = new CountDownLatch(1);
            try {
                queue.start((item, attempt) -> {
                    endOf(stop);
                    return Optional.empty();
                });
                assumeTrue(queue.backlog(Lane.LINKS).isPresent(), "It does not tell.");
                for (int i = 0; i < 20; i++) {
                    queue.submit(Lane.LINKS, "link " + i);
                }
                assertThat(items(Lane.LINKS)).isEqualTo(20);
                assertThat(items(Lane.NOTICES)).isZero();
                // More than any queue has workers for, so that some wait for one.
                await(() -> overdue(Lane.LINKS).compareTo(Duration.ZERO) > 0);
            } finally {
                stop.countDown();
            }
            await(() -> items(Lane.LINKS) == 0 && overdue(Lane.LINKS).isZero());
        }

        private long items(Lane lane) {
            return queue.backlog(lane).orElseThrow().items();
        }

        private Duration overdue(Lane lane) {
            return queue.backlog(lane).orElseThrow().overdue();
        }
    }

    @Nested
    @DisplayName("once closed")
    class Closed {
        @Test
        @DisplayName("takes nothing more in")
        void takesNothingMore() {
            queue.start((item, attempt) -> Optional.empty());
            queue.close();

            assertThat(queue.submit(Lane.NOTICES, "too late")).isFalse();
        }

        @Test
        @DisplayName("may be closed again")
        void mayBeClosedAgain() {
            queue.start((item, attempt) -> Optional.empty());
            queue.close();
            queue.close();
        }

        @Test
        @DisplayName("has let what was being carried out finish, without interrupting it")
        void finishesWhatIsUnderWay() throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            queue.start((item, attempt) -> {
                begun.countDown();
                done.add(item + endOf(go));
                return Optional.empty();
            });
            queue.submit(Lane.LINKS, "under way, ");
            assertThat(begun.await(patience().toNanos(), TimeUnit.NANOSECONDS)).isTrue();
            Thread closer = close(Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED));
            go.countDown();
            closer.join(patience().toMillis());

            assertThat(done).containsExactly("under way, ended");
        }

        @Test
        @DisplayName("has carried out what was waiting")
        void carriesOutWhatWaits() throws InterruptedException {
            assumeTrue(!keepsWhatWaits(), "It keeps what waits for another process.");
            CountDownLatch go = new CountDownLatch(1);
            queue.start((item, attempt) -> {
                done.add(item + endOf(go));
                return Optional.empty();
            });
            for (int i = 0; i < 20; i++) {
                assertThat(queue.submit(Lane.LINKS, i + " ")).isTrue();
            }
            Thread closer = close(Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED));
            go.countDown();
            closer.join(patience().toMillis());

            assertThat(done).hasSize(20).allMatch(item -> item.endsWith("ended"));
        }

        /** Closes the queue on a thread of its own, and comes back once that waits, or is through. */
        private Thread close(Set<Thread.State> states) {
            Thread closer = new Thread(queue::close);
            closer.start();
            DeliveryQueueContract.this.await(() -> states.contains(closer.getState()));
            return closer;
        }
    }
}
