package dev.resetta.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Keeps the rows of stored tokens. It judges nothing: claims, expiry, undoing and races are Resetta's work, done once for
 * every store.
 *
 * <p>What an implementation owes is one conditional write, {@link #swap}, and one rising number, {@link #supersede};
 * everything else is plain reading and writing of single rows. Implementations are thread-safe. Broken infrastructure is
 * an unchecked exception, and is taken as "refuse".
 */
public interface TokenStore extends TokenIssuer.Transactional {

    /** Inserts a row; the digest is new. */
    void save(StoredToken token);

    /**
     * Finds the row of a digest, compared byte for byte, together with the number its slot has reached.
     *
     * <p>Within a unit it may lock the row, if it can, until the unit ends: then those who use a reusable link at the same
     * moment wait for each other instead of losing and trying again.
     */
    Optional<Found> find(String digest);

    /**
     * Replaces seal, uses and state of a row, if it still has the uses and the state that were seen. One conditional
     * write whose row count is the answer; reading first and writing then is wrong.
     *
     * @return true if the row was written; false if it is gone or no longer as seen
     * @throws ConflictException if the database could not tell, and nothing was written
     */
    boolean swap(StoredToken seen, StoredToken next);

    /**
     * Raises the number of a slot to at least this one; never lowers it.
     *
     * @throws ConflictException if the database could not tell, and nothing was written
     */
    void supersede(String slot, long number);

    /** Finds all rows of an account, the newest first. */
    List<Found> findByAccount(String realm, String accountId);

    /**
     * Deletes some rows that expired before an instant, and never others.
     *
     * @param limit how many at most; a batch small enough to be in nobody's way
     * @return how many were deleted; less than the limit when none are left
     */
    int deleteExpired(Instant before, int limit);

    /**
     * Runs work as one unit on the calling thread: if it answers true and the commit succeeds, all it wrote stays; if it
     * answers false or throws, nothing does.
     *
     * <p>Within another unit it becomes a part of that, and undoes no more than itself. The default merely runs the work, for
     * stores without transactions: then Resetta undoes a claim by swapping it back.
     *
     * @return what the work answered
     * @throws ConflictException if the unit was rolled back for a reason that says nothing about the token (a deadlock, a
     *     serialization failure, a lock time-out), so that it may be repeated; never inside a transaction of the caller,
     *     who gets the original exception, because that transaction is gone
     * @throws OutcomeUnknownException if the commit failed in a way that does not tell whether it took place
     */
    @Override
    default boolean transactionally(BooleanSupplier work) {
        return work.getAsBoolean();
    }

    /**
     * A store in the memory of this process, for tests, demonstrations and single small nodes: links do not survive a
     * restart. Units run one at a time and are undone if they fail.
     */
    static TokenStore inMemory() {
        return new MemoryTokenStore();
    }

    /**
     * A row and the number its slot had reached when it was read.
     *
     * @param token the row
     * @param slotNumber the number last given to {@link #supersede} for the row's slot; 0 if none was
     */
    record Found(StoredToken token, long slotNumber) {}

    /**
     * Says that a unit was rolled back because of others at work at the same time, which says nothing about the link. The
     * same call may succeed when repeated.
     */
    final class ConflictException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Wraps what the database said. */
        public ConflictException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Says that a unit was asked to commit and the answer was lost. Resetta looks at the account to find out; what comes
     * through to a caller of Resetta could not be found out.
     */
    final class OutcomeUnknownException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Wraps what the database said. */
        public OutcomeUnknownException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
