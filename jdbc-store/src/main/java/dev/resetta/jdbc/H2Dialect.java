package dev.resetta.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** H2 2.x with its MVStore. */
final class H2Dialect extends MergeDialect {
    static final Dialect INSTANCE = new H2Dialect();

    /** A deadlock or a serialization failure; a lock time-out; a row that changed under the statement. */
    private static final Set<String> CONFLICTS = Set.of("40001", "HYT00", "90131");

    /**
     * A table or an index that exists already, or two sessions in the catalogue at once. HY000 is an internal error by which
     * H2 notices that another session has made the index after IF NOT EXISTS found none; nothing is damaged.
     */
    private static final Set<String> SCHEMA_RACES =
            Set.of("42S01", "42S11", "23505", "40001", "HYT00", "90131", "HY000");

    @Override
    String lockingRead() {
        return " FOR UPDATE";
    }

    @Override
    String isExactly(String column) {
        return "CAST(" + column + " AS VARBINARY) = CAST(CAST(? AS VARCHAR) AS VARBINARY)";
    }

    @Override
    boolean isConflict(SQLException error) {
        return isOneOf(CONFLICTS, error);
    }

    @Override
    boolean isSchemaRace(SQLException error) {
        return isOneOf(SCHEMA_RACES, error);
    }
}
