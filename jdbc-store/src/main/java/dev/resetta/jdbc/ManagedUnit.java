package dev.resetta.jdbc;

import dev.resetta.jdbc.Units.UnitWork;
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

    private Turn turn = Turn.NONE;
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
        RuntimeException thrown = null;
        try {
            transactions.run(this::runOn);
        } catch (RuntimeException e) {
            thrown = e;
        } finally {
            turn.pass();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
        if (!isDone || unit == null) {
            throw notDone(thrown);
        }
        if (!stands.test(answer)) {
            return answer;
        }
        if (thrown != null) {
            throw Failures.ofCommit(unit, thrown);
        }
        Unit.run(unit.actions());
        return answer;
    }

    private RuntimeException notDone(@Nullable RuntimeException thrown) {
        if (thrown == null) {
            return new IllegalStateException("Transactions.run(...) has not run the work it was given.");
        }
        return unit == null ? thrown : Failures.of(unit, failed, thrown);
    }

    private void runOn(Connection connection) {
        Unit own = new Unit(units.session(connection)).openToOthers();
        unit = own;
        try {
            // A manager that repeats the work has the turn already.
            turn = turn == Turn.NONE ? Turn.take(own.session().dialect()) : turn;
            answer = own.run(units.source(), work, stands);
            isDone = true;
        } catch (SQLException | RuntimeException e) {
            RuntimeException meaning = Failures.of(own, failed, e);
            failure = meaning;
            throw meaning;
        } catch (Error e) {
            failure = e;
            throw e;
        }
        if (!stands.test(answer)) {
            throw new Undo();
        }
    }

    /** Tells the manager to roll back, because the work answered that it shall not stand. */
    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undo() {
            super("The unit is undone at its own wish.", null, false, false);
        }
    }
}
