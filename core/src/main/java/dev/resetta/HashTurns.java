package dev.resetta;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps slow hashes within bounds: at most as many at once as there are cores, and for one link one submission at a time, so
 * that a thousand posts of one good link are neither a memory bomb nor a thousand hashes.
 */
final class HashTurns {
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore cores;
    private final Duration patience;
    private final ConcurrentMap<String, Line> lines = new ConcurrentHashMap<>();

    HashTurns(int cores, Duration patience) {
        this.cores = new Semaphore(cores, true);
        this.patience = patience;
    }

    /** Waits for the link's turn; null if that takes too long. */
    @Nullable
    Turn take(String linkId) {
        long deadline = System.nanoTime() + patience.toNanos();
        Line line = lines.compute(linkId, (id, before) -> before == null ? new Line(1) : before.with(1));
        if (acquire(line.head, deadline)) {
            return new Turn(linkId, line, deadline);
        }
        leave(linkId);
        return null;
    }

    private void leave(String linkId) {
        lines.computeIfPresent(linkId, (id, line) -> line.people() == 1 ? null : line.with(-1));
    }

    private static boolean acquire(Semaphore semaphore, long deadline) {
        try {
            return semaphore.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Those who wait for one link, or have it. */
    private record Line(int people, Semaphore head) {
        Line(int people) {
            this(people, new Semaphore(1, true));
        }

        Line with(int more) {
            return new Line(people + more, head);
        }
    }

    /** The right to redeem one link now. */
    final class Turn implements AutoCloseable {
        private final String linkId;
        private final Line line;
        private final long deadline;

        private Turn(String linkId, Line line, long deadline) {
            this.linkId = linkId;
            this.line = line;
            this.deadline = deadline;
        }

        /** Whether others were there first, so that the link has to be judged again. */
        boolean cameLater() {
            return line.people() > 1;
        }

        /** Makes the hash as soon as a core is free; null if none becomes free in time. */
        @Nullable
        String hash(Supplier<String> slowHash) {
            if (!acquire(cores, deadline)) {
                return null;
            }
            try {
                return slowHash.get();
            } finally {
                cores.release();
            }
        }

        @Override
        public void close() {
            line.head.release();
            leave(linkId);
        }
    }
}
