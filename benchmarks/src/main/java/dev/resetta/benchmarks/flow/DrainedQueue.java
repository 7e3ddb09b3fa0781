package dev.resetta.benchmarks.flow;

import dev.resetta.delivery.DeliveryQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The in-memory queue with its own workers, and ways to hold them back and to wait until they have done everything. */
final class DrainedQueue implements DeliveryQueue {
    private final DeliveryQueue queue = DeliveryQueue.inMemory();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ReadWriteLock gate = new ReentrantReadWriteLock();

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
            gate.readLock().lock();
            try {
                return worker.work(item, attempt);
            } finally {
                gate.readLock().unlock();
                waiting.decrementAndGet();
            }
        });
    }

    /** Lets no worker begin until the same thread {@linkplain #release() releases} them. */
    void hold() {
        gate.writeLock().lock();
    }

    void release() {
        gate.writeLock().unlock();
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
