package dev.resetta.jdbc;

import dev.resetta.jdbc.ResetDatabase.Work;
import dev.resetta.token.TokenStore.ConflictException;
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
 * <p>Nothing else in this package takes connections from the data source, or begins and ends transactions.
 */
final class Units {
    private static final String NO_CONNECTION = "The data source gave no usable connection.";
    private static final String WORK_FAILED = "The work on the connection failed.";
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
        return known != null
                ? known
                : run("The database did not tell which product it is.", (connection, dialect) -> product(connection));
    }

    /**
     * Runs statements on the connection of this thread's unit; without one, on a connection of their own, and then each of
     * them for itself.
     *
     * @param failed what to say if an {@link SQLException} is thrown
     * @throws ConflictException only without a unit; within one the end of the unit decides
     */
    <T extends @Nullable Object> T run(String failed, Statements<T> statements) {
        Unit unit = running.get();
        return unit != null
                ? unit.join(failed, connection -> statements.run(connection, unit.dialect()))
                : runAlone(failed, statements);
    }

    /** Runs statements within this thread's unit; without one, as a unit of their own, undone if they throw. */
    <T extends @Nullable Object> T runInTransaction(String failed, Statements<T> statements) {
        Unit unit = running.get();
        return unit != null
                ? unit.join(failed, connection -> statements.run(connection, unit.dialect()))
                : runUnit(failed, begun -> statements.run(begun.connection(), begun.dialect()), any -> true);
    }

    /** Lends the connection of this thread's unit, or of a unit of its own, to work that is not Resetta's. */
    <T extends @Nullable Object> T inTransaction(Work<T> work) {
        Unit unit = running.get();
        return unit != null
                ? unit.join(WORK_FAILED, connection -> LentConnection.lend(connection, work))
                : runUnit(WORK_FAILED, begun -> LentConnection.lend(begun.connection(), work), any -> true);
    }

    /** Runs work as a unit that stands if it answers true; within another unit, as a part of it. */
    boolean transactionally(BooleanSupplier work) {
        Unit unit = running.get();
        return unit != null
                ? unit.join("The savepoint of a nested unit failed.", connection -> asPart(unit, work))
                : runUnit(WORK_FAILED, begun -> work.getAsBoolean(), answer -> answer);
    }

    private <T extends @Nullable Object> T runAlone(String failed, Statements<T> statements) {
        try (Connection connection = connect()) {
            Dialect dialect = dialect(connection);
            try {
                // A pool may be set to auto-commit off, and then a statement stays only if somebody commits.
                boolean commits = !connection.getAutoCommit();
                T result = statements.run(connection, dialect);
                if (commits) {
                    connection.commit();
                }
                return result;
            } catch (SQLException e) {
                throw failure(failed, e, dialect);
            }
        } catch (SQLException e) {
            throw new ResetDatabaseException(failed, e);
        }
    }

    private <T extends @Nullable Object> T runUnit(String failed, UnitWork<T> work, Predicate<T> stands) {
        Unit unit = begin();
        running.set(unit);
        try {
            T answer;
            try {
                answer = work.run(unit);
                unit.refuseIfLost();
            } catch (SQLException e) {
                unit.rollback();
                throw failure(failed, e, unit.dialect());
            } catch (RuntimeException e) {
                unit.rollback();
                throw unit.isLostOr(e) ? conflict(e) : e;
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
            running.remove();
            unit.giveBack();
        }
    }
}
