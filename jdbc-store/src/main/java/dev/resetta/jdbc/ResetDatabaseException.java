package dev.resetta.jdbc;

import java.sql.SQLException;

/**
 * Says that the database did not do what it was asked for: unreachable, a table missing, a constraint in the way.
 *
 * <p>The cause is what the driver or the pool threw. Its message is withheld where it is about data (SQLState classes 22 and 23),
 * because drivers quote the values there, and a password hash must not get into a log; SQLState and error code are kept.
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

    /** Takes the data out of an error, and leaves everything that helps to find its reason. */
    static SQLException discreet(SQLException error) {
        String state = error.getSQLState();
        if (state == null || !(state.startsWith("22") || state.startsWith("23"))) {
            return error;
        }
        SQLException withheld =
                new SQLException("The message is withheld, because it may quote data.", state, error.getErrorCode());
        withheld.setStackTrace(error.getStackTrace());
        return withheld;
    }
}
