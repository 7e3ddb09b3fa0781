package dev.resetta.jdbc;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import dev.resetta.delivery.DeliveryQueue.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of an item when its time has come: carried out, to be tried again, or left to another process.
 *
 * <p>A row's data is a line with the attempt that comes next, and then the item itself.
 */
final class QueueWork {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcDeliveryQueue.class);

    /** Plain text: what cannot be read back safely from a table that others can write, such as Java objects, is not in it. */
    static final Serializer TEXT = new Serializer() {
        @Override
        public byte[] serialize(Object data) {
            return ((String) data).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte @Nullable [] data) {
            return type.cast(data == null ? "" : new String(data, StandardCharsets.UTF_8));
        }
    };

    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Duration LEFT_FOR = Duration.ofMinutes(1);
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(2);

    private final Worker worker;
    private final ScheduledExecutorService timer;

    QueueWork(Worker worker, ScheduledExecutorService timer) {
        this.worker = worker;
        this.timer = timer;
    }

    /** The data of an item that nobody has tried yet. */
    static String first(String item) {
        return new Entry(1, item).text();
    }

    /** Carries an item out. */
    CompletionHandler<String> run(String data) {
        Entry entry;
        Optional<Duration> again;
        try {
            entry = Entry.parse(data);
            again = withinDeadline(entry);
        } catch (IllegalArgumentException otherVersion) {
            return QueueWork::leave;
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "A delivery failed in a way its worker did not foresee, and is given up: {}.",
                    e.getClass().getName());
            return (complete, operations) -> operations.remove();
        }
        if (again.isEmpty()) {
            return (complete, operations) -> operations.remove();
        }
        Instant at = Instant.now().plus(again.get());
        String next = entry.next().text();
        return (complete, operations) -> operations.reschedule(complete, at, next);
    }

    /**
     * Leaves an item that another version of Resetta wrote, for two days: a process that knows it may come along.
     *
     * <p>How old the item is cannot be read out of it. So the first time is written down as a success, and the times after
     * that as failures, which leave the instant of the success as it is.
     */
    static void leave(ExecutionComplete complete, ExecutionOperations<String> operations) {
        Execution row = complete.getExecution();
        Instant now = Instant.now();
        Instant first = row.lastSuccess;
        if (first != null && now.isAfter(first.plus(GIVEN_UP_AFTER))) {
            LOG.error("An item of the delivery queue that no process can read is given up.");
            operations.remove();
            return;
        }
        long jitter = ThreadLocalRandom.current().nextLong(LEFT_FOR.toMillis());
        ExecutionComplete left = first == null
                ? ExecutionComplete.success(row, now, now)
                : ExecutionComplete.failure(row, now, now, complete.getCause().orElse(null));
        operations.reschedule(left, now.plus(LEFT_FOR).plusMillis(jitter));
    }

    private Optional<Duration> withinDeadline(Entry entry) {
        Thread self = Thread.currentThread();
        Future<?> alarm = timer.schedule(self::interrupt, DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return worker.work(entry.item(), entry.attempt());
        } finally {
            alarm.cancel(false);
            Thread.interrupted();
        }
    }

    /** An item, and which attempt comes next. Tells nothing of the item. */
    private record Entry(int attempt, String item) {
        Entry next() {
            return new Entry(attempt + 1, item);
        }

        String text() {
            return attempt + "\n" + item;
        }

        /** Throws an {@link IllegalArgumentException} if another version wrote it, which is what a number that is none throws. */
        static Entry parse(String data) {
            int end = Math.max(data.indexOf('\n'), 0);
            return new Entry(Integer.parseInt(data.substring(0, end)), data.substring(end + 1));
        }

        @Override
        public String toString() {
            return "Entry[attempt=" + attempt + "]";
        }
    }
}
