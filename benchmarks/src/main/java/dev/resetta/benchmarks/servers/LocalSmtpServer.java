package dev.resetta.benchmarks.servers;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on a free port of this machine that requires STARTTLS and forgets all mails but the last. */
final class LocalSmtpServer implements AutoCloseable {
    private static final char[] SECRET = "of-this-run-only".toCharArray();

    private final SSLContext tls = certificate();
    private final SMTPServer server;
    private volatile byte[] last = {};

    LocalSmtpServer() throws Exception {
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .requireTLS()
                .startTlsSocketFactory(tls)
                .messageHandler((context, from, to, data) -> last = data)
                .build();
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    /** Is this server, and trusts it. */
    SSLContext tls() {
        return tls;
    }

    /** The words of the last mail: 0 for text, 1 for HTML. */
    String partOfLastMail(int part) throws Exception {
        MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(last));
        return ((MimeMultipart) mail.getContent())
                .getBodyPart(part)
                .getContent()
                .toString();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** With the runtime's own tool, so that no key is a file of the project. */
    private static SSLContext certificate() throws Exception {
        Path folder = Files.createTempDirectory("resetta-benchmark");
        Path file = folder.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(SECRET))
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no certificate.");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, SECRET);
        }
        Files.delete(file);
        Files.delete(folder);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, SECRET);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return context;
    }
}
