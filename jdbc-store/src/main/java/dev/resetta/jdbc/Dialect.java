package dev.resetta.jdbc;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Standard SQL and its SQLStates: the base of every database, and all there is for one that Resetta does not know.
 *
 * <p>A database of its own overrides what it does in fewer statements, and what its errors mean.
 */
class Dialect {
    static final Dialect STANDARD = new Dialect();

    private static final Set<String> CONFLICTS = Set.of("40001");

    private static final String RAISE_SLOT = """
            UPDATE {prefix}slot
               SET number = CASE WHEN number < ? THEN ? ELSE number END
             WHERE slot = ?
            """;

    private static final String ADD_SLOT = """
            INSERT INTO {prefix}slot (slot, number)
            VALUES (?, ?)
            """;

    private static final String TAKE_PERMIT = """
            UPDATE {prefix}permit
               SET full_at = CASE WHEN full_at > ? THEN full_at + ? ELSE ? END
             WHERE id = ? AND full_at <= ?
            """;

    private static final String FIRST_PERMIT = """
            INSERT INTO {prefix}permit (id, full_at)
            VALUES (?, ?)
            """;

    /**
     * Raises a slot to a number and never lowers it.
     *
     * @return false if another thread was making the same slot; nothing was written
     */
    boolean supersede(Session session, byte[] slot, long number) throws SQLException {
        return session.update(RAISE_SLOT, number, number, slot) > 0 || wrote(session, ADD_SLOT, slot, number);
    }

    /** Takes a permit, if there is one, and says whether it did. */
    boolean take(Session session, Permit permit) throws SQLException {
        return update(session, permit)
                || wrote(session, FIRST_PERMIT, permit.key(), permit.first())
                || update(session, permit);
    }

    private boolean update(Session session, Permit p) throws SQLException {
        return session.update(TAKE_PERMIT, p.now(), p.interval(), p.first(), p.key(), p.latest()) > 0;
    }

    /** Says whether a statement wrote its row; not if another thread has just made one with the same key. */
    final boolean wrote(Session session, String sql, Object... values) throws SQLException {
        try {
            return session.update(sql, values) > 0;
        } catch (SQLException e) {
            if (isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    /** What ends a select that wants the first rows only; a planner has to know it, or it sorts them all. */
    String first(int rows) {
        return " FETCH FIRST " + rows + " ROWS ONLY";
    }

    /** What makes a select lock its row; empty if an update of the row has to do that before. */
    String lockingRead() {
        return "";
    }

    /**
     * Makes a condition with one question mark: a column of text has exactly this value, whatever its collation folds or
     * pads. A database that is not known compares in its own way.
     */
    String isExactly(String column) {
        return column + " = ?";
    }

    /** Whether an error only says that a text has characters that are not in the character set it was compared in. */
    boolean isForeignText(SQLException error) {
        return false;
    }

    /** What the units of this process pass through one at a time, where the database cannot be trusted with many; else null. */
    @Nullable
    Lock turnstile() {
        return null;
    }

    /** Whether an error only tells of others at work at the same time: the transaction is lost and may be repeated. */
    boolean isConflict(SQLException error) {
        return isOneOf(CONFLICTS, error);
    }

    /**
     * Whether an error of a statement has undone all that came before it in the transaction, so that what is written after
     * it would be half of the whole. Narrower than a conflict: a lock that was not to be had undoes the statement only.
     */
    boolean undoesTransaction(SQLException error) {
        return isOneOf(CONFLICTS, error);
    }

    /**
     * Makes sure, before a commit, that the database will not answer it with a rollback that nobody notices.
     *
     * @throws SQLException if it would
     */
    void refuseIfAborted(Session session) throws SQLException {}

    /**
     * Whether a commit that failed has certainly undone everything. Narrower than a conflict: a commit that timed out may have
     * taken place.
     */
    boolean isUndoneCommit(SQLException error) {
        return isOneOf(CONFLICTS, error);
    }

    /** Whether an insert met a row with the same key. */
    boolean isDuplicateKey(SQLException error) {
        return "23505".equals(error.getSQLState());
    }

    /** Whether another process was creating the same table or index. */
    boolean isSchemaRace(SQLException error) {
        return isConflict(error);
    }

    final boolean isCausedByConflict(Throwable thrown) {
        return Causes.any(thrown, this::isConflict);
    }

    static boolean isOneOf(Set<String> states, SQLException error) {
        return error.getSQLState() != null && states.contains(error.getSQLState());
    }
}
