package dev.resetta.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.DeliveryQueue.Lane;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The gauges of a queue tell what waits, and ask for it seldom. */
class QueueGaugesTest {
    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final Backlogs queue = new Backlogs();

    @Test
    void eachLaneTellsWhatWaitsAndForHowLong() {
        ResetMetrics.of(registry)
                .watch(queue.set(Lane.LINKS, 12, Duration.ofMillis(2500)).set(Lane.NOTICES, 0, Duration.ZERO));

        assertThat(items("links")).isEqualTo(12);
        assertThat(overdueSeconds("links")).isEqualTo(2.5);
        assertThat(items("notices")).isZero();
        assertThat(overdueSeconds("notices")).isZero();
    }

    @Test
    void aLaneThatTellsNothingIsNotANumber() {
        ResetMetrics.of(registry).watch(queue);

        assertThat(items("requests")).isNaN();
        assertThat(overdueSeconds("requests")).isNaN();
    }

    @Test
    void aQueueIsAskedOnceInTenSeconds() {
        ResetMetrics.of(registry).watch(queue.set(Lane.LINKS, 1, Duration.ZERO));
        items("links");
        queue.set(Lane.LINKS, 2, Duration.ZERO);

        clock.add(9, TimeUnit.SECONDS);
        assertThat(items("links")).isEqualTo(1);
        assertThat(overdueSeconds("links")).isZero();
        assertThat(queue.asked()).isEqualTo(1);
        clock.add(1, TimeUnit.SECONDS);
        assertThat(items("links")).isEqualTo(2);
    }

    @Test
    void aDatabaseThatIsAwayIsNotAskedAtEachGauge() {
        ResetMetrics.of(registry).watch(queue.set(Lane.LINKS, 1, Duration.ZERO));
        queue.goAway();

        assertThat(items("links")).isNaN();
        assertThat(overdueSeconds("links")).isNaN();
        assertThat(queue.asked()).isEqualTo(1);
    }

    @Test
    void theQueueInMemoryIsWatchedToo() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (DeliveryQueue memory = DeliveryQueue.inMemory()) {
            memory.start((item, attempt) -> {
                begun.countDown();
                await(go);
                return Optional.empty();
            });
            ResetMetrics.of(registry).watch(memory);
            memory.submit(Lane.REQUESTS, "being worked on");
            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
            memory.submit(Lane.REQUESTS, "waits");

            assertThat(items("requests")).isEqualTo(2);
            go.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double items(String lane) {
        return registry.get("resetta.queue.items").tag("lane", lane).gauge().value();
    }

    private double overdueSeconds(String lane) {
        return registry.get("resetta.queue.overdue")
                .tag("lane", lane)
                .timeGauge()
                .value(TimeUnit.SECONDS);
    }
}
