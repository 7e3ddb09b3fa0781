package dev.resetta.jdbc;

import java.sql.SQLException;

/**
 * Says that the database did not do what it was asked for: unreachable, a table missing, a constraint in the way.
 *
 * <p>The cause is what the driver or the pool threw. It is withheld where any part of it is about data (SQLState classes 22 and
 * 23), because drivers quote the values there, and a password hash must not get into a log; SQLState and error code are kept.
 */
public final class ResetDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ResetDatabaseException(String sentence, SQLException cause) {
        super(
                sentence + " (SQLState " + cause.getSQLState() + ", error " + cause.getErrorCode() + ")",
                discreet(cause));
    }

    /** For drivers and pools that throw what JDBC does not provide for. */
    ResetDatabaseException(String sentence, RuntimeException cause) {
        super(sentence, cause);
    }

    /**
     * Takes the data out of an error, and leaves everything that helps to find its reason. One that is not about data itself
     * may hang on one that is: PostgreSQL's driver tells the first error of a transaction with all that come after it.
     */
    static Exception discreet(Exception thrown) {
        SQLException error = Causes.databaseError(thrown);
        if (error == null || !Causes.any(thrown, ResetDatabaseException::isAboutData)) {
            return thrown;
        }
        SQLException withheld = new SQLException(
                "The message is withheld, because it may quote data.", error.getSQLState(), error.getErrorCode());
        withheld.setStackTrace(thrown.getStackTrace());
        return withheld;
    }

    private static boolean isAboutData(SQLException error) {
        String state = error.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
