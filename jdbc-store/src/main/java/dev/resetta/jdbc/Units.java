package dev.resetta.jdbc;

import dev.resetta.jdbc.ResetDatabase.Work;
import dev.resetta.token.TokenStore.ConflictException;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Hands out connections, and keeps the one of a running unit at its thread, so that nobody on that thread asks for a second.
 *
 * <p>Nothing else in this package takes a connection from the data source or decides what is committed.
 */
final class Units {
    private static final String NOT_CONNECTED = "The data source gave no usable connection.";
    private static final String WORK_FAILED = "The work on the connection failed.";
    private static final String SAVEPOINT_FAILED = "The savepoint of a nested unit failed.";
    private static final String OUTCOME_UNKNOWN = "The commit failed, and it is unknown whether it took place.";
    private static final String CONFLICT =
            "The database undid the work because of others at work at the same time; it may be repeated.";

    private final DataSource source;
    private final ThreadLocal<@Nullable Unit> running;
    private volatile @Nullable DatabaseProduct product;

    private Units(DataSource source, ThreadLocal<@Nullable Unit> running, @Nullable DatabaseProduct product) {
        this.source = source;
        this.running = running;
        this.product = product;
    }

    static Units on(DataSource source) {
        return new Units(source, new ThreadLocal<>(), null);
    }

    /** The same units, of a product that is known. */
    Units as(DatabaseProduct known) {
        return new Units(source, running, known);
    }

    boolean isRunning() {
        return running.get() != null;
    }

    DatabaseProduct product() {
        DatabaseProduct known = product;
        return known != null ? known : run(NOT_CONNECTED, (connection, dialect) -> product(connection));
    }

    /**
     * Runs statements on the connection of this thread's unit; without one, on a connection of their own, and each of them
     * for itself.
     *
     * @param failed what to say if the database refuses
     * @throws ConflictException only without a unit; within one its end decides
     */
    <T extends @Nullable Object> T run(String failed, Statements<T> statements) {
        Unit unit = running.get();
        return unit != null
                ? unit.join(failed, connection -> statements.run(connection, unit.dialect()))
                : conclude(
                        connect(), failed, alone -> statements.run(alone.connection(), alone.dialect()), any -> true);
    }

    /** Runs statements within this thread's unit; without one, as a unit of their own, undone if they throw. */
    <T extends @Nullable Object> T runInTransaction(String failed, Statements<T> statements) {
        Unit unit = running.get();
        return unit != null
                ? unit.join(failed, connection -> statements.run(connection, unit.dialect()))
                : runUnit(failed, own -> statements.run(own.connection(), own.dialect()), any -> true);
    }

    /** Lends the connection of this thread's unit, or of a unit of its own, to work that is not Resetta's. */
    <T extends @Nullable Object> T inTransaction(Work<T> work) {
        Unit unit = running.get();
        return unit != null
                ? unit.join(WORK_FAILED, connection -> LentConnection.lend(connection, work))
                : runUnit(WORK_FAILED, own -> LentConnection.lend(own.connection(), work), any -> true);
    }

    /** Runs work as a unit that stands if it answers true; within another unit, as a part of that. */
    boolean transactionally(BooleanSupplier work) {
        Unit unit = running.get();
        return unit != null
                ? unit.join(SAVEPOINT_FAILED, connection -> asPart(unit, work))
                : runUnit(WORK_FAILED, own -> work.getAsBoolean(), answer -> answer);
    }

    private <T extends @Nullable Object> T runUnit(String failed, UnitWork<T> work, Predicate<T> stands) {
        Unit unit = connect();
        running.set(unit);
        try {
            return conclude(
                    unit,
                    failed,
                    own -> {
                        own.begin();
                        return work.run(own);
                    },
                    stands);
        } finally {
            running.remove();
        }
    }

    /** Runs work and commits it or not; the connection goes back whatever happens. */
    private static <T extends @Nullable Object> T conclude(
            Unit unit, String failed, UnitWork<T> work, Predicate<T> stands) {
        try {
            T answer;
            try {
                answer = work.run(unit);
                unit.refuseIfLost();
            } catch (SQLException | RuntimeException e) {
                unit.rollback();
                throw failure(unit, failed, e);
            } catch (Error e) {
                unit.rollback();
                throw e;
            }
            if (stands.test(answer)) {
                commit(unit);
            } else {
                unit.rollback();
            }
            return answer;
        } finally {
            unit.giveBack();
        }
    }

    private static void commit(Unit unit) {
        try {
            unit.commit();
        } catch (SQLException e) {
            unit.rollback();
            throw unit.dialect().isLostCommit(e)
                    ? new ConflictException(CONFLICT, e)
                    : new OutcomeUnknownException(OUTCOME_UNKNOWN, ResetDatabaseException.discreet(e));
        }
    }

    /** A part of a unit: what it wrote is undone alone if it answers false or throws. */
    private static boolean asPart(Unit unit, BooleanSupplier work) throws SQLException {
        Savepoint before = unit.connection().setSavepoint();
        boolean stands = false;
        try {
            stands = work.getAsBoolean();
        } finally {
            if (!stands) {
                unit.rollbackTo(before);
            }
        }
        if (stands) {
            unit.connection().releaseSavepoint(before);
        }
        return stands;
    }

    private static RuntimeException failure(Unit unit, String failed, Exception thrown) {
        if (thrown instanceof ConflictException conflict) {
            return conflict;
        }
        if (unit.isLostByConflict() || unit.dialect().isCausedByConflict(thrown)) {
            return new ConflictException(CONFLICT, thrown);
        }
        return thrown instanceof SQLException error
                ? new ResetDatabaseException(failed, error)
                : (RuntimeException) thrown;
    }

    private Unit connect() {
        try {
            Connection connection = source.getConnection();
            try {
                return new Unit(connection, product(connection).dialect(), connection.getAutoCommit());
            } catch (SQLException | RuntimeException e) {
                Unit.close(connection);
                throw e;
            }
        } catch (SQLException e) {
            throw new ResetDatabaseException(NOT_CONNECTED, e);
        }
    }

    /** Asked on a connection that is at hand anyway, because a pool may have no other. */
    private DatabaseProduct product(Connection connection) throws SQLException {
        DatabaseProduct known = product;
        if (known == null) {
            known = DatabaseProduct.reportedAs(connection.getMetaData().getDatabaseProductName());
            product = known;
        }
        return known;
    }

    /** Statements of a part of Resetta, in the dialect of the database. */
    @FunctionalInterface
    interface Statements<T extends @Nullable Object> {
        T run(Connection connection, Dialect dialect) throws SQLException;
    }

    @FunctionalInterface
    private interface UnitWork<T extends @Nullable Object> {
        T run(Unit unit) throws SQLException;
    }
}
