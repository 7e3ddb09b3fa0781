package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The threads of the durable queue are in nobody's way. */
class QueueThreadsTest {

    @Test
    void noneOfThemKeepsAProgramFromEnding() throws Exception {
        for (ExecutorService threads :
                List.of(QueueThreads.workers(1), QueueThreads.housekeeper(), QueueThreads.timer())) {
            try {
                assertThat(threads.submit(() -> Thread.currentThread().isDaemon())
                                .get(1, TimeUnit.MINUTES))
                        .isTrue();
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void theTimerHoldsNothingThatWasCancelledAndNoThreadsForLong() {
        ScheduledExecutorService timer = QueueThreads.timer();
        try {
            assertThat(timer.schedule(() -> {}, 1, TimeUnit.DAYS).cancel(false)).isTrue();

            assertThat(timer).isInstanceOfSatisfying(ScheduledThreadPoolExecutor.class, threads -> {
                assertThat(threads.getQueue()).isEmpty();
                assertThat(threads.allowsCoreThreadTimeOut()).isTrue();
                assertThat(threads.getKeepAliveTime(TimeUnit.SECONDS)).isEqualTo(30);
            });
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void whatComesTooLateIsNothing() {
        ScheduledExecutorService timer = QueueThreads.timer();
        timer.shutdownNow();

        timer.execute(() -> {
            throw new AssertionError();
        });
    }
}
