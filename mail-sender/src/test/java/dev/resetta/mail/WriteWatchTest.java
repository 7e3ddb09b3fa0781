package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WriteWatchTest {
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void whoWritesToSomebodyWhoDoesNotReadIsCutOff() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                GuardedSocket socket =
                        new GuardedSocket(new Socket(server.getInetAddress(), server.getLocalPort()), 200, scheduler)) {
            OutputStream out = socket.getOutputStream();
            assertThatThrownBy(() -> {
                        while (true) {
                            out.write(new byte[100_000]);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aLateWriteIsStruckEvenIfAnEarlierOneWasNot() throws Exception {
        CompletableFuture<Long> struck = new CompletableFuture<>();
        WriteWatch watch = new WriteWatch(Duration.ofMillis(200), scheduler, () -> struck.complete(System.nanoTime()));
        watch.begin();
        watch.pause();
        assertThat(scheduler.schedule(() -> true, 300, TimeUnit.MILLISECONDS).get())
                .isTrue();
        assertThat(struck).isNotDone();

        long began = System.nanoTime();
        watch.begin();

        assertThat(struck.get() - began)
                .isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos());
    }

    @Test
    void manyWritesSetOneAlarm() {
        WriteWatch watch = new WriteWatch(Duration.ofSeconds(10), scheduler, () -> {});
        for (int i = 0; i < 100; i++) {
            watch.begin();
            watch.pause();
        }
        assertThat(scheduler.getQueue()).hasSize(1);

        scheduler.setRemoveOnCancelPolicy(true);
        watch.end();

        assertThat(scheduler.getQueue()).isEmpty();
    }
}
