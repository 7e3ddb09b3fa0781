package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.DeliveryQueue.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a queue carries out, and what all its tests begin with; lanes, backlog and end are in {@link DeliveryQueueContract}. */
abstract class DeliveryQueueWork {
    private static final int LONGEST_ITEM = 8192;

    final List<String> done = new CopyOnWriteArrayList<>();
    DeliveryQueue queue = DeliveryQueue.inMemory();
    private Thread tester = Thread.currentThread();

    /** Makes an empty queue that nobody has started; called before each test, which starts and closes it once or twice. */
    protected abstract DeliveryQueue createQueue();

    /**
     * Says how many items a lane takes before it says that it is full, roughly; 0 if that cannot be tried in a test, which is
     * reported as skipped then.
     */
    protected abstract int room();

    /** Says how long to wait for an item before it counts as lost; by default 2 minutes, since test machines are busy. */
    protected Duration patience() {
        return Duration.ofMinutes(2);
    }

    /** Says whether what waits when it is closed stays where another process finds it; by default false. */
    protected boolean keepsWhatWaits() {
        return false;
    }

    @BeforeEach
    void createTheQueue() {
        tester = Thread.currentThread();
        queue = createQueue();
    }

    @AfterEach
    void closeTheQueue() {
        queue.close();
    }

    @Nested
    @DisplayName("carries out")
    class CarriesOut {
        @Test
        @DisplayName("each item of each lane, once, as it was submitted")
        void everyItemOnce() {
            queue.start(this::finish);
            List<String> items = new ArrayList<>();
            for (Lane lane : Lane.values()) {
                for (int i = 0; i < 10; i++) {
                    String item = lane + " " + i + "\n\t'\"{}\u00e4\uD83D\uDE00\u202e";
                    items.add(item);
                    assertThat(queue.submit(lane, item)).isTrue();
                }
            }
            await(() -> done.size() >= items.size());
            queue.close();

            assertThat(done).containsExactlyInAnyOrderElementsOf(items);
        }

        @Test
        @DisplayName("an item of 8192 characters")
        void aLongItem() {
            queue.start(this::finish);
            String item = "\u5bc6".repeat(LONGEST_ITEM);

            assertThat(queue.submit(Lane.NOTICES, item)).isTrue();
            await(() -> done.contains(item));
        }

        @Test
        @DisplayName("what many threads submit, each once")
        void manyAtOnce() {
            queue.start(this::finish);
            Race.of(8, runner -> {
                for (int i = 0; i < 20; i++) {
                    assertThat(queue.submit(Lane.LINKS, runner + "/" + i)).isTrue();
                }
                return runner;
            });
            await(() -> done.size() >= 160);
            queue.close();

            assertThat(done).hasSize(160).doesNotHaveDuplicates();
        }

        @Test
        @DisplayName("again what asks for it, and counts the attempts")
        void whatAsksForAnotherAttempt() {
            queue.start((item, attempt) -> {
                done.add(item + attempt);
                return attempt < 3 ? Optional.of(Duration.ofMillis(1)) : Optional.empty();
            });
            queue.submit(Lane.LINKS, "attempt ");
            await(() -> done.size() >= 3);
            queue.close();

            assertThat(done).containsExactly("attempt 1", "attempt 2", "attempt 3");
        }

        @Test
        @DisplayName("nothing before the wait it asked for is over, and others meanwhile")
        void whoWaitsHoldsNobodyUp() {
            queue.start((item, attempt) -> {
                done.add(item + attempt);
                if (item.equals("later ")) {
                    return Optional.of(Duration.ofHours(1));
                }
                return item.equals("soon ") && attempt == 1 ? Optional.of(Duration.ofMillis(50)) : Optional.empty();
            });
            for (int i = 0; i < 10; i++) {
                queue.submit(Lane.LINKS, "later ");
            }
            queue.submit(Lane.LINKS, "soon ");
            await(() -> done.contains("soon 2"));

            assertThat(done).hasSize(12).filteredOn("later 1"::equals).hasSize(10);
        }

        @Test
        @DisplayName("everything on threads of its own")
        void onThreadsOfItsOwn() {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            queue.start((item, attempt) -> {
                threads.add(Thread.currentThread());
                return finish(item, attempt);
            });
            for (Lane lane : Lane.values()) {
                queue.submit(lane, "of " + lane);
            }
            await(() -> done.size() >= Lane.values().length);

            assertThat(threads).doesNotContain(Thread.currentThread());
        }

        @Test
        @DisplayName("the others, if the worker fails at one")
        void aFailureHarmsNoOtherItem() {
            queue.start((item, attempt) -> {
                if (item.equals("bad")) {
                    throw new IllegalStateException("on purpose");
                }
                return finish(item, attempt);
            });
            queue.submit(Lane.NOTICES, "bad");
            for (int i = 0; i < 20; i++) {
                queue.submit(Lane.NOTICES, "good " + i);
            }

            await(() -> done.size() >= 20);
        }

        private Optional<Duration> finish(String item, int attempt) {
            done.add(item);
            return Optional.empty();
        }
    }

    /** Waits until something is allowed to end, and says how it did; not for ever, because a broken queue may wait, too. */
    String endOf(CountDownLatch latch) {
        if (Thread.currentThread() == tester) {
            return "on the thread that would let it end";
        }
        try {
            return latch.await(patience().toNanos(), TimeUnit.NANOSECONDS) ? "ended" : "nobody let it end";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    void await(BooleanSupplier there) {
        long end = System.nanoTime() + patience().toNanos();
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime()).as("Items were not carried out.").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
