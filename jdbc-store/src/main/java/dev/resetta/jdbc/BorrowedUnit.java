package dev.resetta.jdbc;

import dev.resetta.jdbc.Units.UnitWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Work on a connection out of the data source, whose transaction is begun and ended here. */
final class BorrowedUnit<T extends @Nullable Object> {
    private static final int LONGEST_TURN_SECONDS = 10;

    private final Units units;
    private final String failed;
    private final UnitWork<T> work;
    private final Predicate<T> stands;

    BorrowedUnit(Units units, String failed, UnitWork<T> work, Predicate<T> stands) {
        this.units = units;
        this.failed = failed;
        this.work = work;
        this.stands = stands;
    }

    /** Each statement for itself, in no unit. */
    T runAlone() {
        return run(false);
    }

    /** As the unit of this thread. */
    T runAsUnit() {
        return run(true);
    }

    /** Commits what the work did, or not; the connection goes back whatever happens. */
    private T run(boolean asUnit) {
        Connection connection = connect();
        Unit unit;
        T answer;
        Lock turn = null;
        Borrowed borrowed = borrow(connection);
        try {
            unit = new Unit(units.session(connection));
            try {
                turn = asUnit ? takeTurn(unit) : null;
                answer = asUnit ? within(unit, borrowed) : work.run(unit);
                unit.refuseIfLost();
                if (stands.test(answer)) {
                    unit.refuseIfAborted();
                }
            } catch (SQLException | RuntimeException e) {
                borrowed.rollback();
                throw Failures.of(unit, failed, e);
            } catch (Error e) {
                borrowed.rollback();
                throw e;
            }
            if (!stands.test(answer)) {
                borrowed.rollback();
                return answer;
            }
            commit(borrowed, unit);
        } finally {
            borrowed.giveBack();
            if (turn != null) {
                turn.unlock();
            }
        }
        Unit.run(unit.actions());
        return answer;
    }

    private T within(Unit unit, Borrowed borrowed) throws SQLException {
        borrowed.begin();
        Running.enter(units.source(), unit);
        try {
            return work.run(unit);
        } finally {
            Running.leave(units.source());
        }
    }

    /** With a connection in hand already: whoever has the turn must not have to wait for one. */
    private static @Nullable Lock takeTurn(Unit unit) throws SQLException {
        Lock turnstile = unit.session().dialect().turnstile();
        try {
            if (turnstile == null || turnstile.tryLock(LONGEST_TURN_SECONDS, TimeUnit.SECONDS)) {
                return turnstile;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new SQLTransactionRollbackException("The turn to run a unit did not come.", "40001", 0);
    }

    private static void commit(Borrowed borrowed, Unit unit) {
        try {
            borrowed.commit();
        } catch (SQLException | RuntimeException e) {
            borrowed.rollback();
            throw Failures.ofCommit(unit, e);
        }
    }

    private Connection connect() {
        try {
            return units.source().getConnection();
        } catch (SQLException e) {
            throw new ResetDatabaseException(Units.NOT_CONNECTED, e);
        } catch (RuntimeException e) {
            throw new ResetDatabaseException(Units.NOT_CONNECTED, e);
        }
    }

    private static Borrowed borrow(Connection connection) {
        try {
            return new Borrowed(connection);
        } catch (SQLException e) {
            Borrowed.close(connection);
            throw new ResetDatabaseException(Units.NOT_CONNECTED, e);
        } catch (RuntimeException e) {
            Borrowed.close(connection);
            throw new ResetDatabaseException(Units.NOT_CONNECTED, e);
        }
    }
}
