package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes through the socket below all encryption. */
class GuardedSocketTest {
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void anAnswerMayBeAsLongAsItsLimitAndNoLonger() throws IOException {
        try (GuardedSocket socket = answering(LONGEST_ANSWER + 1);
                InputStream in = socket.getInputStream()) {
            assertThat(in.readNBytes(LONGEST_ANSWER)).hasSize(LONGEST_ANSWER);

            assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("does not end");
        }
    }

    @Test
    void bytesCountAlsoOneByOne() throws IOException {
        try (GuardedSocket socket = answering(LONGEST_ANSWER + 1);
                InputStream in = socket.getInputStream()) {
            assertThat(in.readNBytes(LONGEST_ANSWER - 1)).hasSize(LONGEST_ANSWER - 1);
            assertThat(in.read()).isZero();
            assertThatThrownBy(() -> in.read(new byte[10])).hasMessageContaining("does not end");
        }
    }

    @Test
    void eachCommandHasAnAnswerOfItsOwn() throws IOException {
        try (GuardedSocket socket = answering(2 * LONGEST_ANSWER);
                InputStream in = socket.getInputStream()) {
            assertThat(in.readNBytes(LONGEST_ANSWER)).hasSize(LONGEST_ANSWER);
            socket.expectAnswer();
            assertThat(in.readNBytes(LONGEST_ANSWER)).hasSize(LONGEST_ANSWER);
            socket.expectAnswer();

            assertThat(in.read()).as("the end").isEqualTo(-1);
            assertThat(in.read(new byte[10])).as("the end").isEqualTo(-1);
        }
    }

    @Test
    void whatIsWrittenGoesOutByteForByteAndTheStreamIsClosed() throws IOException {
        try (GuardedSocket socket = answering(0)) {
            OutputStream out = socket.getOutputStream();
            out.write('Q');
            out.write("xUITx".getBytes(StandardCharsets.US_ASCII), 1, 3);
            assertThat(written.toString(StandardCharsets.US_ASCII)).isEqualTo("QUIT");

            out.close();
            assertThat(written.toByteArray()).endsWith((byte) '!');
        }
    }

    @Test
    void aSocketThatIsCutOffIsClosedAndWatchedNoMore() throws IOException {
        scheduler.setRemoveOnCancelPolicy(true);
        try (GuardedSocket socket = answering(0)) {
            socket.getOutputStream().write('Q');
            assertThat(scheduler.getQueue()).hasSize(1);

            socket.cutOff();

            assertThat(socket.isClosed()).isTrue();
            assertThat(scheduler.getQueue()).isEmpty();
        }
    }

    /** A socket over which so many zeros come, and that writes down what goes out, and at the end an exclamation mark. */
    private GuardedSocket answering(int bytes) throws IOException {
        Socket real = new Socket() {
            private final InputStream in = new ByteArrayInputStream(new byte[bytes]);
            private final OutputStream out = new ByteArrayOutputStream() {
                @Override
                public synchronized void write(byte[] some, int offset, int length) {
                    written.write(some, offset, length);
                }

                @Override
                public void close() {
                    written.write('!');
                }
            };

            @Override
            public InputStream getInputStream() {
                return in;
            }

            @Override
            public OutputStream getOutputStream() {
                return out;
            }
        };
        return new GuardedSocket(real, 60_000, scheduler);
    }
}
