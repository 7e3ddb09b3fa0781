package dev.resetta.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.angus.mail.util.WriteTimeoutSocket;

/**
 * The connection below all encryption: it can be cut off from any thread at any moment, its writes have a timeout, and a server
 * that answers without end is cut off before it fills the memory.
 */
final class GuardedSocket extends WriteTimeoutSocket {
    /** More than any answer, certificates included. */
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final Socket socket;
    private final WriteWatch watch;
    private int rest = LONGEST_ANSWER; // only for the thread that talks

    GuardedSocket(Socket socket, int writeTimeoutMillis, ScheduledExecutorService scheduler) throws IOException {
        super(socket, writeTimeoutMillis, scheduler);
        this.socket = socket;
        this.watch = new WriteWatch(Duration.ofMillis(writeTimeoutMillis), scheduler, this::cutOff);
        // Else the end of a mail waits here until the server confirms what came before, for which it takes 40 ms of its
        // own.
        socket.setTcpNoDelay(true);
    }

    /** Begins to count again, for the answer to the next command. */
    void expectAnswer() {
        rest = LONGEST_ANSWER;
    }

    /** Cuts the connection off: whoever reads or writes gets an exception. Says no good-bye, and waits for none. */
    void cutOff() {
        watch.end();
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed, whatever it had to say.
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                return counted(super.read(), 1);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                return counted(read, read);
            }
        };
    }

    /** In place of the library's, which sets an alarm for each write and so wakes up a thread. */
    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
        OutputStream out = socket.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                watch.begin();
                try {
                    out.write(bytes, offset, length);
                } finally {
                    watch.pause();
                }
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    private int counted(int answer, int bytes) throws IOException {
        rest -= Math.max(bytes, 0);
        if (rest < 0) {
            throw new IOException("The server's answer does not end.");
        }
        return answer;
    }
}
