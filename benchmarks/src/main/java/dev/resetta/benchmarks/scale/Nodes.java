package dev.resetta.benchmarks.scale;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.benchmarks.harness.Bench;
import dev.resetta.benchmarks.harness.Comparison;
import dev.resetta.benchmarks.harness.Experiment;
import dev.resetta.benchmarks.harness.Figure;
import dev.resetta.benchmarks.harness.Goal;
import dev.resetta.benchmarks.servers.PostgreSql;
import dev.resetta.jdbc.ResetDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Links mailed each second by 1, 2 and 4 processes that share one queue, out of a backlog of requests: who is meant, mint, hand over,
 * end the earlier links. The mails themselves cost nothing here.
 */
final class Nodes implements Experiment {
    private static final int[] PROCESSES = {1, 2, 4};
    private static final long LOOKS_EVERY_MILLIS = 50;

    private static final String USERS = """
            DROP SCHEMA IF EXISTS nodes CASCADE;
            CREATE SCHEMA nodes;
            CREATE TABLE nodes.users (
                id            BIGINT PRIMARY KEY,
                email         VARCHAR(254) NOT NULL UNIQUE,
                password_hash VARCHAR(255) NOT NULL
            )
            """;

    private static final String ADD_USERS = """
            INSERT INTO nodes.users
            SELECT i, 'user' || i || '@example.com', repeat('x', 97)
              FROM generate_series(%d, %d) i
            """;

    private static final String WAITING = """
            SELECT (SELECT COUNT(*) FROM nodes.resetta_queue_requests) + (SELECT COUNT(*) FROM nodes.resetta_queue_links)
            """;

    private static final String LINKS = "SELECT COUNT(DISTINCT account_id) FROM nodes.resetta_token";

    private static final String ALL_LINKS = "SELECT COUNT(*) FROM nodes.resetta_token";

    private static final String TRANSACTIONS = """
            SELECT xact_commit + xact_rollback
              FROM pg_stat_database
             WHERE datname = current_database()
            """;

    private long users;

    @Override
    public String id() {
        return "nodes";
    }

    @Override
    public List<Comparison> run(Bench bench) throws Exception {
        String address = bench.servers().start(new PostgreSql());
        try (HikariDataSource source = Shop.pool(address)) {
            execute(source, USERS);
            users = 0;
            ResetDatabase database = ResetDatabase.of(source).createSchema();
            try (PasswordReset hand =
                    Shop.reset(database, database.deliveryQueue().workers(0), notice -> {})) {
                List<Comparison> comparisons = new ArrayList<>();
                Figure one = Figure.NONE;
                for (int processes : PROCESSES) {
                    List<Drain> drains = drains(bench, processes, address, source, database, hand);
                    Figure ours = Figure.of(drains.stream().map(Drain::rate).toList(), List.of());
                    one = processes == 1 ? ours : one;
                    String usage = drains.get(drains.size() - 1).usage();
                    comparisons.add(compared(processes, usage, ours, one));
                }
                return comparisons;
            }
        }
    }

    private Comparison compared(int processes, String usage, Figure ours, Figure one) {
        String what = "links mailed by " + processes + " worker processes; " + usage;
        return new Comparison(
                id() + "." + processes, what, "deliveries/s", ours, "one process", one, Figure.NONE, Goal.NONE);
    }

    /** One drain to warm up, and then those that count. */
    private List<Drain> drains(
            Bench bench,
            int processes,
            String address,
            HikariDataSource source,
            ResetDatabase database,
            PasswordReset hand)
            throws Exception {
        int backlog = bench.effort().isFull() ? 10_000 : 2_000;
        List<Drain> drains = new ArrayList<>();
        List<WorkerProcess> workers = start(address, processes);
        try {
            drain(source, database, hand, backlog, workers);
            for (int round = 1; round <= bench.effort().rounds(); round++) {
                Drain drain = drain(source, database, hand, backlog, workers);
                drains.add(drain);
                bench.progress().accept(id() + ": " + processes + " processes, round " + round + ": " + drain);
            }
        } finally {
            for (WorkerProcess worker : workers) {
                worker.close();
            }
        }
        return drains;
    }

    private static List<WorkerProcess> start(String address, int count) throws Exception {
        List<WorkerProcess> workers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            workers.add(WorkerProcess.start(address));
        }
        return workers;
    }

    private record Drain(double rate, String usage) {
        @Override
        public String toString() {
            return Math.round(rate) + " deliveries/s, " + usage;
        }
    }

    private static long transactions(HikariDataSource source) throws SQLException {
        return select(source, TRANSACTIONS);
    }

    /** Hands in a backlog by one commit, and looks until nothing waits. */
    private Drain drain(
            HikariDataSource source,
            ResetDatabase database,
            PasswordReset hand,
            int backlog,
            List<WorkerProcess> workers)
            throws Exception {
        long before = delivered(workers);
        execute(source, ADD_USERS.formatted(users + 1, users + backlog));
        execute(source, "VACUUM (ANALYZE) nodes.users, nodes.resetta_queue_requests, nodes.resetta_queue_links");
        database.transactionally(() -> {
            for (int i = 0; i < backlog; i++) {
                if (!hand.request(ResetRequest.forIdentifier("user" + ++users + "@example.com"))) {
                    throw new IllegalStateException("A request was not taken.");
                }
            }
            return true;
        });
        ProcessHandle postmaster = ProcessHandle.of(select(source, "SELECT pg_backend_pid()"))
                .flatMap(ProcessHandle::parent)
                .orElseThrow();
        List<ProcessHandle> handles =
                workers.stream().map(WorkerProcess::handle).toList();
        long transactions = transactions(source);
        Usage began = Usage.now(postmaster, handles);
        while (select(source, WAITING) > 0) {
            TimeUnit.MILLISECONDS.sleep(LOOKS_EVERY_MILLIS);
        }
        Usage ended = Usage.now(postmaster, handles);
        refuseUnlessOnce(source, delivered(workers) - before, backlog);
        // Sessions tell what they have done once they have a moment.
        TimeUnit.SECONDS.sleep(2);
        double each = (double) (transactions(source) - transactions) / backlog;
        return new Drain(
                backlog / ((ended.at() - began.at()) / 1e9),
                String.format(Locale.ROOT, "%.1f transactions each; %s", each, ended.since(began)));
    }

    private void refuseUnlessOnce(HikariDataSource source, long delivered, int backlog) throws SQLException {
        if (delivered != backlog || select(source, LINKS) != users || select(source, ALL_LINKS) != users) {
            throw new IllegalStateException(
                    "Of " + backlog + " requests " + delivered + " were answered by a mail; each wants one.");
        }
    }

    private static long delivered(List<WorkerProcess> workers) {
        return workers.stream().mapToLong(WorkerProcess::delivered).sum();
    }

    private static long select(HikariDataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(HikariDataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
