package dev.resetta;

import dev.resetta.delivery.DeliveryQueue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A queue whose items run when a test says so, on the test's own thread. */
public final class ManualQueue implements DeliveryQueue {
    /** The lanes that take nothing. */
    public final Set<Lane> full = EnumSet.noneOf(Lane.class);

    /** The lane whose next item makes the queue fail. */
    public Lane failsOnceIn;

    /** What the queue says of itself. */
    public boolean joins;

    /** Every text that was ever submitted, taken or not. */
    public final List<String> submitted = Collections.synchronizedList(new ArrayList<>());

    private final Deque<Entry> due = new ArrayDeque<>();
    private final List<Entry> later = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private Worker worker;

    private record Entry(Lane lane, String item, int attempt) {}

    @Override
    public synchronized boolean submit(Lane lane, String item) {
        submitted.add(item);
        if (lane == failsOnceIn) {
            failsOnceIn = null;
            throw new IllegalStateException("no connection");
        }
        return !full.contains(lane) && due.add(new Entry(lane, item, 1));
    }

    @Override
    public boolean joinsTransaction() {
        return joins;
    }

    @Override
    public void start(Worker toStart) {
        worker = toStart;
    }

    @Override
    public void close() {
        full.addAll(EnumSet.allOf(Lane.class));
    }

    /** Carries out everything that is due, and what that brings about; failures wait for {@link #retry}. */
    public void run() {
        for (Entry entry = poll(); entry != null; entry = poll()) {
            Optional<Duration> again = worker.work(entry.item, entry.attempt);
            if (again.isPresent()) {
                waits.add(again.get());
                later.add(new Entry(entry.lane, entry.item, entry.attempt + 1));
            }
        }
    }

    /** Carries out once more what failed. */
    public void retry() {
        due.addAll(later);
        later.clear();
        run();
    }

    /** How many items are due. */
    public synchronized int due() {
        return due.size();
    }

    /** How many items wait for another try. */
    public int later() {
        return later.size();
    }

    /** The lanes of the items that are due, in order. */
    public synchronized List<Lane> lanes() {
        return due.stream().map(Entry::lane).toList();
    }

    /** How long the last failure is to wait. */
    public Duration lastWait() {
        return waits.get(waits.size() - 1);
    }

    private synchronized Entry poll() {
        return due.poll();
    }
}
