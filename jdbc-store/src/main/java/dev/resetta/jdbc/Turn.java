package dev.resetta.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** The turn to run a unit, on a database that cannot be trusted with many at once; on all others it is always there. */
final class Turn {
    static final Turn NONE = new Turn(null);

    private static final int LONGEST_WAIT_SECONDS = 10;

    private final @Nullable Lock turnstile;

    private Turn(@Nullable Lock turnstile) {
        this.turnstile = turnstile;
    }

    /**
     * Waits for it, with the connection in hand already, because whoever has the turn must not have to wait for one, and before
     * the first statement, because who waits must not hold a lock.
     */
    static Turn take(Dialect dialect) throws SQLException {
        Lock turnstile = dialect.turnstile();
        if (turnstile == null) {
            return NONE;
        }
        try {
            if (turnstile.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return new Turn(turnstile);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new SQLTransactionRollbackException("The turn to run a unit did not come.", "40001", 0);
    }

    /** Passes it on, once the transaction has ended. */
    void pass() {
        if (turnstile != null) {
            turnstile.unlock();
        }
    }
}
