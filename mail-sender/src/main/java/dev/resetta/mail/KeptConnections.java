package dev.resetta.mail;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connections that wait for their next mail, each for a limited time. Thread-safe. */
final class KeptConnections implements AutoCloseable {
    private final Duration idle;
    private final ScheduledExecutorService scheduler;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private @Nullable Future<?> sweep;
    private boolean isClosed;

    KeptConnections(Duration idle, ScheduledExecutorService scheduler) {
        this.idle = idle;
        this.scheduler = scheduler;
    }

    /** The one that was used last, which the server is least likely to have closed; null if there is none. */
    synchronized @Nullable StagedTransport take() {
        Kept last = kept.pollLast();
        return last == null ? null : last.transport;
    }

    /** Keeps a connection, or hangs up if that is not wanted any more. */
    void keep(StagedTransport transport) {
        if (!add(transport)) {
            transport.hangUp();
        }
    }

    @Override
    public void close() {
        List<StagedTransport> all = new ArrayList<>();
        synchronized (this) {
            isClosed = true;
            if (sweep != null) {
                sweep.cancel(false);
            }
            kept.forEach(connection -> all.add(connection.transport));
            kept.clear();
        }
        all.forEach(StagedTransport::hangUp);
    }

    private synchronized boolean add(StagedTransport transport) {
        if (isClosed || idle.isZero()) {
            return false;
        }
        kept.addLast(new Kept(transport, System.nanoTime()));
        if (sweep == null) {
            sweepIn(idle.toNanos());
        }
        return true;
    }

    private void sweep() {
        List<StagedTransport> old = new ArrayList<>();
        synchronized (this) {
            sweep = null;
            while (!kept.isEmpty() && kept.getFirst().restNanos(idle) <= 0) {
                old.add(kept.removeFirst().transport);
            }
            if (!kept.isEmpty()) {
                sweepIn(kept.getFirst().restNanos(idle));
            }
        }
        // Outside of the lock: a farewell may take its time.
        old.forEach(StagedTransport::hangUp);
    }

    private void sweepIn(long nanos) {
        sweep = scheduler.schedule(this::sweep, nanos, TimeUnit.NANOSECONDS);
    }

    private record Kept(StagedTransport transport, long since) {
        long restNanos(Duration idle) {
            return idle.toNanos() - (System.nanoTime() - since);
        }
    }
}
