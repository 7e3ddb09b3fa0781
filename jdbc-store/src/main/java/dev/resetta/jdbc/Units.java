package dev.resetta.jdbc;

import dev.resetta.jdbc.ResetDatabase.Work;
import dev.resetta.jdbc.Unit.Statements;
import dev.resetta.token.TokenStore.ConflictException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Hands out connections, and keeps the one of a running unit at its thread, so that nobody on that thread asks for a second.
 *
 * <p>Nothing else in this package decides what is committed, or takes a connection from the data source, but for db-scheduler
 * while it carries out the delivery queue. Everything that is made of one data source shares its units, whichever {@link
 * ResetDatabase} it was made by.
 */
final class Units {
    static final String NOT_CONNECTED = "The data source gave no usable connection.";
    private static final String WORK_FAILED = "The work on the connection failed.";

    private final DataSource source;
    private final TableNames names;
    private final @Nullable Transactions manager;
    private volatile @Nullable DatabaseProduct product;

    private Units(
            DataSource source, TableNames names, @Nullable Transactions manager, @Nullable DatabaseProduct product) {
        this.source = source;
        this.names = names;
        this.manager = manager;
        this.product = product;
    }

    static Units on(DataSource source) {
        return new Units(source, TableNames.DEFAULT, null, null);
    }

    /** The same units, of a product that is known. */
    Units as(DatabaseProduct known) {
        return new Units(source, names, manager, known);
    }

    Units named(TableNames otherNames) {
        return new Units(source, otherNames, manager, product);
    }

    Units managedBy(Transactions transactions) {
        return new Units(source, names, transactions, product);
    }

    DataSource source() {
        return source;
    }

    TableNames names() {
        return names;
    }

    DatabaseProduct product() {
        DatabaseProduct known = product;
        return known != null ? known : run(NOT_CONNECTED, session -> product(session.connection()));
    }

    /** Whether this thread is in a unit, begun here or by the application's transaction manager. */
    boolean isRunning() {
        return isWithinUnit() || isManagerActive();
    }

    /**
     * Whether this thread is in a unit of Resetta's, which reads in order to write. A transaction of the application's may
     * be one that only reads, where a lock would be refused.
     */
    boolean isWithinUnit() {
        return Running.on(source) != null;
    }

    /**
     * Refuses to write what belongs to a unit if this thread is in one of another data source: then the two would not stand
     * or fall together.
     */
    void refuseIfElsewhere(String part) {
        if (Running.isAny() && !isRunning()) {
            throw new IllegalStateException(
                    part + " and what this thread's transaction was begun for are on different data sources, so the"
                            + " use of a link and what belongs to it could not be committed together. Make both from one"
                            + " data source.");
        }
    }

    /**
     * Runs statements on the connection of this thread's unit; without one, on a connection of their own, and each of them
     * for itself.
     *
     * <p>Without a unit they are repeated while others are in the way, which says nothing about what was asked for.
     *
     * @param failed what to say if the database refuses
     * @throws ConflictException without a unit, if others were in the way for long; within one its end decides
     */
    <T extends @Nullable Object> T run(String failed, Statements<T> statements) {
        return isRunning()
                ? joined(unit -> unit.join(failed, statements))
                : Patience.untilDecided(() -> alone(failed, statements));
    }

    /** Runs statements on a connection of their own, and each of them for itself, even within a unit. */
    <T extends @Nullable Object> T alone(String failed, Statements<T> statements) {
        return new BorrowedUnit<>(this, failed, unit -> statements.run(unit.session()), (T any) -> true).runAlone();
    }

    /**
     * Runs statements within this thread's unit; without one, as a unit of their own, undone if they throw, and repeated while
     * others are in the way.
     *
     * @throws ConflictException without a unit, if others were in the way for long
     */
    <T extends @Nullable Object> T runInTransaction(String failed, Statements<T> statements) {
        return isRunning()
                ? joined(unit -> unit.join(failed, statements))
                : Patience.untilDecided(() -> begun(failed, unit -> statements.run(unit.session()), any -> true));
    }

    /** Lends the connection of this thread's unit, or of a unit of its own, to work that is not Resetta's. */
    <T extends @Nullable Object> T inTransaction(Work<T> work) {
        refuseIfElsewhere("This inTransaction(...)");
        return isRunning()
                ? joined(unit -> unit.join(WORK_FAILED, any -> LentConnection.lend(unit, work)))
                : begun(WORK_FAILED, unit -> LentConnection.lend(unit, work), any -> true);
    }

    /** Runs work as a unit that stands if it answers true; within another unit, as a part of that. */
    boolean transactionally(BooleanSupplier work) {
        return isRunning()
                ? joined(unit -> unit.part(work))
                : begun(WORK_FAILED, unit -> work.getAsBoolean(), answer -> answer);
    }

    /** Runs an action once this thread's unit has committed; without one at once. */
    void afterCommit(Runnable action) {
        Unit unit = Running.on(source);
        if (unit != null) {
            unit.afterCommit(action);
        } else if (manager != null && isManagerActive()) {
            // A manager may hold on to the connection until all actions are done, and what they write there is not
            // committed.
            manager.afterCommit(() -> Running.afterEndOf(source, () -> Unit.run(List.of(action))));
        } else {
            action.run();
        }
    }

    /** A unit of its own: committed if it stands, and undone if not. */
    private <T extends @Nullable Object> T begun(String failed, UnitWork<T> work, Predicate<T> stands) {
        Transactions transactions = manager;
        return transactions == null || Running.isEnded(source)
                ? new BorrowedUnit<>(this, failed, work, stands).runAsUnit()
                : new ManagedUnit<>(this, transactions, failed, work, stands).run();
    }

    /** The unit that is running, or the transaction that the application has begun, whose end is not decided here. */
    private <T extends @Nullable Object> T joined(Function<Unit, T> work) {
        Unit unit = Running.on(source);
        if (unit != null) {
            return work.apply(unit);
        }
        Transactions transactions = manager;
        if (transactions == null) {
            throw new IllegalStateException("There is no unit to join.");
        }
        return new CallersUnit<>(this, transactions, work).run();
    }

    Session session(Connection connection) {
        try {
            return new Session(connection, product(connection).dialect(), names);
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

    private boolean isManagerActive() {
        return manager != null && !Running.isEnded(source) && manager.isActive();
    }

    /** Work that a unit consists of. */
    @FunctionalInterface
    interface UnitWork<T extends @Nullable Object> {
        T run(Unit unit) throws SQLException;
    }
}
