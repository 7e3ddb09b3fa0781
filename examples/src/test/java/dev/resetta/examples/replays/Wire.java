package dev.resetta.examples.replays;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The wire to a mail server, and everything that is said to the server over it, byte for byte. */
final class Wire implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 60_000;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final ServerSocket door;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    Wire() throws IOException {
        server.start();
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::take);
    }

    /** Where mail programs connect to. */
    int port() {
        return door.getLocalPort();
    }

    /** A login that the server knows. */
    Wire login(String name, String password) {
        server.setUser(name + "@mail.example", name, password);
        return this;
    }

    /** The lines that were said to the server and begin with a command. */
    List<String> commands(String command) {
        synchronized (said) {
            return said.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.regionMatches(true, 0, command, 0, command.length()))
                    .toList();
        }
    }

    /** What has arrived, once so many mails have. */
    List<MimeMessage> mails(int count) {
        if (!server.waitForIncomingEmail(PATIENCE_MILLIS, count)) {
            throw new AssertionError(count + " mails have not come in.");
        }
        return List.of(server.getReceivedMessages());
    }

    @Override
    public void close() throws IOException {
        door.close();
        server.stop();
    }

    private void take() {
        try {
            while (!door.isClosed()) {
                Socket client = door.accept();
                Socket toServer = new Socket(
                        InetAddress.getLoopbackAddress(), server.getSmtp().getPort());
                daemon(() -> pump(client, toServer, said));
                daemon(() -> pump(toServer, client, OutputStream.nullOutputStream()));
            }
        } catch (IOException closed) {
            // Nobody connects any more.
        }
    }

    private static void pump(Socket from, Socket to, OutputStream copy) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            byte[] bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                synchronized (copy) {
                    copy.write(bytes, 0, count);
                }
                to.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException closed) {
            // One side has hung up, which closes the other.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }
}
