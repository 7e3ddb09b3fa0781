package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a lane is counted, and what comes of it. */
class QueueRoomTest {
    private static final int MOST = 3;
    private static final int COUNTED_EVERY = 100;

    private final DataSource source = Memory.database();
    private final HandTimer timer = new HandTimer();
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final WatchedDataSource watched = new WatchedDataSource(source)
            .failingBefore((number, name) -> isAway.get() && name.equals("DataSource.getConnection"));
    private final QueueRoom room = new QueueRoom(Units.on(watched.source()), "resetta_queue_links", MOST, timer);

    @BeforeEach
    void createTables() {
        ResetDatabase.of(source).createSchema();
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void itIsCountedAfterEachHundredItemsOfThisProcess() {
        for (int round = 0; round < 2; round++) {
            enter(COUNTED_EVERY - 1);
            assertThat(timer.delays()).isEmpty();

            enter(1);
            assertThat(timer.delays()).containsExactly(0L);

            timer.runNext();
            assertThat(room.isFull()).isFalse();
            assertThat(timer.delays()).isEmpty();
        }
    }

    @Test
    void itIsNotCountedTwiceAtOnce() {
        enter(3 * COUNTED_EVERY);

        assertThat(timer.delays()).hasSize(1);
    }

    @Test
    void aLaneWithRoomForOneMoreIsNotFull() {
        insert(MOST - 1);
        enter(COUNTED_EVERY);
        timer.runNext();

        assertThat(room.isFull()).isFalse();
    }

    @Test
    void aFullLaneIsCountedAgainEachSecondUntilThereIsRoom() {
        insert(MOST);
        enter(COUNTED_EVERY);
        timer.runNext();
        assertThat(room.isFull()).isTrue();
        assertThat(timer.delays()).containsExactly(1000L);

        timer.runNext();
        assertThat(room.isFull()).isTrue();
        assertThat(timer.delays()).containsExactly(1000L);

        Memory.execute(source, "DELETE FROM resetta_queue_links WHERE task_instance = '1'");
        timer.runNext();
        assertThat(room.isFull()).isFalse();
        assertThat(timer.delays()).isEmpty();

        enter(COUNTED_EVERY);
        assertThat(timer.delays()).as("and later by the hundred again").containsExactly(0L);
    }

    @Test
    void aCountThatFailsLeavesTheLaneAsItWasAndIsTriedAgain() {
        isAway.set(true);
        enter(COUNTED_EVERY);
        timer.runNext();
        assertThat(room.isFull()).isFalse();

        isAway.set(false);
        insert(MOST);
        enter(COUNTED_EVERY);
        timer.runNext();
        assertThat(room.isFull()).isTrue();

        isAway.set(true);
        timer.runNext();
        assertThat(room.isFull()).isTrue();
        assertThat(timer.delays()).containsExactly(1000L);
    }

    private void enter(int items) {
        for (int i = 0; i < items; i++) {
            room.enter();
        }
    }

    private void insert(int rows) {
        for (int row = 1; row <= rows; row++) {
            Memory.execute(
                    source,
                    "INSERT INTO resetta_queue_links (task_name, task_instance, execution_time, picked, version)"
                            + " VALUES ('resetta', '" + row + "', CURRENT_TIMESTAMP, FALSE, 1)");
        }
    }
}
