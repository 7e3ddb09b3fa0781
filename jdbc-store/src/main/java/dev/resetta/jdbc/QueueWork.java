package dev.resetta.jdbc;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import dev.resetta.delivery.DeliveryQueue.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of an item when its time has come: carried out, to be tried again, or left to another process.
 *
 * <p>A row's data is a line with the attempt that comes next and the instant of the submission, and then the item itself.
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
        public <T> T deserialize(Class<T> type, byte[] data) {
            return type.cast(new String(data, StandardCharsets.UTF_8));
        }
    };

    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Duration LEFT_FOR = Duration.ofMinutes(1);
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(2);

    private final Worker worker;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "resetta-queue-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    QueueWork(Worker worker) {
        this.worker = worker;
    }

    /** The data of an item that nobody has tried yet. */
    static String first(String item, Instant now) {
        return new Entry(1, now, item).text();
    }

    /** Carries an item out. */
    CompletionHandler<String> run(String data) {
        Entry entry;
        Optional<Duration> again;
        try {
            entry = Entry.parse(data);
            again = withinDeadline(entry);
        } catch (IllegalArgumentException otherVersion) {
            return this::leave;
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

    /** What could not even be begun, because the row could not be read. */
    void failed(ExecutionComplete complete, ExecutionOperations<String> operations) {
        leave(complete, operations);
    }

    void close() {
        watchdog.shutdownNow();
    }

    /** Another version of Resetta wrote this: a process that knows it may come along. */
    private void leave(ExecutionComplete complete, ExecutionOperations<String> operations) {
        Instant submitted =
                Entry.submittedAt(complete.getExecution().taskInstance.getData());
        if (Instant.now().isAfter(submitted.plus(GIVEN_UP_AFTER))) {
            LOG.error("An item of the delivery queue that no process can read is given up.");
            operations.remove();
        } else {
            long jitter = ThreadLocalRandom.current().nextLong(LEFT_FOR.toMillis());
            operations.reschedule(complete, Instant.now().plus(LEFT_FOR).plusMillis(jitter));
        }
    }

    private Optional<Duration> withinDeadline(Entry entry) {
        Thread self = Thread.currentThread();
        Future<?> alarm = watchdog.schedule(self::interrupt, DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return worker.work(entry.item(), entry.attempt());
        } finally {
            alarm.cancel(false);
            Thread.interrupted();
        }
    }

    /** An item, which attempt comes next, and since when it is there. Tells nothing of the item. */
    private record Entry(int attempt, Instant submitted, String item) {
        Entry next() {
            return new Entry(attempt + 1, submitted, item);
        }

        String text() {
            return attempt + " " + submitted.toEpochMilli() + "\n" + item;
        }

        static Entry parse(String data) {
            int end = data.indexOf('\n');
            String[] head = data.substring(0, Math.max(end, 0)).split(" ", -1);
            if (head.length != 2) {
                throw new IllegalArgumentException("This item of the delivery queue was written by another version.");
            }
            return new Entry(
                    Integer.parseInt(head[0]), Instant.ofEpochMilli(Long.parseLong(head[1])), data.substring(end + 1));
        }

        /** As well as it can be told; an item that tells nothing came this moment, and is left for good. */
        static Instant submittedAt(Object data) {
            try {
                return parse((String) data).submitted();
            } catch (RuntimeException unreadable) {
                return Instant.EPOCH;
            }
        }

        @Override
        public String toString() {
            return "Entry[attempt=" + attempt + "]";
        }
    }
}
