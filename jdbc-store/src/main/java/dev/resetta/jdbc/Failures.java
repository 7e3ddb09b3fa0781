package dev.resetta.jdbc;

import dev.resetta.token.TokenStore.ConflictException;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import java.sql.SQLException;

/** What it means when a unit fails, or its commit. */
final class Failures {
    private Failures() {}

    /**
     * What a failed commit means: certainly undone, for a reason that may be gone the next time or not; or nobody knows. A
     * manager wraps what the database said in words of its own.
     */
    static RuntimeException ofCommit(Unit unit, Exception thrown) {
        SQLException error = Causes.databaseError(thrown);
        Dialect dialect = unit.session().dialect();
        if (error == null || !dialect.isUndoneCommit(error)) {
            return new OutcomeUnknownException(
                    "The commit failed, and it is unknown whether it took place.",
                    ResetDatabaseException.discreet(error == null ? thrown : error));
        }
        return dialect.isConflict(error)
                ? conflict(error)
                : new ResetDatabaseException("The database refused the commit and undid everything.", error);
    }

    /** What an exception out of a unit of its own means. */
    static RuntimeException of(Unit unit, String failed, Exception thrown) {
        if (thrown instanceof ConflictException known) {
            return known;
        }
        if (unit.isLostByConflict() || unit.session().dialect().isCausedByConflict(thrown)) {
            return conflict(thrown);
        }
        return thrown instanceof SQLException error
                ? new ResetDatabaseException(failed, error)
                : (RuntimeException) thrown;
    }

    private static ConflictException conflict(Exception cause) {
        return new ConflictException(
                "The database undid the work because of others at work at the same time; it may be repeated.",
                ResetDatabaseException.discreet(cause));
    }
}
