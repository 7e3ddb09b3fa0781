package dev.resetta.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL server of this JVM's own, on a free port of the loopback address. */
final class PostgreSqlServer {
    /** Machines are shared, and ten seconds are not enough for one that has a lot to do. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final EmbeddedPostgres server;

    private PostgreSqlServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server, which is started when first asked for and stopped when the JVM ends. */
    static PostgreSqlServer running() {
        return Database.orSkip("PostgreSQL", () -> Holder.SERVER);
    }

    private static final class Holder {
        static final PostgreSqlServer SERVER = start();

        private static PostgreSqlServer start() {
            try {
                return new PostgreSqlServer(
                        EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).start());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";
    }

    /** Creates a database in the encoding of a western typewriter and tells its address. */
    String freshLatin1Database() {
        String database = Database.name("l");
        execute("CREATE DATABASE " + database + " TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=postgres";
    }

    void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
