package dev.resetta.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.resetta.examples.demo.inbox.ReceivedMail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Somebody's mail server, which is not the demo's, and wants a login. */
public final class TestMailServer implements AutoCloseable {
    public static final String PASSWORD = "what only the server knows";

    private static final long PATIENCE_MILLIS = 180_000;

    private final GreenMail server;

    private TestMailServer(GreenMail server) {
        this.server = server;
    }

    public static TestMailServer at(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        server.setUser("shop@mail.example", "shop", PASSWORD);
        return new TestMailServer(server);
    }

    /** A port that nothing listens at. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** What the demo is told about a server at a port of this machine. */
    public static Map<String, String> variables(int port) {
        return Map.of(
                "RESETTA_SMTP_HOST", "127.0.0.1",
                "RESETTA_SMTP_PORT", String.valueOf(port),
                "RESETTA_SMTP_PLAIN", "true",
                "RESETTA_SMTP_USER", "shop",
                "RESETTA_SMTP_PASSWORD", PASSWORD,
                "RESETTA_MAIL_FROM", "Larkspur <books@mail.example>");
    }

    /** The first mail, once it is here. */
    public ReceivedMail firstMail() {
        assertThat(server.waitForIncomingEmail(PATIENCE_MILLIS, 1))
                .as("a mail has come in")
                .isTrue();
        return ReceivedMail.of(1, server.getReceivedMessages()[0]);
    }

    @Override
    public void close() {
        server.stop();
    }
}
