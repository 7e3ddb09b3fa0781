package dev.resetta.benchmarks.scale;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.benchmarks.harness.Bench;
import dev.resetta.benchmarks.harness.Server;
import dev.resetta.benchmarks.servers.PostgreSql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A PostgreSQL of its own with crowds of several sizes side by side, deleted with all its rows at the end of the run. */
final class CrowdedPostgreSql {
    private final List<Crowd> crowds = new ArrayList<>();

    /** The crowds, the smallest first; made when first asked for. */
    List<Crowd> in(Bench bench, int genuine) throws Exception {
        int[] sizes = bench.effort().isFull() ? new int[] {10_000, 1_000_000, 10_000_000} : new int[] {10_000, 100_000};
        bench.servers().start(new Filled(sizes, genuine, bench.progress()));
        return crowds;
    }

    private final class Filled implements Server {
        private final int[] sizes;
        private final int genuine;
        private final Consumer<String> progress;

        Filled(int[] sizes, int genuine, Consumer<String> progress) {
            this.sizes = sizes;
            this.genuine = genuine;
            this.progress = progress;
        }

        @Override
        public String name() {
            return "crowds";
        }

        @Override
        public Started start() throws Exception {
            Started server = new PostgreSql().start();
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(server.address());
            config.setMaximumPoolSize(4);
            HikariDataSource source = new HikariDataSource(config);
            IntStream.of(sizes).forEach(rows -> crowds.add(Crowd.of(rows, source)));
            try (Connection connection = DriverManager.getConnection(server.address())) {
                for (Crowd crowd : crowds) {
                    new CrowdTables(crowd, connection, progress).fill(genuine);
                }
            }
            return new Started(server.address(), () -> {
                source.close();
                server.stop().close();
            });
        }
    }
}
