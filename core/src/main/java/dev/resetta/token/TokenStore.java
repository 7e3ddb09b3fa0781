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
 *
 * <p>Words: a <em>seal</em> is a digest that binds a row to its account's state. Whoever uses a token first <em>claims</em> its
 * row, by a swap that counts one use more; if the password is not written, he gives the row back by the opposite swap. A
 * <em>slot</em> names the links that replace each other, and a link that is delivered <em>supersedes</em> those with smaller
 * numbers. A <em>unit</em> is several writes that stand or fall together. A store without transactions leaves the methods about
 * units as they are, and loses little: {@code docs/security.md} says what.
 */
public interface TokenStore extends TokenIssuer.Transactional {

    /**
     * Inserts a row.
     *
     * @throws RuntimeException if there is a row with this digest already, which stays as it was
     */
    void save(StoredToken token);

    /**
     * Finds the row of a digest, compared byte for byte, together with the number its slot has reached.
     *
     * <p>Within a unit it may lock the row, if it can, until the unit ends: then those who use a reusable link at the same
     * moment wait for each other instead of losing and trying again.
     */
    Optional<Found> find(String digest);

    /**
     * Replaces seal, uses and state of the row with the digest of {@code seen}, if it still has the uses and the state that
     * were seen; the seal is not compared, and every other field stays. One conditional write whose row count is the answer;
     * reading first and writing then is wrong.
     *
     * @param next may have fewer uses than {@code seen}: that is how a claim is given back
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

    /** Finds all rows of an account, the largest number first. */
    List<Found> findByAccount(String realm, String accountId);

    /**
     * Deletes some rows that expired before an instant, and never others; with them the slots of which no row is left, and
     * never others, or replaced links would be good again.
     *
     * <p>Resetta hands in an instant a day ago, because an expired link is still told from an unknown one for a day. A row never
     * goes earlier, nor by a clock of the store's own. A store that lets rows expire by itself keeps them until a day after
     * {@link StoredToken#expiresAt()}, a slot as long as its last row, and may return 0.
     *
     * @param limit how many at most; a batch small enough to be in nobody's way
     * @return how many were deleted; less than the limit when none are left
     */
    int deleteExpired(Instant before, int limit);

    /**
     * {@inheritDoc}
     *
     * <p>The default merely runs the work, for stores without transactions: then Resetta undoes a claim by swapping it back.
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
