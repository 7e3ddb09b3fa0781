package dev.resetta.delivery;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bounded pool of daemon threads for each lane, and one thread that interrupts whoever passes the deadline. */
final class MemoryDeliveryQueue implements DeliveryQueue {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryQueue.class);
    private static final int ROOM = 10_000;
    private static final int CHARACTERS = 8_000_000;
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Map<Lane, Pool> pools = new EnumMap<>(Lane.class);
    private final ScheduledThreadPoolExecutor watchdog = daemons("resetta-watchdog", 1);
    private volatile @Nullable Worker worker;

    MemoryDeliveryQueue() {
        pools.put(Lane.REQUESTS, new Pool(Lane.REQUESTS, 1));
        pools.put(Lane.LINKS, new Pool(Lane.LINKS, 4));
        pools.put(Lane.NOTICES, new Pool(Lane.NOTICES, 2));
        watchdog.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void start(Worker worker) {
        if (this.worker != null) {
            throw new IllegalStateException("A delivery queue serves one PasswordReset; give each its own.");
        }
        this.worker = worker;
    }

    @Override
    public boolean submit(Lane lane, String item) {
        Worker started = worker;
        if (started == null) {
            throw new IllegalStateException("The delivery queue was not started.");
        }
        return pool(lane).submit(item, started);
    }

    @Override
    public Optional<Backlog> backlog(Lane lane) {
        return Optional.of(pool(lane).backlog());
    }

    /** Lane after lane, in the order in which work moves on, so that what a lane hands to the next is still taken. */
    @Override
    public void close() {
        long end = System.nanoTime() + DRAIN.toNanos();
        for (Lane lane : Lane.values()) {
            pool(lane).drain(end);
        }
        watchdog.shutdownNow();
    }

    @SuppressWarnings("NullAway") // every lane has its pool since the constructor
    private Pool pool(Lane lane) {
        return pools.get(lane);
    }

    private static boolean isNotDue(Runnable task) {
        return task instanceof Delayed delayed && delayed.getDelay(TimeUnit.MILLISECONDS) > 0;
    }

    private static ScheduledThreadPoolExecutor daemons(String name, int threads) {
        AtomicInteger count = new AtomicInteger();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(threads, task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(30, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** The threads and the room of one lane. */
    private final class Pool {
        private final Lane lane;
        private final ScheduledThreadPoolExecutor executor;
        private final Semaphore room = new Semaphore(ROOM);
        private final Semaphore characters = new Semaphore(CHARACTERS);

        Pool(Lane lane, int threads) {
            this.lane = lane;
            this.executor = daemons("resetta-" + lane.name().toLowerCase(Locale.ROOT), threads);
        }

        synchronized boolean submit(String item, Worker worker) {
            if (!room.tryAcquire()) {
                return false;
            }
            if (!characters.tryAcquire(item.length())) {
                room.release();
                return false;
            }
            return schedule(item, 1, Duration.ZERO, worker);
        }

        void drain(long end) {
            takeNothingMore();
            try {
                if (!executor.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    executor.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                executor.shutdownNow();
            }
            int lost = unfinished();
            if (lost > 0) {
                LOG.warn(
                        "{} items of the lane {} were not finished when the delivery queue closed, and are lost.",
                        lost,
                        lane);
            }
        }

        /** Not while something is taken in: what an executor is given while it shuts down, it may neither run nor reject. */
        private synchronized void takeNothingMore() {
            // What waits to be tried again would hold the close up for as long as it waits.
            executor.getQueue().removeIf(MemoryDeliveryQueue::isNotDue);
            executor.shutdown();
        }

        /** The executor keeps what is due first in front. */
        Backlog backlog() {
            long overdue = executor.getQueue().peek() instanceof Delayed first
                    ? Math.max(0, -first.getDelay(TimeUnit.NANOSECONDS))
                    : 0;
            return new Backlog(unfinished(), Duration.ofNanos(overdue));
        }

        private synchronized int unfinished() {
            return ROOM - room.availablePermits();
        }

        private synchronized boolean schedule(String item, int attempt, Duration wait, Worker worker) {
            try {
                Future<?> unused =
                        executor.schedule(() -> run(item, attempt, worker), wait.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (RejectedExecutionException closed) {
                makeRoom(item);
                return false;
            }
        }

        private void makeRoom(String item) {
            room.release();
            characters.release(item.length());
        }

        private void run(String item, int attempt, Worker worker) {
            Optional<Duration> again = withinDeadline(item, attempt, worker);
            if (again.isEmpty()) {
                makeRoom(item);
            } else if (!schedule(item, attempt + 1, again.get(), worker)) {
                LOG.warn("A delivery that was to be tried again is lost, because the queue was closed.");
            }
        }

        private Optional<Duration> withinDeadline(String item, int attempt, Worker worker) {
            Thread self = Thread.currentThread();
            ScheduledFuture<?> alarm = watchdog.schedule(self::interrupt, DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return worker.work(item, attempt);
            } catch (Exception | Error e) {
                LOG.error(
                        "A delivery failed in a way its worker did not foresee, and is given up: {}.",
                        e.getClass().getName());
                return Optional.empty();
            } finally {
                alarm.cancel(false);
                Thread.interrupted();
            }
        }
    }
}
