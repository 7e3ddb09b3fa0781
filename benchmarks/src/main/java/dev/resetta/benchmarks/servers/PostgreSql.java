package dev.resetta.benchmarks.servers;

import dev.resetta.benchmarks.harness.Server;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;

/**
 * PostgreSQL with the settings it comes with, but for the memory: a commit is on the disk before it is answered. Its address is a
 * JDBC URL.
 */
public final class PostgreSql implements Server {
    public static final String NAME = "postgresql";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Started start() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(5))
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        return new Started("jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres", server);
    }
}
