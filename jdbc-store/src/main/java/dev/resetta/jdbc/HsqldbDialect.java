package dev.resetta.jdbc;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** HSQLDB 2.7 in any of its three transaction models. */
final class HsqldbDialect extends MergeDialect {
    static final Dialect INSTANCE = new HsqldbDialect();

    private static final Lock TURNSTILE = new ReentrantLock(true);

    /** A table, an index or a constraint that another session has made after IF NOT EXISTS found none. */
    private static final Set<String> SCHEMA_RACES = Set.of("42504", "23505", "40001");

    /** The cast leaves the column's collation behind, and the full stops keep blanks from counting as padding. */
    @Override
    String isExactly(String column) {
        return "CAST(" + column + " AS LONGVARCHAR) || '.' = CAST(? AS LONGVARCHAR) || '.'";
    }

    /**
     * When many sessions write one table at once, HSQLDB 2.7.4 now and then wakes one of them never, and a query timeout does
     * not free it.
     */
    @Override
    Lock turnstile() {
        return TURNSTILE;
    }

    @Override
    boolean isSchemaRace(SQLException error) {
        return isOneOf(SCHEMA_RACES, error);
    }
}
