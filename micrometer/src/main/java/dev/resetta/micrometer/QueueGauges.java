package dev.resetta.micrometer;

import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.DeliveryQueue.Backlog;
import dev.resetta.delivery.DeliveryQueue.Lane;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits in one lane of a delivery queue.
 *
 * <p>An answer is kept for a while, the lack of one too: a registry reads gauge after gauge, and a database that hangs would
 * hold it up at each.
 */
final class QueueGauges {
    private static final Logger LOG = LoggerFactory.getLogger(ResetMetrics.class);
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final DeliveryQueue queue;
    private final Lane lane;
    private final Clock clock;
    private Optional<Backlog> last = Optional.empty();
    private long asksAgainAt;

    private QueueGauges(DeliveryQueue queue, Lane lane, Clock clock) {
        this.queue = queue;
        this.lane = lane;
        this.clock = clock;
        this.asksAgainAt = clock.monotonicTime();
    }

    static void of(DeliveryQueue queue, MeterRegistry registry) {
        for (Lane lane : Lane.values()) {
            new QueueGauges(queue, lane, registry.config().clock()).register(registry);
        }
    }

    private void register(MeterRegistry registry) {
        Gauge.builder("resetta.queue.items", this::items)
                .description("Items of the delivery queue that are not finished")
                .tag("lane", Words.of(lane))
                .register(registry);
        TimeGauge.builder("resetta.queue.overdue", this::overdueNanos, TimeUnit.NANOSECONDS)
                .description("For how long the oldest item that is due has waited for a worker")
                .tag("lane", Words.of(lane))
                .register(registry);
    }

    private double items() {
        return backlog().map(backlog -> (double) backlog.items()).orElse(Double.NaN);
    }

    private double overdueNanos() {
        return backlog().map(backlog -> (double) backlog.overdue().toNanos()).orElse(Double.NaN);
    }

    private synchronized Optional<Backlog> backlog() {
        if (clock.monotonicTime() - asksAgainAt >= 0) {
            last = ask();
            asksAgainAt = clock.monotonicTime() + KEPT_NANOS;
        }
        return last;
    }

    private Optional<Backlog> ask() {
        try {
            return queue.backlog(lane);
        } catch (RuntimeException e) {
            LOG.debug(
                    "What waits in lane {} is not known ({}).",
                    lane,
                    e.getClass().getName());
            return Optional.empty();
        }
    }
}
