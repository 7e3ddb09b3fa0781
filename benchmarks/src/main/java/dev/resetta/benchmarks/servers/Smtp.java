package dev.resetta.benchmarks.servers;

import dev.resetta.benchmarks.harness.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.TooMuchDataException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server that requires STARTTLS and a login, and reads each mail to its end and forgets it. Its address is read by
 * {@link Address#parse}.
 */
public final class Smtp implements Server {
    public static final String NAME = "smtp";

    private static final String USER = "benchmark";
    private static final String PASSWORD = "of-this-run-only";

    /**
     * Where it is, how to log in, and whom to trust.
     *
     * @param trusted the server's certificate, in a file
     */
    public record Address(int port, Path trusted) {
        public static final String HOST = "localhost";

        /** Reads what the server told as its address. */
        public static Address parse(String address) {
            URI uri = URI.create(address);
            return new Address(uri.getPort(), Path.of(uri.getPath()));
        }

        public String user() {
            return USER;
        }

        public String password() {
            return PASSWORD;
        }

        /** Trusts this server and nobody else. */
        public SSLContext tls() throws Exception {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load(trusted));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), new SecureRandom());
            return context;
        }

        @Override
        public String toString() {
            return "smtp://" + HOST + ":" + port + trusted;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Started start() throws Exception {
        Path folder = Files.createTempDirectory("resetta-smtp");
        Path own = folder.resolve("key.p12");
        Path trusted = folder.resolve("trusted.p12");
        KeyStore key = makeKey(own);
        KeyStore certificate = KeyStore.getInstance("PKCS12");
        certificate.load(null, null);
        certificate.setCertificateEntry("server", key.getCertificate("server"));
        try (OutputStream out = Files.newOutputStream(trusted)) {
            certificate.store(out, PASSWORD.toCharArray());
        }
        SSLSocketFactory tls = tls(key).getSocketFactory();
        SMTPServer server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName(Address.HOST)
                .requireTLS()
                .startTlsSocketFactory(socket -> encrypted(socket, tls))
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(Smtp::login))
                .insertReceivedHeaders(false)
                .messageHandlerFactory(context -> new Forgetful())
                .build();
        server.start();
        return new Started(new Address(server.getPortAllocated(), trusted).toString(), () -> {
            server.stop();
            Files.delete(own);
            Files.delete(trusted);
            Files.delete(folder);
        });
    }

    /** Answers at once; by itself Java waits for the client's confirmation of what was sent before, and that would be measured. */
    private static SSLSocket encrypted(Socket plain, SSLSocketFactory tls) throws IOException {
        plain.setTcpNoDelay(true);
        SSLSocket socket =
                (SSLSocket) tls.createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    private static void login(String user, String password, MessageContext context) throws LoginFailedException {
        if (!user.equals(USER) || !password.equals(PASSWORD)) {
            throw new LoginFailedException();
        }
    }

    private static SSLContext tls(KeyStore key) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(key, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, new SecureRandom());
        return context;
    }

    /** With the runtime's own tool, so that no key is a file of the project. */
    private static KeyStore makeKey(Path file) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        (keytool + " -genkeypair -alias server -keyalg EC -dname CN=localhost -ext san=dns:localhost"
                                        + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + file)
                                .split(" "))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool made no certificate.");
        }
        return load(file);
    }

    private static KeyStore load(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static final class Forgetful implements MessageHandler {
        @Override
        public void from(String sender) {}

        @Override
        public void recipient(String recipient) {}

        @Override
        public String data(InputStream data) throws TooMuchDataException, IOException {
            data.transferTo(OutputStream.nullOutputStream());
            return null;
        }

        @Override
        public void done() {}
    }
}
