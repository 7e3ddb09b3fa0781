package dev.resetta.micrometer;

import dev.resetta.ResetEvent;
import dev.resetta.delivery.DeliveryQueue;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Counts what happens in a reset, and watches its delivery queue.
 *
 * <p>Hand it to {@link dev.resetta.PasswordReset.Builder#onEvent onEvent}; a listener of your own goes beside it with {@link
 * #andThen}. Thread-safe. All counters are there from the start, at zero, so that the first refusal is a rise already.
 */
public final class ResetMetrics implements Consumer<ResetEvent> {
    private final MeterRegistry registry;
    private final EventCounters counters;

    private ResetMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.counters = new EventCounters(registry);
    }

    /** Metrics in this registry, where all resets of a process count together. */
    public static ResetMetrics of(MeterRegistry registry) {
        return new ResetMetrics(Objects.requireNonNull(registry, "registry"));
    }

    /**
     * Adds gauges of what waits in each lane of a queue. They are asked when the registry is read, at most every ten seconds,
     * and are NaN while the queue gives no answer. A queue in the database tells what waits for all processes, so take the
     * highest of their figures and not the sum.
     */
    public ResetMetrics watch(DeliveryQueue queue) {
        QueueGauges.of(Objects.requireNonNull(queue, "queue"), registry);
        return this;
    }

    /** Counts one event. */
    @Override
    public void accept(ResetEvent event) {
        counters.count(event);
    }
}
