package dev.resetta.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** Encrypts the guarded socket of one connection. */
final class GuardedTls extends SSLSocketFactory {
    private final SSLSocketFactory tls;
    private final GuardedSockets sockets;

    GuardedTls(SSLSocketFactory tls, GuardedSockets sockets) {
        this.tls = tls;
        this.sockets = sockets;
    }

    /** The one the mail library calls: it connects first and encrypts then, with implicit TLS too. */
    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return tls.createSocket(sockets.guard(socket), host, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(sockets.createSocket(host, port), host, port, true);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(sockets.createSocket(host, port, localHost, localPort), host, port, true);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(sockets.createSocket(host, port), host.getHostName(), port, true);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(sockets.createSocket(host, port, localHost, localPort), host.getHostName(), port, true);
    }
}
