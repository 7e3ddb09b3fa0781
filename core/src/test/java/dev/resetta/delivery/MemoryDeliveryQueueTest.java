package dev.resetta.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.Race;
import dev.resetta.delivery.DeliveryQueue.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The queue in memory: lanes that do not wait for each other, bounded, drained when closed. */
@Timeout(60)
class MemoryDeliveryQueueTest {
    private final DeliveryQueue queue = DeliveryQueue.inMemory();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        queue.close();
    }

    @ParameterizedTest
    @EnumSource
    void anItemIsCarriedOutOnADaemonThread(Lane lane) throws InterruptedException {
        CountDownLatch worked = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        queue.start((item, attempt) -> {
            threads.add(Thread.currentThread());
            done.add(item + attempt);
            worked.countDown();
            return Optional.empty();
        });

        assertThat(queue.submit(lane, "item")).isTrue();

        assertThat(worked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(done).containsExactly("item1");
        assertThat(threads.get(0)).isNotSameAs(Thread.currentThread()).matches(Thread::isDaemon);
        assertThat(queue.joinsTransaction()).isFalse();
    }

    /** Looked for in a race, because nobody can hold a submit between its two looks at whether the queue is open. */
    @Test
    void whatIsSubmittedWhileTheQueueClosesIsCarriedOutOrRefused() throws Exception {
        ExecutorService submitter = Executors.newSingleThreadExecutor();
        CyclicBarrier start = new CyclicBarrier(2);
        for (int round = 0; round < Race.rounds() * 250; round++) {
            DeliveryQueue closing = DeliveryQueue.inMemory();
            AtomicInteger worked = new AtomicInteger();
            closing.start((item, attempt) -> {
                worked.incrementAndGet();
                return Optional.empty();
            });
            int pause = round * 37 % 2000;
            Future<Boolean> taken = submitter.submit(() -> {
                start.await(10, TimeUnit.SECONDS);
                IntStream.range(0, pause).forEach(i -> Thread.onSpinWait());
                return closing.submit(Lane.REQUESTS, "item");
            });
            start.await(10, TimeUnit.SECONDS);
            closing.close();
            int expected = taken.get() ? 1 : 0;
            closing.close();

            assertThat(worked).hasValue(expected);
        }
        submitter.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void aLaneThatStandsStillStopsNoOther(Lane stuck) throws InterruptedException {
        CountDownLatch others = new CountDownLatch(20);
        queue.start((item, attempt) -> {
            if (item.equals("stuck")) {
                await(release);
            } else {
                others.countDown();
            }
            return Optional.empty();
        });
        for (int i = 0; i < 20; i++) {
            queue.submit(stuck, "stuck");
        }
        for (Lane lane : Lane.values()) {
            for (int i = 0; i < 10 && lane != stuck; i++) {
                queue.submit(lane, "free");
            }
        }

        assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFullLaneTakesNothingMoreAndTheOthersDo() {
        queue.start((item, attempt) -> {
            await(release);
            return Optional.empty();
        });
        for (int i = 0; i < 10_000; i++) {
            assertThat(queue.submit(Lane.REQUESTS, "item")).isTrue();
        }

        assertThat(queue.submit(Lane.REQUESTS, "item")).isFalse();
        assertThat(queue.submit(Lane.LINKS, "item")).isTrue();
        assertThat(queue.submit(Lane.NOTICES, "item")).isTrue();
    }

    @Test
    void aLaneFullOfLongItemsTakesNothingMoreUntilTheyAreDone() throws InterruptedException {
        CountDownLatch finished = new CountDownLatch(1000);
        queue.start((item, attempt) -> {
            await(release);
            finished.countDown();
            return Optional.empty();
        });
        String longest = "x".repeat(8000);
        for (int i = 0; i < 1000; i++) {
            assertThat(queue.submit(Lane.REQUESTS, longest)).isTrue();
        }

        assertThat(queue.submit(Lane.REQUESTS, "item")).isFalse();
        assertThat(queue.submit(Lane.NOTICES, "item")).isTrue();
        release.countDown();
        finished.await();
        queue.close();
    }

    @Test
    void whatIsToBeTriedAgainIsTriedAgain() throws InterruptedException {
        CountDownLatch worked = new CountDownLatch(3);
        queue.start((item, attempt) -> {
            done.add(item + attempt);
            worked.countDown();
            return attempt < 3 ? Optional.of(Duration.ofMillis(1)) : Optional.empty();
        });

        queue.submit(Lane.LINKS, "item");

        assertThat(worked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(done).containsExactly("item1", "item2", "item3");
    }

    @Test
    void whatIsToBeTriedAgainLaterWaitsAndIsNotOverdue() throws InterruptedException {
        CountDownLatch worked = new CountDownLatch(1);
        queue.start((item, attempt) -> {
            worked.countDown();
            return Optional.of(Duration.ofHours(1));
        });

        queue.submit(Lane.NOTICES, "item");

        assertThat(worked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.backlog(Lane.NOTICES)).contains(new DeliveryQueue.Backlog(1, Duration.ZERO));
    }

    @Test
    void aWorkerThatThrowsStopsNothing() throws InterruptedException {
        CountDownLatch worked = new CountDownLatch(2);
        queue.start((item, attempt) -> {
            worked.countDown();
            if (item.equals("bad")) {
                throw new IllegalStateException("unforeseen");
            }
            done.add(item);
            return Optional.empty();
        });

        queue.submit(Lane.REQUESTS, "bad");
        queue.submit(Lane.REQUESTS, "good");

        assertThat(worked.await(10, TimeUnit.SECONDS)).isTrue();
        queue.close();
        assertThat(done).containsExactly("good");
    }

    @ParameterizedTest
    @EnumSource
    void closingCarriesOutWhatWaits(Lane lane) {
        queue.start((item, attempt) -> {
            await(release);
            done.add(item);
            return Optional.empty();
        });
        for (int i = 0; i < 50; i++) {
            queue.submit(lane, "item" + i);
        }
        Thread closing = new Thread(queue::close);
        closing.start();
        release.countDown();
        join(closing);

        assertThat(Set.copyOf(done)).hasSize(50);
        assertThat(queue.submit(lane, "late")).isFalse();
    }

    @Test
    void closingDoesNotWaitForWhatIsToBeTriedAgainLater() throws InterruptedException {
        CountDownLatch worked = new CountDownLatch(1);
        queue.start((item, attempt) -> {
            worked.countDown();
            return Optional.of(Duration.ofHours(1));
        });
        queue.submit(Lane.LINKS, "item");
        assertThat(worked.await(10, TimeUnit.SECONDS)).isTrue();

        long start = System.nanoTime();
        queue.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void closingTwiceIsHarmless() {
        queue.start((item, attempt) -> Optional.empty());
        queue.close();
        queue.close();
    }

    @Test
    void aQueueServesOneReset() {
        queue.start((item, attempt) -> Optional.empty());

        assertThatThrownBy(() -> queue.start((item, attempt) -> Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one PasswordReset");
        try (DeliveryQueue fresh = DeliveryQueue.inMemory()) {
            assertThatThrownBy(() -> fresh.submit(Lane.LINKS, "item")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void threadsStartWithTheFirstItem() {
        Set<String> before = threads();
        try (DeliveryQueue idle = DeliveryQueue.inMemory()) {
            idle.start((item, attempt) -> Optional.empty());

            assertThat(before).containsAll(threads());
        }
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("resetta-"))
                .collect(Collectors.toSet());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
