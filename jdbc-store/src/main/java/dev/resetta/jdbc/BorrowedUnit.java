package dev.resetta.jdbc;

import dev.resetta.jdbc.Units.UnitWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Work on a connection out of the data source, whose transaction is begun and ended here. */
final class BorrowedUnit<T extends @Nullable Object> {
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
        Borrowed borrowed = borrow(connection);
        Turn turn = Turn.NONE;
        Unit unit;
        T answer;
        try {
            unit = new Unit(units.session(connection));
            try {
                if (asUnit) {
                    turn = Turn.take(unit.session().dialect());
                    borrowed.begin();
                }
                answer = asUnit ? unit.run(units.source(), work, stands) : work.run(unit);
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
            turn.pass();
        }
        Unit.run(unit.actions());
        return answer;
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
