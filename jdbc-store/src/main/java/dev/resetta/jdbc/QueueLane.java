package dev.resetta.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.resetta.delivery.DeliveryQueue.Worker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One table of work, and the db-scheduler that carries it out. */
final class QueueLane {
    private static final String TASK = "resetta";
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(10);

    /** After so many items or so long, whatever comes first, it is looked whether the lane is full. */
    private static final int COUNTED_EVERY = 200;

    private static final long COUNTED_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Units units;
    private final String table;
    private final int room;
    private final JdbcCustomization customization;
    private final AtomicInteger uncounted = new AtomicInteger(COUNTED_EVERY);
    private final AtomicLong countedAt = new AtomicLong(System.nanoTime());
    private volatile boolean isFull;
    private volatile boolean isClosed;
    private @Nullable Scheduler scheduler;
    private @Nullable QueueWork work;

    QueueLane(Units units, String table, int room) {
        this.units = units;
        this.table = table;
        this.room = room;
        this.customization = units.alone(
                "The delivery queue found no database.",
                session -> new AutodetectJdbcCustomization(
                        SharedConnection.source(session.connection()),
                        session.dialect().bindsLocalTime()));
    }

    /** Puts one item in, with the transaction of this thread if there is one; false if there is no room or all is closed. */
    boolean submit(String item) {
        if (isClosed || isFull()) {
            return false;
        }
        units.refuseIfElsewhere("The delivery queue");
        TaskInstance<String> instance =
                new TaskInstance<>(TASK, UUID.randomUUID().toString(), QueueWork.first(item, Instant.now()));
        units.run("An item could not be put into the delivery queue.", session -> {
            insert(session.connection(), instance);
            return true;
        });
        Scheduler started = scheduler;
        if (started != null) {
            units.afterCommit(started::triggerCheckForDueExecutions);
        }
        return true;
    }

    /** One INSERT; the batch of one asks no questions before. */
    private void insert(Connection connection, TaskInstance<String> instance) throws SQLException {
        SchedulerClient client = SchedulerClient.Builder.create(SharedConnection.source(connection), List.of())
                .tableName(table)
                .serializer(QueueWork.TEXT)
                .jdbcCustomization(customization)
                .build();
        try {
            client.scheduleBatch(List.of(instance), Instant.now());
        } catch (RuntimeException e) {
            if (e.getCause() instanceof SQLException error) {
                throw error;
            }
            throw e;
        }
    }

    synchronized void carryOut(Worker worker, int threads, Duration pollEvery, Duration heartbeat) {
        QueueWork queueWork = new QueueWork(worker);
        CustomTask<String> task = Tasks.custom(TASK, String.class)
                .onFailure((complete, operations) -> queueWork.failed(complete, operations))
                .onDeadExecutionRevive()
                .execute((instance, context) -> queueWork.run(instance.getData()));
        String name = table + "-" + UUID.randomUUID();
        scheduler = Scheduler.create(units.source(), task)
                .tableName(table)
                .serializer(QueueWork.TEXT)
                .jdbcCustomization(customization)
                .commitWhenAutocommitDisabled(true)
                .threads(threads)
                .executorService(daemons(threads))
                .dueExecutor(daemons(1))
                .housekeeperExecutor(housekeepers())
                .pollingInterval(pollEvery)
                .heartbeatInterval(heartbeat)
                .missedHeartbeatsLimit(4)
                // Work of another version waits for a process that knows it, however long.
                .deleteUnresolvedAfter(Duration.ofDays(36_500))
                .shutdownMaxWait(CLOSES_WITHIN)
                .failureLogging(LogLevel.DEBUG, false)
                .schedulerName(() -> name)
                .build();
        work = queueWork;
        scheduler.start();
    }

    void close() {
        isClosed = true;
        Scheduler started = scheduler;
        if (started != null) {
            started.stop();
        }
        QueueWork queueWork = work;
        if (queueWork != null) {
            queueWork.close();
        }
    }

    /** Nothing to do with who or what is asked for: only with how much came before. */
    private boolean isFull() {
        if (room == Integer.MAX_VALUE) {
            return false;
        }
        long now = System.nanoTime();
        long before = countedAt.get();
        boolean isDue = uncounted.incrementAndGet() >= COUNTED_EVERY || now - before >= COUNTED_EVERY_NANOS;
        // Within a transaction it would need a second connection, or be one more thing that transaction has read.
        if (isDue && !units.isRunning() && countedAt.compareAndSet(before, now)) {
            uncounted.set(0);
            isFull = units.alone("The delivery queue could not be counted.", this::isFull);
        }
        return isFull;
    }

    private boolean isFull(Session session) throws SQLException {
        try (PreparedStatement statement = session.connection().prepareStatement("SELECT COUNT(*) FROM " + table);
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getLong(1) >= room;
        }
    }

    private static ExecutorService daemons(int threads) {
        return Executors.newFixedThreadPool(threads, factory());
    }

    private static ScheduledExecutorService housekeepers() {
        return Executors.newScheduledThreadPool(1, factory());
    }

    private static ThreadFactory factory() {
        return task -> {
            Thread thread = new Thread(task, "resetta-queue");
            thread.setDaemon(true);
            return thread;
        };
    }
}
