package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An item in the hands of its worker. */
class QueueWorkTest {
    private final HandTimer timer = new HandTimer();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void aWorkerIsInterruptedAfterAMinuteAndTheNextItemHearsNothingOfIt() {
        List<Boolean> interrupted = new ArrayList<>();
        QueueWork work = new QueueWork(
                (item, attempt) -> {
                    assertThat(timer.delays()).containsExactly(60_000L);
                    timer.runNext();
                    interrupted.add(Thread.currentThread().isInterrupted());
                    return Optional.empty();
                },
                timer);

        assertThat(work.run(QueueWork.first("item"))).isNotNull();

        assertThat(interrupted).containsExactly(true);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aWorkerThatIsDoneLeavesNoAlarm() {
        List<String> done = new ArrayList<>();
        QueueWork work = new QueueWork(
                (item, attempt) -> {
                    done.add(item + " " + attempt);
                    return Optional.empty();
                },
                timer);

        assertThat(work.run(QueueWork.first("of two\nlines"))).isNotNull();

        assertThat(done).containsExactly("of two\nlines 1");
        assertThat(timer.delays()).isEmpty();
    }

    @Test
    void aWorkerThatFailsLeavesNoAlarm() {
        QueueWork work = new QueueWork(
                (item, attempt) -> {
                    throw new IllegalStateException();
                },
                timer);

        assertThat(work.run(QueueWork.first("item"))).isNotNull();

        assertThat(timer.delays()).isEmpty();
    }
}
