package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.DeliveryQueue.Lane;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that another version of Resetta has written, on every database: they are left for two days to a process that knows them. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseForeignItemsTest {
    @Parameter
    Database database;

    private Queues queues;

    @BeforeEach
    void createTables() {
        queues = new Queues(database.fresh());
    }

    @AfterEach
    void closeQueues() {
        queues.close();
    }

    @Test
    void anItemOfAnotherVersionIsLeftToAProcessThatKnowsIt() throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        JdbcDeliveryQueue queue = Queues.started(queues.queue(), (item, attempt) -> {
            if (item.equals("of tomorrow")) {
                refused.countDown();
                throw new IllegalArgumentException("another version");
            }
            return queues.note(item, attempt);
        });
        queue.submit(Lane.LINKS, "of tomorrow");
        assertThat(refused.await(1, TimeUnit.MINUTES)).isTrue();
        queue.submit(Lane.LINKS, "of today");

        assertThat(queues.take()).isEqualTo("of today 1");
        queue.close();
        assertThat(queues.waiting()).isOne();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"version 2\nitem", "1 2\nitem", "one line"})
    void aRowThatCannotBeReadIsLeftForTwoDaysAndThenGivenUp(String data) throws Exception {
        queues.hand().submit(Lane.LINKS, "item");
        overwrite(data);
        queues.worker();
        Queues.until(this::isLeft);

        // The instant of the first time stays, however often the row comes by.
        comesBack("last_success = " + ago(47));
        Queues.until(this::isLeft);
        comesBack("last_success = last_success");
        Queues.until(this::isLeft);
        assertThat(rows("last_success < " + ago(46))).isOne();

        comesBack("last_success = " + ago(49));
        queues.untilNothingWaits();
    }

    private void overwrite(String data) throws SQLException {
        try (Connection connection = queues.source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE resetta_queue_links SET task_data = ?")) {
            statement.setBytes(1, data == null ? null : data.getBytes(StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
    }

    private void comesBack(String change) {
        Memory.execute(queues.source, "UPDATE resetta_queue_links SET " + change + ", execution_time = " + ago(1));
    }

    private boolean isLeft() {
        assertThat(queues.waiting()).isOne();
        return rows("picked = FALSE AND execution_time > " + ago(0)) == 1;
    }

    private int rows(String condition) {
        return Integer.parseInt(
                Memory.select(queues.source, "SELECT COUNT(*) FROM resetta_queue_links WHERE " + condition));
    }

    private String ago(int hours) {
        return database.isMySqlLike()
                ? "UTC_TIMESTAMP(6) - INTERVAL " + hours + " HOUR"
                : "CURRENT_TIMESTAMP - INTERVAL '" + hours + "' HOUR";
    }
}
