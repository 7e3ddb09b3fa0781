package dev.resetta.jdbc;

import dev.resetta.delivery.DeliveryQueue;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A delivery queue in the database, on db-scheduler: what it has taken survives the death of the process, and is carried out
 * by any process that has workers.
 *
 * <p>Made by {@link ResetDatabase#deliveryQueue()}. Thread-safe; the settings are made before the first {@code PasswordReset}
 * is built with it, and return this. An item that was taken within a transaction is there exactly if that commits. It is
 * carried out at least once: after a crash in the middle, perhaps twice. Each lane has a table, threads and room of its own.
 *
 * <p>While it waits, an item holds an address and perhaps what somebody has typed; it never holds a token or a password.
 *
 * <p>db-scheduler 16 has to be on the class path or the module path; it is an optional dependency of this module.
 */
public final class JdbcDeliveryQueue implements DeliveryQueue {
    private static final int MOST_WORKERS = 64;
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Units units;
    private final ScheduledExecutorService timer = QueueThreads.timer();
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private int workers = 4;
    private int room = 100_000;
    private Duration pollEvery = Duration.ofSeconds(1);
    private Duration heartbeat = Duration.ofSeconds(15);
    private volatile @Nullable Map<Lane, QueueLane> lanes;
    private volatile boolean isClosed;

    JdbcDeliveryQueue(Units units) {
        this.units = units;
    }

    /**
     * Sets how many threads of this process mail links; by default 4. Half as many, rounded up, carry out notices, and one
     * looks up who is meant. With 0 this process only hands work in, and others carry it out.
     *
     * @throws IllegalArgumentException if it is below 0 or above 64
     * @throws IllegalStateException if the queue was started already
     */
    public synchronized JdbcDeliveryQueue workers(int threads) {
        if (threads < 0 || threads > MOST_WORKERS) {
            throw new IllegalArgumentException("A process has 0 to " + MOST_WORKERS + " workers, not " + threads + ".");
        }
        refuseIfStarted();
        workers = threads;
        return this;
    }

    /**
     * Sets how often this process looks for work; by default every second. Work that this process has handed in itself is
     * looked for at once.
     *
     * @throws IllegalArgumentException if it is below 10 ms or above 10 minutes
     * @throws IllegalStateException if the queue was started already
     */
    public synchronized JdbcDeliveryQueue pollEvery(Duration interval) {
        refuseIfStarted();
        pollEvery = within(interval);
        return this;
    }

    /**
     * Sets how often a process says that it still works on an item; by default every 15 seconds. After four of them are
     * missing the process counts as dead, and another one takes the item over.
     *
     * @throws IllegalArgumentException if it is below 10 ms or above 10 minutes
     * @throws IllegalStateException if the queue was started already
     */
    public synchronized JdbcDeliveryQueue heartbeat(Duration interval) {
        refuseIfStarted();
        heartbeat = within(interval);
        return this;
    }

    /**
     * Sets how many items may wait in each of the lanes of requests and of links; by default 100,000. Notices are taken
     * whatever waits. Each process counts after every hundred of its items, while more come in, so that a few hundred more may
     * slip in.
     *
     * @throws IllegalArgumentException if it is below 1
     * @throws IllegalStateException if the queue was started already
     */
    public synchronized JdbcDeliveryQueue room(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("A lane needs room for an item or more, not " + items + ".");
        }
        refuseIfStarted();
        room = items;
        return this;
    }

    /** {@inheritDoc} Here always true. */
    @Override
    public boolean joinsTransaction() {
        return true;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if it was started already, or db-scheduler is missing
     * @throws ResetDatabaseException if the product is not known yet and there is no connection
     */
    @Override
    public synchronized void start(Worker toStart) {
        Objects.requireNonNull(toStart, "worker");
        refuseIfStarted();
        refuseWithoutDbScheduler();
        Map<Lane, QueueLane> made = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            made.put(lane, make(lane));
        }
        // Before any of them works: what one lane carries out, it hands on to another.
        lanes = made;
        if (workers > 0) {
            QueueWork work = new QueueWork(toStart, timer);
            try {
                lane(Lane.REQUESTS).carryOut(work, 1, pollEvery, heartbeat);
                lane(Lane.LINKS).carryOut(work, workers, pollEvery, heartbeat);
                lane(Lane.NOTICES).carryOut(work, (workers + 1) / 2, pollEvery, heartbeat);
            } catch (RuntimeException | Error e) {
                close();
                throw e;
            }
        }
    }

    private QueueLane make(Lane lane) {
        String table = units.names().in("{prefix}queue_" + lane.name().toLowerCase(Locale.ROOT));
        return new QueueLane(units, table, lane == Lane.NOTICES ? null : new QueueRoom(units, table, room, timer));
    }

    /**
     * {@inheritDoc}
     *
     * @throws ResetDatabaseException if the database refuses; the item was not taken
     */
    @Override
    public boolean submit(Lane lane, String item) {
        return !isClosed && lane(lane).submit(item);
    }

    /**
     * {@inheritDoc} One statement over the lane's table, whichever process handed its items in; empty before the start.
     *
     * @throws ResetDatabaseException if the database refuses
     */
    @Override
    public Optional<Backlog> backlog(Lane lane) {
        return lanes == null ? Optional.empty() : Optional.of(lane(lane).backlog());
    }

    /** {@inheritDoc} What is left then waits in the database for the next process. */
    @Override
    public void close() {
        Map<Lane, QueueLane> started = lanes;
        if (started == null || !isClosing.compareAndSet(false, true)) {
            return;
        }
        CompletableFuture<?>[] stops = started.values().stream()
                .map(lane -> CompletableFuture.runAsync(lane::stop, JdbcDeliveryQueue::onThreadOfItsOwn))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(stops).join();
        } finally {
            // Not before: what a lane still carries out, it hands on to another, whose table keeps it for the next
            // process.
            isClosed = true;
            timer.shutdownNow();
        }
    }

    private static void onThreadOfItsOwn(Runnable task) {
        new Thread(task, "resetta-queue-close").start();
    }

    private QueueLane lane(Lane lane) {
        Map<Lane, QueueLane> started = lanes;
        QueueLane found = started == null ? null : started.get(lane);
        if (found == null) {
            throw new IllegalStateException("The delivery queue was not started.");
        }
        return found;
    }

    private void refuseIfStarted() {
        if (lanes != null) {
            throw new IllegalStateException(
                    "A delivery queue serves one PasswordReset, and is set up before that is built.");
        }
    }

    private static void refuseWithoutDbScheduler() {
        try {
            Class.forName(
                    "com.github.kagkarlsson.scheduler.Scheduler", false, JdbcDeliveryQueue.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "The delivery queue in the database needs db-scheduler, which is not there: add"
                            + " com.github.kagkarlsson:db-scheduler to the dependencies.",
                    e);
        }
    }

    private static Duration within(Duration interval) {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "An interval of the queue is 10 ms to 10 minutes, not " + interval + ".");
        }
        return interval;
    }
}
