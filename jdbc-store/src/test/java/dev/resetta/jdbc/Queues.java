package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.delivery.DeliveryQueue.Lane;
import dev.resetta.delivery.DeliveryQueue.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The queues of several processes over the tables of one database, and what they have carried out. */
final class Queues implements AutoCloseable {
    static final Duration OFTEN = Duration.ofMillis(50);

    final HikariDataSource source;
    final ResetDatabase db;

    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final List<JdbcDeliveryQueue> open = new ArrayList<>();

    Queues(HikariDataSource source) {
        this.source = source;
        this.db = ResetDatabase.of(source).createSchema();
    }

    /** One that is not started yet. */
    JdbcDeliveryQueue queue() {
        return queueOf(db);
    }

    JdbcDeliveryQueue queueOf(ResetDatabase another) {
        JdbcDeliveryQueue queue = another.deliveryQueue().pollEvery(OFTEN);
        open.add(queue);
        return queue;
    }

    /** One that only hands in. */
    JdbcDeliveryQueue hand() {
        return started(queue().workers(0), this::note);
    }

    /** One that carries out what there is. */
    JdbcDeliveryQueue worker() {
        return started(queue(), this::note);
    }

    static JdbcDeliveryQueue started(JdbcDeliveryQueue queue, Worker worker) {
        queue.start(worker);
        return queue;
    }

    /** Carries an item out: remembers it and which attempt it was. */
    Optional<Duration> note(String item, int attempt) {
        done.add(item + " " + attempt);
        return Optional.empty();
    }

    /** What was carried out next. */
    String take() throws InterruptedException {
        return done.poll(1, TimeUnit.MINUTES);
    }

    int waiting() {
        int rows = 0;
        for (Lane lane : Lane.values()) {
            rows += waiting(lane);
        }
        return rows;
    }

    int waiting(Lane lane) {
        return Integer.parseInt(Memory.select(source, "SELECT COUNT(*) FROM " + table(lane)));
    }

    static String table(Lane lane) {
        return "resetta_queue_" + lane.name().toLowerCase(Locale.ROOT);
    }

    void untilNothingWaits() {
        until(() -> waiting() == 0);
    }

    /** Looks until it is so, for a minute. */
    static void until(BooleanSupplier isSo) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).as("a minute").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        open.forEach(JdbcDeliveryQueue::close);
    }
}
