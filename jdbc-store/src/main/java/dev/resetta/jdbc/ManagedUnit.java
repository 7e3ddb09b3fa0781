package dev.resetta.jdbc;

import dev.resetta.jdbc.Units.UnitWork;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A unit of Resetta's own in a transaction that the application's manager begins and ends. */
final class ManagedUnit<T extends @Nullable Object> {
    private final Units units;
    private final Transactions transactions;
    private final String failed;
    private final UnitWork<T> work;
    private final Predicate<T> stands;

    private @Nullable Unit unit;
    private @Nullable T answer;
    private @Nullable Throwable failure;
    private boolean isDone;

    ManagedUnit(Units units, Transactions transactions, String failed, UnitWork<T> work, Predicate<T> stands) {
        this.units = units;
        this.transactions = transactions;
        this.failed = failed;
        this.work = work;
        this.stands = stands;
    }

    @SuppressWarnings("NullAway") // the answer may be null only if T may
    T run() {
        try {
            transactions.run(this::runOn);
        } catch (RuntimeException e) {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw (RuntimeException) failure;
            }
            if (!isDone) {
                throw unit == null ? e : Units.failure(unit, failed, e);
            }
            if (stands.test(answer)) {
                throw commitFailure(e);
            }
        }
        if (stands.test(answer)) {
            Unit.run(unit.actions());
        }
        return answer;
    }

    private void runOn(Connection connection) {
        Unit own = new Unit(units.session(connection));
        unit = own;
        units.enter(own);
        try {
            answer = work.run(own);
            own.refuseIfLost();
            isDone = true;
        } catch (SQLException | RuntimeException e) {
            RuntimeException meaning = Units.failure(own, failed, e);
            failure = meaning;
            throw meaning;
        } catch (Error e) {
            failure = e;
            throw e;
        } finally {
            units.leave();
        }
        if (!stands.test(answer)) {
            throw new Undo();
        }
    }

    /** The manager wraps what the database said in words of its own. */
    private RuntimeException commitFailure(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error && unit != null) {
                return Units.commitFailure(unit, error);
            }
        }
        return new OutcomeUnknownException("The commit failed, and it is unknown whether it took place.", e);
    }

    /** Tells the manager to roll back, because the work answered that it shall not stand. */
    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undo() {
            super("The unit is undone at its own wish.", null, false, false);
        }
    }
}
