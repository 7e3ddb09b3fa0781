package dev.resetta.jdbc;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between databases: the statements that are not standard SQL, and what their errors mean. */
interface Dialect {

    /**
     * Raises a slot to a number and never lowers it. Counts one row, also if nothing had to be raised; none if the slot was
     * deleted meanwhile. Parameters: slot, number.
     */
    String supersede();

    /** Selects the rows that expired first. Parameters: expired before, at most how many rows. */
    String oldestExpired();

    /** Whether an error only tells of others at work at the same time: the transaction is lost and may be repeated. */
    boolean isConflict(SQLException error);

    /**
     * Whether a commit that failed has certainly undone everything. Narrower than a conflict: a commit that timed out may have
     * taken place.
     */
    boolean isLostCommit(SQLException error);

    /** Whether an insert met a row with the same key. */
    boolean isDuplicateKey(SQLException error);

    /** Whether another process was creating the same table or index. */
    boolean isSchemaRace(SQLException error);

    /** Looks for a conflict in all that led to an exception, however many layers have wrapped it. */
    default boolean isCausedByConflict(Throwable thrown) {
        return searchConflict(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private boolean searchConflict(@Nullable Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return false;
        }
        if (thrown instanceof SQLException error
                && (isConflict(error) || searchConflict(error.getNextException(), seen))) {
            return true;
        }
        return searchConflict(thrown.getCause(), seen);
    }
}
