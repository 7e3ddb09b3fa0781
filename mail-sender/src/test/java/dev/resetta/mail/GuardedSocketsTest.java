package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The socket of one connection, whichever way the mail library asks for it. */
@Timeout(30)
class GuardedSocketsTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int TIMEOUT_MILLIS = 10_000;

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    private final GuardedSockets sockets = new GuardedSockets(TIMEOUT_MILLIS, scheduler, null, null);
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, HERE);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        scheduler.shutdownNow();
    }

    @Test
    void whicheverWayItIsAskedForItIsConnectedAndGuarded() throws IOException {
        int port = server.getLocalPort();
        String host = HERE.getHostAddress();
        for (Connecting way : List.<Connecting>of(
                from -> from.createSocket(host, port),
                from -> from.createSocket(HERE, port),
                from -> from.createSocket(host, port, HERE, 0),
                from -> from.createSocket(HERE, port, HERE, 0))) {
            try (Socket socket = way.connect(sockets)) {
                assertThat(socket).isInstanceOf(GuardedSocket.class);
                assertThat(socket.isConnected()).isTrue();
                assertThat(socket.getPort()).isEqualTo(port);

                sockets.cutOff();
                assertThat(socket.isClosed()).isTrue();
            }
        }
    }

    @Test
    void itComesFromWhereItIsSaidTo() throws IOException {
        int free;
        try (ServerSocket taken = new ServerSocket(0, 1, HERE)) {
            free = taken.getLocalPort();
        }
        try (Socket socket = sockets.createSocket(HERE, server.getLocalPort(), HERE, free)) {
            assertThat(socket.getLocalPort()).isEqualTo(free);
        }
    }

    @Test
    void aSocketThatCannotConnectIsClosed() throws IOException {
        int nobody = server.getLocalPort();
        server.close();
        Remembering own = new Remembering();
        GuardedSockets guarded = new GuardedSockets(TIMEOUT_MILLIS, scheduler, own, null);

        assertThatThrownBy(() -> guarded.createSocket(HERE, nobody)).isInstanceOf(IOException.class);

        assertThat(own.made)
                .singleElement()
                .satisfies(socket -> assertThat(socket.isClosed()).isTrue());
    }

    @Test
    void theApplicationsFactoryMakesTheSocketAndWritesWaitForNothing() throws IOException {
        Remembering own = new Remembering();
        GuardedSockets guarded = new GuardedSockets(TIMEOUT_MILLIS, scheduler, own, null);

        try (Socket socket = guarded.createSocket(HERE, server.getLocalPort())) {
            assertThat(socket.isConnected()).isTrue();
            assertThat(own.made).hasSize(1);
            assertThat(own.made.get(0).getTcpNoDelay()).isTrue();
        }
    }

    @Test
    void aSocketIsGuardedOnce() throws IOException {
        try (GuardedSocket guarded = sockets.guard(new Socket())) {
            assertThat(sockets.guard(guarded)).isSameAs(guarded);
        }
    }

    @Test
    void beforeThereIsASocketThereIsNothingToCutOff() {
        sockets.expectAnswer();
        sockets.cutOff();
    }

    @Test
    void tlsIsPutOverTheGuardedSocketWhicheverWayItIsAskedFor() throws IOException {
        int port = server.getLocalPort();
        String host = HERE.getHostAddress();
        Remembering encrypting = new Remembering();
        GuardedTls tls = new GuardedTls(encrypting, sockets);
        for (Connecting way : List.<Connecting>of(
                from -> from.createSocket(host, port),
                from -> from.createSocket(host, port, HERE, 0),
                from -> tls.createSocket(new Socket(HERE, port), host, port, true))) {
            try (Socket socket = way.connect(tls)) {
                assertThat(socket).isInstanceOf(GuardedSocket.class);
            }
        }
        assertThat(encrypting.encrypted).hasSize(3).containsOnly(host + ":" + port);

        for (Connecting way : List.<Connecting>of(
                from -> from.createSocket(HERE, port), from -> from.createSocket(HERE, port, HERE, 0))) {
            try (Socket socket = way.connect(tls)) {
                assertThat(socket).isInstanceOf(GuardedSocket.class);
            }
        }
        assertThat(encrypting.encrypted).hasSize(5).endsWith(HERE.getHostName() + ":" + port);
        assertThat(tls.getDefaultCipherSuites()).containsExactly("the standard");
        assertThat(tls.getSupportedCipherSuites()).containsExactly("all");
    }

    private interface Connecting {
        Socket connect(SocketFactory from) throws IOException;
    }

    /** Makes sockets and encrypts none, and remembers both. */
    private static final class Remembering extends SSLSocketFactory {
        private final List<Socket> made = new ArrayList<>();
        private final List<String> encrypted = new ArrayList<>();

        @Override
        public Socket createSocket() {
            Socket socket = new Socket();
            made.add(socket);
            return socket;
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) {
            assertThat(autoClose).isTrue();
            encrypted.add(host + ":" + port);
            return socket;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return new String[] {"the standard"};
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return new String[] {"all"};
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new AssertionError();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new AssertionError();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new AssertionError();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
            throw new AssertionError();
        }
    }
}
