package dev.resetta.benchmarks.scale;

import dev.resetta.benchmarks.harness.Bench;
import dev.resetta.benchmarks.harness.Comparison;
import dev.resetta.benchmarks.harness.Experiment;
import dev.resetta.benchmarks.harness.Figure;
import dev.resetta.benchmarks.harness.Goal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a link takes on PostgreSQL's disk, right after the tables were filled and the indexes made. */
final class RowSizes implements Experiment {
    private static final String BYTES = """
            SELECT pg_table_size('{schema}.resetta_token'), pg_indexes_size('{schema}.resetta_token'),
                   pg_total_relation_size('{schema}.resetta_slot')
            """;

    private final CrowdedPostgreSql server;

    RowSizes(CrowdedPostgreSql server) {
        this.server = server;
    }

    @Override
    public String id() {
        return "scale-bytes";
    }

    @Override
    public List<Comparison> run(Bench bench) throws Exception {
        List<Crowd> crowds = server.in(bench, InTurns.turns(bench) * InTurns.IN_A_TURN);
        Crowd largest = crowds.get(crowds.size() - 1);
        try (Connection connection = largest.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BYTES.replace("{schema}", largest.schema()))) {
            row.next();
            return List.of(
                    told(".table", "a link's row", largest, row, 1),
                    told(".indexes", "its three indexes", largest, row, 2),
                    told(".slot", "its slot, index included", largest, row, 3));
        }
    }

    private Comparison told(String part, String what, Crowd crowd, ResultSet row, int column) throws SQLException {
        Figure bytes = Figure.of((double) row.getLong(column) / crowd.rows());
        return new Comparison(
                id() + part, what + ", of " + crowd.name(), "B", bytes, "", Figure.NONE, Figure.NONE, Goal.NONE);
    }
}
