package dev.resetta.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** MySQL 8 and later, and what MariaDB has in common with it. */
class MySqlDialect extends Dialect {
    static final Dialect INSTANCE = new MySqlDialect();

    private static final String SUPERSEDE = """
            INSERT INTO {prefix}slot (slot, number)
            VALUES (?, ?)
                ON DUPLICATE KEY UPDATE number = GREATEST(number, VALUES(number))
            """;

    /** A deadlock, which has undone the whole transaction; a row changed since the snapshot; a lock wait that timed out. */
    private static final Set<Integer> CONFLICTS = Set.of(1213, 1020, 1205);

    /** Collations that cannot be brought together; a parameter that cannot be converted. */
    private static final Set<Integer> FOREIGN_TEXT = Set.of(1267, 3988);

    private static final int DEADLOCK = 1213;
    private static final int DUPLICATE_KEY = 1062;

    /** A table that exists already, or is being created by another session. */
    private static final Set<Integer> SCHEMA_RACES = Set.of(1050, 1061, 1684, 1213, 1205);

    @Override
    boolean supersede(Session session, byte[] slot, long number) throws SQLException {
        // The count tells nothing: a driver may count a row that was found or one that was changed.
        session.update(SUPERSEDE, slot, number);
        return true;
    }

    @Override
    String first(int rows) {
        return " LIMIT " + rows;
    }

    @Override
    String lockingRead() {
        return " FOR UPDATE";
    }

    /** By the bytes, in an encoding that is the same on both sides. */
    @Override
    String isExactly(String column) {
        return "CAST(CONVERT(" + column + " USING utf8mb4) AS BINARY) = CAST(CONVERT(? USING utf8mb4) AS BINARY)";
    }

    @Override
    boolean isForeignText(SQLException error) {
        return FOREIGN_TEXT.contains(error.getErrorCode());
    }

    @Override
    boolean isConflict(SQLException error) {
        return CONFLICTS.contains(error.getErrorCode()) || super.isConflict(error);
    }

    /** Also a lock wait that timed out: where innodb_rollback_on_timeout is on, that undoes everything. */
    @Override
    boolean undoesTransaction(SQLException error) {
        return isConflict(error);
    }

    @Override
    boolean isUndoneCommit(SQLException error) {
        return error.getErrorCode() == DEADLOCK || super.isUndoneCommit(error);
    }

    @Override
    boolean isDuplicateKey(SQLException error) {
        return error.getErrorCode() == DUPLICATE_KEY;
    }

    @Override
    boolean isSchemaRace(SQLException error) {
        return SCHEMA_RACES.contains(error.getErrorCode());
    }
}
