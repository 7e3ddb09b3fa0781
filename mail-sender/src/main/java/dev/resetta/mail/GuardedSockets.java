package dev.resetta.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the socket of one connection, and keeps hold of it.
 *
 * <p>It is a channel's wherever possible, because an interrupt closes a channel; where a SOCKS proxy or a factory of the
 * application's makes it, only {@link #cutOff} does.
 */
final class GuardedSockets extends SocketFactory {
    private final int writeTimeoutMillis;
    private final ScheduledExecutorService scheduler;
    private final @Nullable SocketFactory own;
    private final @Nullable Proxy socks;
    private volatile @Nullable GuardedSocket socket;

    /**
     * Makes sockets with this timeout for writes.
     *
     * @param own the application's factory; null for none
     * @param socks the proxy to go through; null for none
     */
    GuardedSockets(
            int writeTimeoutMillis,
            ScheduledExecutorService scheduler,
            @Nullable SocketFactory own,
            @Nullable Proxy socks) {
        this.writeTimeoutMillis = writeTimeoutMillis;
        this.scheduler = scheduler;
        this.own = own;
        this.socks = socks;
    }

    @Override
    public Socket createSocket() throws IOException {
        return guard(
                own != null
                        ? own.createSocket()
                        : socks != null
                                ? new Socket(socks)
                                : SocketChannel.open().socket());
    }

    /** The guarded form of a socket that is made already, or itself. */
    GuardedSocket guard(Socket made) throws IOException {
        GuardedSocket guarded =
                made instanceof GuardedSocket same ? same : new GuardedSocket(made, writeTimeoutMillis, scheduler);
        socket = guarded;
        return guarded;
    }

    /** Begins to count the bytes of the next answer. */
    void expectAnswer() {
        GuardedSocket current = socket;
        if (current != null) {
            current.expectAnswer();
        }
    }

    /** Cuts the connection off, if there is one. */
    void cutOff() {
        GuardedSocket current = socket;
        if (current != null) {
            current.cutOff();
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    private Socket connected(InetSocketAddress to, @Nullable InetSocketAddress from) throws IOException {
        Socket made = createSocket();
        try {
            if (from != null) {
                made.bind(from);
            }
            made.connect(to);
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }
}
