package dev.resetta.testkit;

import dev.resetta.delivery.DeliveryQueue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A delivery queue that does nothing until it is told to, on the thread that tells it, so that tests need not wait.
 *
 * <p>Methods are safe to call from several threads; work is carried out by one at a time.
 */
public final class ManualDeliveryQueue implements DeliveryQueue {
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Worker worker;
    private boolean closed;

    private record Waiting(Lane lane, String item, int attempt) {}

    /** Starts empty. */
    public ManualDeliveryQueue() {}

    @Override
    public synchronized boolean submit(Lane lane, String item) {
        return !closed && waiting.add(new Waiting(lane, item, 1));
    }

    @Override
    public synchronized void start(Worker startedWorker) {
        worker = startedWorker;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** The items that wait, in order. */
    public synchronized List<String> items() {
        return waiting.stream().map(Waiting::item).toList();
    }

    /**
     * Carries out what waits, and what comes of it, until nothing is left but items that want to be tried again.
     *
     * @return how long each of those wants to wait; they stay in the queue for the next call
     */
    public synchronized List<Duration> carryOut() {
        if (worker == null) {
            throw new IllegalStateException("The queue was not started.");
        }
        List<Duration> waits = new ArrayList<>();
        List<Waiting> again = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            Optional<Duration> wait = worker.work(next.item(), next.attempt());
            if (wait.isPresent()) {
                waits.add(wait.get());
                again.add(new Waiting(next.lane(), next.item(), next.attempt() + 1));
            }
        }
        waiting.addAll(again);
        return waits;
    }
}
