package dev.resetta.benchmarks.database;

import dev.resetta.benchmarks.harness.Contest;
import dev.resetta.benchmarks.harness.Experiment;
import dev.resetta.benchmarks.harness.Goal;
import dev.resetta.benchmarks.servers.MariaDb;
import dev.resetta.benchmarks.servers.PostgreSql;
import java.util.ArrayList;
import java.util.List;

/** What is measured in databases. */
public final class Databases {
    public static final List<Experiment> EXPERIMENTS = experiments();

    private Databases() {}

    private static List<Experiment> experiments() {
        List<Experiment> all = new ArrayList<>();
        for (String database : List.of(PostgreSql.NAME, MariaDb.NAME, Shop.H2)) {
            all.add(in(
                            database,
                            Contest.of(
                                    "jdbc-issue-" + database,
                                    "minting: one row",
                                    Issue.class,
                                    "ours",
                                    "spring",
                                    "floor"))
                    .goal(Goal.timesFloor(1.1))
                    .goal("spring", Goal.timesFaster(1)));
        }
        for (String database : List.of(PostgreSql.NAME, MariaDb.NAME, Shop.H2)) {
            all.add(in(
                            database,
                            Contest.of(
                                    "jdbc-redeem-" + database,
                                    "a password changed, without the hash",
                                    Redeem.class,
                                    "ours",
                                    "spring",
                                    "floor"))
                    .goal(Goal.timesFloor(1.2)));
        }
        all.add(in(
                        PostgreSql.NAME,
                        Contest.of(
                                "request-durable",
                                "asking for a link, the account known or (as the peer) unknown",
                                Request.class,
                                "ours",
                                "unknown",
                                "floor"))
                .goal("unknown", Goal.OVERLAP));
        all.add(in(
                        PostgreSql.NAME,
                        Contest.of(
                                "limiter-postgresql",
                                "one try of the shared limiter",
                                Limiter.class,
                                "ours",
                                "bucket4j"))
                .goal(Goal.timesFaster(1)));
        return List.copyOf(all);
    }

    private static Contest in(String database, Contest described) {
        Contest contest = described.longer(2);
        return switch (database) {
            case PostgreSql.NAME -> contest.with("database", database).needs(new PostgreSql());
            case MariaDb.NAME -> contest.with("database", database).needs(new MariaDb());
            default -> contest.with("database", database);
        };
    }
}
