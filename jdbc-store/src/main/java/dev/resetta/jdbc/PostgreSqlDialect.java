package dev.resetta.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;

/** PostgreSQL. */
final class PostgreSqlDialect extends Dialect {
    static final Dialect INSTANCE = new PostgreSqlDialect();

    private static final String SUPERSEDE = """
            INSERT INTO {prefix}slot AS s (slot, number)
            VALUES (?, ?)
                ON CONFLICT (slot) DO UPDATE SET number = GREATEST(s.number, excluded.number)
            """;

    private static final String TAKE = """
            INSERT INTO {prefix}permit AS p (id, full_at)
            VALUES (?, ?)
                ON CONFLICT (id) DO UPDATE
               SET full_at = GREATEST(p.full_at, ?) + ?
             WHERE p.full_at <= ?
            """;

    /** A serialization failure; a deadlock; a lock that was not to be had. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03");

    /** The same at the commit; a deferred constraint; and a driver's word for a commit the server answered by a rollback. */
    private static final Set<String> UNDONE =
            Set.of("40001", "40P01", "55P03", "23505", "23503", "23514", "23P01", "25P02");

    /** A table, an index or a type that exists already, or two sessions in the catalogue at once. */
    private static final Set<String> SCHEMA_RACES = Set.of("42P07", "42710", "23505", "40001", "40P01", "XX000");

    @Override
    boolean supersede(Session session, byte[] slot, long number) throws SQLException {
        return session.update(SUPERSEDE, slot, number) > 0;
    }

    @Override
    boolean take(Session session, Permit p) throws SQLException {
        return session.update(TAKE, p.key(), p.first(), p.now(), p.interval(), p.latest()) > 0;
    }

    /** After an error a commit is a rollback here, and the driver says nothing about it; a statement fails. */
    @Override
    void refuseIfAborted(Session session) throws SQLException {
        try (PreparedStatement probe = session.prepareAsIs("SELECT 1")) {
            probe.execute();
        }
    }

    @Override
    String lockingRead() {
        return " FOR UPDATE";
    }

    /** CONCAT leaves the blanks of CHAR as they are read, which a cast would not, but makes text even of null. */
    @Override
    String isExactly(String column) {
        return "(" + column + " IS NOT NULL AND CONCAT(" + column + ") = CAST(? AS TEXT) COLLATE \"C\")";
    }

    /** The encoding of the database has no such character. */
    @Override
    boolean isForeignText(SQLException error) {
        return "22P05".equals(error.getSQLState());
    }

    @Override
    boolean isConflict(SQLException error) {
        return isOneOf(CONFLICTS, error);
    }

    @Override
    boolean isUndoneCommit(SQLException error) {
        return isOneOf(UNDONE, error);
    }

    @Override
    boolean isSchemaRace(SQLException error) {
        return isOneOf(SCHEMA_RACES, error);
    }
}
