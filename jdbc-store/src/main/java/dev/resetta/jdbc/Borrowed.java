package dev.resetta.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection out of the data source, and what has to happen with it until it is given back.
 *
 * <p>Until {@link #begin()} it works as the data source has set it up: each statement for itself, or, where auto-commit is
 * off, until {@link #commit()}.
 */
final class Borrowed {
    private static final Logger LOG = LoggerFactory.getLogger(Borrowed.class);

    private final Connection connection;
    private boolean autoCommit;
    private boolean autoCommitRestored = true;
    private boolean undecided;

    Borrowed(Connection connection) throws SQLException {
        this.connection = connection;
        this.autoCommit = connection.getAutoCommit();
        this.undecided = !autoCommit;
    }

    void begin() throws SQLException {
        if (autoCommit) {
            autoCommitRestored = false;
            connection.setAutoCommit(false);
            autoCommit = false;
            undecided = true;
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
            } catch (SQLException | RuntimeException e) {
                LOG.warn("A rollback failed; the connection is aborted, which undoes the work too.", e);
            }
        }
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
        } catch (SQLException | RuntimeException e) {
            LOG.warn("A connection could not be given back as it came; its pool has to drop it.", e);
        } finally {
            close(connection);
        }
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.warn("A connection could not be closed.", e);
        }
    }
}
