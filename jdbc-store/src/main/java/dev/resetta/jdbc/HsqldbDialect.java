package dev.resetta.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** HSQLDB 2.7 in any of its three transaction models. */
final class HsqldbDialect extends MergeDialect {
    static final Dialect INSTANCE = new HsqldbDialect();

    /** A table, an index or a constraint that another session has made after IF NOT EXISTS found none. */
    private static final Set<String> SCHEMA_RACES = Set.of("42504", "23505", "40001");

    @Override
    boolean isSchemaRace(SQLException error) {
        return isOneOf(SCHEMA_RACES, error);
    }
}
