package dev.resetta.jdbc;

import dev.resetta.jdbc.Units.UnitWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens on one connection and stands or falls together, or a part of that. Belongs to one thread. */
final class Unit {
    private static final Logger LOG = LoggerFactory.getLogger(Unit.class);
    private static final String SAVEPOINT_FAILED = "The savepoint of a nested unit failed.";

    private final Session session;
    private final Deque<Runnable> afterCommit = new ArrayDeque<>();
    private @Nullable Exception lostBy;
    private boolean isOpenToOthers;

    Unit(Session session) {
        this.session = session;
    }

    Session session() {
        return session;
    }

    /** Runs the work that this unit consists of, as the unit of this thread; if it stands, it can be committed. */
    <T extends @Nullable Object> T run(DataSource source, UnitWork<T> work, Predicate<T> stands) throws SQLException {
        Running.enter(source, this);
        try {
            T answer = work.run(this);
            // Earlier statements may be undone and the exception swallowed: a commit would keep a half.
            RuntimeException loss = loss();
            if (loss != null) {
                throw loss;
            }
            if (isOpenToOthers && stands.test(answer)) {
                session.dialect().refuseIfAborted(session);
            }
            return answer;
        } finally {
            Running.leave(source);
        }
    }

    /** Runs statements that belong to this unit, and remembers if they lost it. */
    <T extends @Nullable Object> T join(String failed, Statements<T> statements) {
        try {
            return statements.run(session);
        } catch (SQLException e) {
            loseIfConflict(e);
            throw new ResetDatabaseException(failed, e);
        } catch (RuntimeException e) {
            loseIfConflict(e);
            throw e;
        }
    }

    /** Runs work as a part of this unit: what it wrote is undone alone if it answers false or throws. */
    boolean part(BooleanSupplier work) {
        return join(SAVEPOINT_FAILED, any -> {
            Connection connection = session.connection();
            Savepoint before = connection.setSavepoint();
            int actionsBefore = afterCommit.size();
            boolean stands = false;
            try {
                stands = work.getAsBoolean();
            } finally {
                if (!stands) {
                    rollbackTo(before);
                    while (afterCommit.size() > actionsBefore) {
                        afterCommit.removeLast();
                    }
                }
            }
            if (stands) {
                release(before);
            }
            return stands;
        });
    }

    void afterCommit(Runnable action) {
        afterCommit.addLast(action);
    }

    /** What is to be done once this unit has committed, in the order in which it was asked for. */
    List<Runnable> actions() {
        return List.copyOf(afterCommit);
    }

    /** Runs actions of which none can undo anything any more, so that none of them fails. */
    static void run(List<Runnable> actions) {
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error(
                        "What was to be done after a commit failed: {}.",
                        e.getClass().getName());
            }
        }
    }

    /**
     * What the owner of the transaction has to hear if this unit was lost, even if somebody swallowed it; null if it was not.
     */
    @Nullable
    RuntimeException loss() {
        Exception reason = lostBy;
        if (reason == null) {
            return null;
        }
        return reason instanceof SQLException error
                ? new ResetDatabaseException("A part of the transaction is lost, so the whole has to be undone.", error)
                : (RuntimeException) reason;
    }

    boolean isLostByConflict() {
        Exception reason = lostBy;
        return reason != null && session.dialect().isCausedByConflict(reason);
    }

    private void release(Savepoint before) throws SQLException {
        try {
            session.connection().releaseSavepoint(before);
        } catch (SQLException | RuntimeException e) {
            // It went when the database undid the whole, or the database takes no statement any more.
            lose(e);
            throw e;
        }
    }

    private void rollbackTo(Savepoint before) {
        try {
            session.connection().rollback(before);
        } catch (SQLException | RuntimeException e) {
            // Then the whole cannot stand any more.
            lose(e);
        }
    }

    /** Has the end of this unit made sure of, because errors of others, on the same connection, may not be heard of here. */
    Unit openToOthers() {
        isOpenToOthers = true;
        return this;
    }

    /** Learns of an error of the application's own statements, which the application may swallow. */
    void hear(SQLException error) {
        isOpenToOthers = true;
        if (session.dialect().undoesTransaction(error)) {
            lose(error);
        }
    }

    private void loseIfConflict(Exception thrown) {
        if (session.dialect().isCausedByConflict(thrown)) {
            lose(thrown);
        }
    }

    private void lose(Exception reason) {
        if (!isLostByConflict()) {
            lostBy = reason;
        }
    }

    /** Statements of a part of Resetta. */
    @FunctionalInterface
    interface Statements<T extends @Nullable Object> {
        T run(Session session) throws SQLException;
    }
}
