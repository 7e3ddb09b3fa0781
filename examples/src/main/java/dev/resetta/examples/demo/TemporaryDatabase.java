package dev.resetta.examples.demo;

import dev.resetta.examples.demo.web.RandomText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.tools.Server;

/**
 * A new H2 database in a folder that nobody else can look into, and that ends with the demo.
 *
 * <p>A port lets other processes in, such as a command that issues links; the password that it asks for lies in the folder,
 * so whoever may read that may come in. H2's own {@code AUTO_SERVER} would do the same, but does not go together with {@code
 * DB_CLOSE_ON_EXIT=FALSE}: when the JVM ends, H2 would close the database while the demo still finishes its work.
 */
final class TemporaryDatabase implements AutoCloseable {
    private static final String USER = "shop";
    private static final int PASSWORD_BYTES = 24;

    private final Path folder;
    private final String password;
    private final Path passwordFile;
    private final Server server;

    private TemporaryDatabase(Path folder, String password, Path passwordFile, Server server) {
        this.folder = folder;
        this.password = password;
        this.passwordFile = passwordFile;
        this.server = server;
    }

    static TemporaryDatabase create() throws IOException {
        Path folder = Files.createTempDirectory("larkspur");
        try {
            String password = RandomText.of(PASSWORD_BYTES);
            // A temporary file is its owner's alone wherever the file system knows owners.
            Path passwordFile = Files.writeString(Files.createTempFile(folder, "password", ""), password);
            Server server = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-baseDir", folder.toString());
            return new TemporaryDatabase(folder, password, passwordFile, server.start());
        } catch (IOException e) {
            delete(folder);
            throw e;
        } catch (SQLException e) {
            delete(folder);
            throw new IllegalStateException("H2 cannot open a port.", e);
        }
    }

    /**
     * How this process gets in. What is committed is written at once, since H2 would otherwise keep it for half a second in
     * memory, where a killed process loses it.
     */
    DatabaseOptions login() {
        String url = "jdbc:h2:file:" + folder.resolve("shop") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
        return new DatabaseOptions(Optional.of(url), Optional.of(USER), Optional.of(password));
    }

    /** How others get in, without a secret. */
    String address() {
        return "jdbc:h2:tcp://127.0.0.1:%d/./shop   user: %s   password in: %s"
                .formatted(server.getPort(), USER, passwordFile);
    }

    @Override
    public void close() {
        server.stop();
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files of the database stay in " + folder + ".", e);
        }
    }
}
