package dev.resetta.mail;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A SOCKS 5 proxy (RFC 1928) without a login, on a free port of this machine, that leads everybody to one server on it. */
final class SocksProxy implements AutoCloseable {
    private static final int ADDRESS = 1;
    private static final int NAME = 3;
    private static final byte[] NO_LOGIN = {5, 0};
    private static final byte[] CONNECTED = {5, 0, 0, 1, 127, 0, 0, 1, 0, 0};

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final int port;

    SocksProxy(int port) throws IOException {
        this.port = port;
        onThreadOfItsOwn(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** How many asked to be led on. */
    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() throws IOException {
        while (!socket.isClosed()) {
            Socket client = socket.accept();
            onThreadOfItsOwn(() -> lead(client));
        }
    }

    private void lead(Socket client) throws IOException {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            in.skipNBytes(1);
            in.skipNBytes(in.readUnsignedByte());
            client.getOutputStream().write(NO_LOGIN);
            in.skipNBytes(3);
            int kind = in.readUnsignedByte();
            in.skipNBytes((kind == NAME ? in.readUnsignedByte() : kind == ADDRESS ? 4 : 16) + Short.BYTES);
            connections.incrementAndGet();
            client.getOutputStream().write(CONNECTED);
            onThreadOfItsOwn(() -> copy(server.getInputStream(), client.getOutputStream()));
            copy(in, server.getOutputStream());
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        from.transferTo(to);
    }

    private static void onThreadOfItsOwn(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException over) {
                // One side has hung up, and that is the end of it.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
