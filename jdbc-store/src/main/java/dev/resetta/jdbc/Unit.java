package dev.resetta.jdbc;

import dev.resetta.jdbc.ResetDatabase.Work;
import dev.resetta.token.TokenStore.ConflictException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One borrowed connection and what has to happen with it until it is given back. Belongs to one thread.
 *
 * <p>Until {@link #begin()} it works as the data source has set it up: each statement for itself, or, where auto-commit is
 * off, until {@link #commit()}.
 */
final class Unit {
    private static final Logger LOG = LoggerFactory.getLogger(Unit.class);

    private final Connection connection;
    private final Dialect dialect;
    private boolean autoCommit;
    private boolean autoCommitRestored = true;
    private boolean undecided;
    private @Nullable Exception lostBy;

    Unit(Connection connection, Dialect dialect, boolean autoCommit) {
        this.connection = connection;
        this.dialect = dialect;
        this.autoCommit = autoCommit;
        this.undecided = !autoCommit;
    }

    Connection connection() {
        return connection;
    }

    Dialect dialect() {
        return dialect;
    }

    void begin() throws SQLException {
        if (autoCommit) {
            autoCommitRestored = false;
            connection.setAutoCommit(false);
            autoCommit = false;
            undecided = true;
        }
    }

    /** Runs statements that belong to this unit, and remembers if they lost it. */
    <T extends @Nullable Object> T join(String failed, Work<T> work) {
        try {
            return work.run(connection);
        } catch (SQLException e) {
            loseIfConflict(e);
            throw new ResetDatabaseException(failed, e);
        } catch (RuntimeException e) {
            loseIfConflict(e);
            throw e;
        }
    }

    void commit() throws SQLException {
        if (undecided) {
            connection.commit();
            undecided = false;
        }
    }

    /** Undoes everything; if even that fails, {@link #giveBack()} breaks the connection off. */
    void rollback() {
        if (undecided) {
            try {
                connection.rollback();
                undecided = false;
            } catch (SQLException e) {
                LOG.warn("A rollback failed; the connection is aborted, which undoes the work too.", e);
            }
        }
    }

    /** Undoes a part; if that fails, the whole cannot stand any more. */
    void rollbackTo(Savepoint before) {
        try {
            connection.rollback(before);
        } catch (SQLException e) {
            lose(e);
        }
    }

    /**
     * Refuses to go on if the database has undone earlier statements and somebody swallowed the exception: a commit would
     * keep a half.
     */
    void refuseIfLost() {
        Exception reason = lostBy;
        if (reason == null) {
            return;
        }
        throw reason instanceof SQLException error && !isLostByConflict()
                ? new ResetDatabaseException("A part of the unit could not be undone, so the whole was undone.", error)
                : new ConflictException(
                        "The unit was lost to others at work at the same time; it may be repeated.", reason);
    }

    boolean isLostByConflict() {
        Exception reason = lostBy;
        return reason != null && dialect.isCausedByConflict(reason);
    }

    /** Gives the connection back as it came. */
    void giveBack() {
        try {
            if (undecided) {
                // Switching auto-commit on would commit, and so might whoever gets this connection next.
                connection.abort(Runnable::run);
            } else if (!autoCommitRestored) {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.warn("A connection could not be given back as it came; its pool has to drop it.", e);
        } finally {
            close(connection);
        }
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("A connection could not be closed.", e);
        }
    }

    private void loseIfConflict(Exception thrown) {
        if (dialect.isCausedByConflict(thrown)) {
            lose(thrown);
        }
    }

    private void lose(Exception reason) {
        if (!isLostByConflict()) {
            lostBy = reason;
        }
    }
}
