package dev.resetta.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** HSQLDB 2.7 in any of its three transaction models. */
final class HsqldbDialect extends MergeDialect {
    static final Dialect INSTANCE = new HsqldbDialect();

    /** A table, an index or a constraint that another session has made after IF NOT EXISTS found none. */
    private static final Set<String> SCHEMA_RACES = Set.of("42504", "23505", "40001");

    /** Under many threads HSQLDB 2.7.4 now and then forgets to wake one that waits for a table, which then waits for ever. */
    @Override
    int longestWait() {
        return 5;
    }

    @Override
    boolean isSchemaRace(SQLException error) {
        return isOneOf(SCHEMA_RACES, error);
    }
}
