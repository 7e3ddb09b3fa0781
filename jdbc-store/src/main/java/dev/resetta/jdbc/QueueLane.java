package dev.resetta.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MariaDBJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.resetta.delivery.DeliveryQueue.Backlog;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One table of work, and the db-scheduler that carries it out. */
final class QueueLane {
    private static final String TASK = "resetta";

    /** db-scheduler waits as long once more after it has interrupted the workers; together less than a close may take. */
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(4);

    private final Units units;
    private final String table;
    private final @Nullable QueueRoom room;
    private final JdbcCustomization customization;
    private volatile @Nullable Scheduler scheduler;

    QueueLane(Units units, String table, @Nullable QueueRoom room) {
        this.units = units;
        this.table = table;
        this.room = room;
        this.customization = customization(units);
    }

    /** Puts one item in, with the transaction of this thread if there is one; false if there is no room. */
    boolean submit(String item) {
        if (room != null && room.isFull()) {
            return false;
        }
        units.refuseIfElsewhere("The delivery queue");
        String id = UUID.randomUUID().toString();
        units.run("An item could not be put into the delivery queue.", session -> insert(session, id, item));
        if (room != null) {
            room.enter();
        }
        Scheduler started = scheduler;
        if (started != null) {
            units.afterCommit(started::triggerCheckForDueExecutions);
        }
        return true;
    }

    /** The row that db-scheduler would write, which asks first whether there is one. */
    private int insert(Session session, String id, String item) throws SQLException {
        String sql = "INSERT INTO " + table
                + " (task_name, task_instance, task_data, execution_time, picked, version) VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = session.prepareAsIs(sql)) {
            statement.setString(1, TASK);
            statement.setString(2, id);
            customization.setTaskData(statement, 3, QueueWork.TEXT.serialize(QueueWork.first(item)));
            customization.setInstant(statement, 4, Instant.now());
            statement.setBoolean(5, false);
            statement.setLong(6, 1);
            return statement.executeUpdate();
        }
    }

    Backlog backlog() {
        return units.alone("The delivery queue could not be counted.", this::count);
    }

    private Backlog count(Session session) throws SQLException {
        String sql =
                "SELECT COUNT(*) AS items, MIN(CASE WHEN picked = ? THEN execution_time END) AS oldest FROM " + table;
        try (PreparedStatement statement = session.prepareAsIs(sql)) {
            statement.setBoolean(1, false);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Instant oldest = customization.getInstant(row, "oldest");
                Duration overdue = oldest == null ? Duration.ZERO : Duration.between(oldest, Instant.now());
                return new Backlog(row.getLong("items"), overdue.isNegative() ? Duration.ZERO : overdue);
            }
        }
    }

    void carryOut(QueueWork work, int threads, Duration pollEvery, Duration heartbeat) {
        CustomTask<String> task = Tasks.custom(TASK, String.class)
                .onFailure(QueueWork::leave)
                .onDeadExecutionRevive()
                .execute((instance, context) -> work.run(instance.getData()));
        SchedulerBuilder builder = Scheduler.create(units.source(), task)
                .tableName(table)
                .serializer(QueueWork.TEXT)
                .jdbcCustomization(customization)
                .commitWhenAutocommitDisabled(true)
                .threads(threads)
                .executorService(QueueThreads.workers(threads))
                .dueExecutor(QueueThreads.workers(1))
                .housekeeperExecutor(QueueThreads.housekeeper())
                .pollingInterval(pollEvery)
                .heartbeatInterval(heartbeat)
                .missedHeartbeatsLimit(4)
                // Work of another version waits for a process that knows it, however long.
                .deleteUnresolvedAfter(Duration.ofDays(36_500))
                .shutdownMaxWait(CLOSES_WITHIN)
                .failureLogging(LogLevel.DEBUG, false)
                // No longer, because db-scheduler cuts names off at 50 characters.
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()));
        if (customization.supportsSingleStatementLockAndFetch()) {
            // An item for each idle thread, past what others take. None ahead of time: while it waited here, it would
            // have no heartbeat, and count as left by the dead.
            builder.pollUsingLockAndFetch(0.99, 1.0);
        }
        Scheduler started = builder.build();
        scheduler = started;
        started.start();
    }

    /** Ends what carries out; items are still taken in. */
    void stop() {
        Scheduler started = scheduler;
        if (started != null) {
            started.stop();
        }
    }

    /** How db-scheduler speaks to the database; it has to be asked only about one that Resetta does not know. */
    private static JdbcCustomization customization(Units units) {
        return switch (units.product()) {
            case POSTGRESQL -> new PostgreSqlJdbcCustomization(false, false);
            case MARIADB -> new MariaDBJdbcCustomization(true);
            case MYSQL -> new MySQL8JdbcCustomization(true);
            case H2, HSQLDB -> new DefaultJdbcCustomization(false);
            case STANDARD_SQL -> new AutodetectJdbcCustomization(units.source());
        };
    }
}
