package dev.resetta.benchmarks.flow;

import dev.resetta.delivery.DeliveryQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The in-memory queue with its own workers, and a way to wait until they have done everything. */
final class DrainedQueue implements DeliveryQueue {
    private final DeliveryQueue queue = DeliveryQueue.inMemory();
    private final AtomicInteger waiting = new AtomicInteger();

    @Override
    public boolean submit(Lane lane, String item) {
        waiting.incrementAndGet();
        boolean isTaken = queue.submit(lane, item);
        if (!isTaken) {
            throw new IllegalStateException("The queue is full, and what is measured would be its refusals.");
        }
        return true;
    }

    @Override
    public void start(Worker worker) {
        queue.start((item, attempt) -> {
            try {
                return worker.work(item, attempt);
            } finally {
                waiting.decrementAndGet();
            }
        });
    }

    void awaitEmpty() {
        while (waiting.get() > 0) {
            Thread.yield();
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
