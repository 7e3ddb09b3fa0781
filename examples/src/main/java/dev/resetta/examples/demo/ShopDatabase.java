package dev.resetta.examples.demo;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.examples.demo.DemoOptions.UnusableOptionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The connections to the database that the demo was told to use, or to a new one in a file that ends with the demo. */
final class ShopDatabase implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 10_000;

    private final String url;
    private final HikariDataSource pool;
    private final Optional<Path> temporary;

    private ShopDatabase(String url, HikariDataSource pool, Optional<Path> temporary) {
        this.url = url;
        this.pool = pool;
        this.temporary = temporary;
    }

    /**
     * Connects.
     *
     * @throws UnusableOptionException if the database does not answer
     */
    static ShopDatabase open(DatabaseOptions options) throws IOException {
        // Before H2 looks: what lets other processes in beside the demo shall listen on this machine alone.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        Optional<Path> temporary =
                options.url().isPresent() ? Optional.empty() : Optional.of(Files.createTempDirectory("larkspur"));
        String url = options.url().orElseGet(() -> fileIn(temporary.orElseThrow()));
        try {
            return new ShopDatabase(url, connect(url, options), temporary);
        } catch (RuntimeException e) {
            temporary.ifPresent(ShopDatabase::delete);
            throw new UnusableOptionException("The database " + url + " does not let us in: " + reason(e));
        }
    }

    /** The address, which holds no secret. */
    String url() {
        return url;
    }

    DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        temporary.ifPresent(ShopDatabase::delete);
    }

    /**
     * Open for a second process, such as a command that issues links, while the demo runs; and written at each commit, since H2
     * would otherwise keep what was committed for half a second in memory, where a killed process loses it.
     */
    private static String fileIn(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("shop") + ";AUTO_SERVER=TRUE;WRITE_DELAY=0";
    }

    private static HikariDataSource connect(String url, DatabaseOptions options) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("shop");
        config.setJdbcUrl(url);
        options.user().ifPresent(config::setUsername);
        options.password().ifPresent(config::setPassword);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setInitializationFailTimeout(PATIENCE_MILLIS);
        return new HikariDataSource(config);
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
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
