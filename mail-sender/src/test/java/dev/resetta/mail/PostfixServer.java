package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * The machine's own Postfix, as a second instance in a folder of its own: STARTTLS and a login are required, and what comes
 * for example.com lies in a maildir. It leaves nothing behind, and the machine's own mail alone.
 */
final class PostfixServer {
    static final String USER = "shop@resetta.test";
    static final String PASSWORD = "p\u00e4ss w\u00f6rd of this test";
    private static final Path PROGRAM = Path.of("/usr/sbin/postfix");
    private static final Path PASSWORDS = Path.of("/usr/sbin/saslpasswd2");
    private static final long PATIENCE = Duration.ofMinutes(2).toNanos();

    private final Path folder;
    private final int port;
    private final Certificates certificates;
    private boolean isStarted;

    private PostfixServer(Path folder) throws Exception {
        this.folder = folder;
        this.port = freePort();
        this.certificates = Certificates.of("dns:localhost", folder);
    }

    /** Starts one; the test is skipped where there is none, unless it has to be there (CI=true). */
    static PostfixServer start() throws Exception {
        if (!Files.isExecutable(PROGRAM)
                || !Files.isExecutable(PASSWORDS)
                || !"root".equals(System.getProperty("user.name"))) {
            String sentence =
                    "No Postfix with SASL that root may start (Debian: postfix, sasl2-bin, libsasl2-modules).";
            assertThat(System.getenv("CI")).as(sentence).isNotEqualTo("true");
            abort(sentence);
        }
        PostfixServer server = new PostfixServer(Files.createTempDirectory("resetta-postfix"));
        try {
            server.configure();
            server.run("", PROGRAM.toString(), "-c", server.folder.toString(), "start");
            server.isStarted = true;
            await(server::answers);
            return server;
        } catch (Exception | Error e) {
            server.close();
            throw e;
        }
    }

    /** With the right login and trust in its certificate. */
    SmtpServer asServer() {
        return SmtpServer.of("localhost", port)
                .startTls()
                .trusting(certificates.context())
                .login(USER, PASSWORD)
                .timeout(Duration.ofMinutes(1));
    }

    /** Trust in its certificate. */
    SSLContext trust() {
        return certificates.context();
    }

    int port() {
        return port;
    }

    /** What has arrived, once it is so many. */
    List<Arrived> await(int mails) throws Exception {
        Path inbox = folder.resolve("mail/all/new");
        await(() -> files(inbox).size() >= mails);
        List<Arrived> arrived = new ArrayList<>();
        for (Path file : files(inbox)) {
            arrived.add(Arrived.parse(Files.readAllBytes(file)));
        }
        return arrived;
    }

    /** Empties the inbox. */
    void forget() throws IOException {
        for (Path file : files(folder.resolve("mail/all/new"))) {
            Files.delete(file);
        }
    }

    void close() throws Exception {
        try {
            if (isStarted) {
                run("", PROGRAM.toString(), "-c", folder.toString(), "stop");
            }
        } finally {
            run("", "rm", "-rf", folder.toString());
        }
    }

    private void configure() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name : List.of("queue", "data", "mail", "sasl")) {
            Files.createDirectory(folder.resolve(name));
        }
        run(
                "",
                "chown",
                "postfix",
                folder.resolve("data").toString(),
                folder.resolve("mail").toString());
        certificates.writePem(folder.resolve("key.pem"));
        Files.writeString(
                folder.resolve("sasl/smtpd.conf"),
                "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN LOGIN\nsasldb_path: " + folder
                        + "/sasl/users\n");
        run(PASSWORD, PASSWORDS.toString(), "-p", "-c", "-f", folder + "/sasl/users", "-u", "resetta.test", "shop");
        run("", "chown", "postfix", folder + "/sasl/users");
        String owner = String.valueOf(Files.getAttribute(folder.resolve("data"), "unix:uid"));
        Files.writeString(
                folder.resolve("main.cf"),
                resource("main.cf").replace("FOLDER", folder.toString()).replace("OWNER", owner));
        Files.writeString(folder.resolve("master.cf"), resource("master.cf").replace("PORT", String.valueOf(port)));
    }

    private static String resource(String name) throws IOException {
        try (var in = PostfixServer.class.getResourceAsStream("postfix/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == '2';
        } catch (IOException e) {
            return false;
        }
    }

    private void run(String input, String... command) throws Exception {
        Path log = Files.createTempFile("resetta-postfix", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try (var out = process.getOutputStream()) {
                out.write(input.getBytes(StandardCharsets.UTF_8));
            }
            assertThat(process.waitFor())
                    .as(() -> String.join(" ", command) + ": " + read(log))
                    .isZero();
        } finally {
            Files.delete(log);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(Supplier<Boolean> there) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (!there.get()) {
            assertThat(System.nanoTime()).as("waited in vain for Postfix").isLessThan(end);
            Thread.sleep(20);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A mail in the inbox, with the recipient Postfix was told. */
    record Arrived(String recipient, Received mail) {
        static Arrived parse(byte[] source) throws Exception {
            var message = new MimeMessage(null, new ByteArrayInputStream(source));
            return new Arrived(message.getHeader("X-Original-To")[0], Received.parse(message));
        }
    }
}
