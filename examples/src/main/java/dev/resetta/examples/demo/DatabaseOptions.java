package dev.resetta.examples.demo;

import dev.resetta.examples.demo.DemoOptions.UnusableOptionException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which database the demo works on.
 *
 * @param url its JDBC address; empty for a new one that ends with the demo
 * @param user who connects, if that has to be said
 * @param password the user's password, if there is one
 */
record DatabaseOptions(Optional<String> url, Optional<String> user, Optional<String> password) {
    private static final Pattern SECRET = Pattern.compile("(?i)(password|pwd)\\w*\\s*=");

    DatabaseOptions {
        url.ifPresent(DatabaseOptions::check);
    }

    private static void check(String url) {
        if (!url.matches("jdbc:(postgresql|mariadb|h2):.+")) {
            throw new UnusableOptionException(
                    "The database is a JDBC address that begins with jdbc:postgresql:, jdbc:mariadb: or jdbc:h2:.");
        }
        // The address is printed, and the command line can be read by everybody on the machine.
        if (SECRET.matcher(url).find()) {
            throw new UnusableOptionException("The database's address must not hold a password;"
                    + " give it as RESETTA_DB_PASSWORD or RESETTA_DB_PASSWORD_FILE.");
        }
    }

    /** Tells address and user. */
    @Override
    public String toString() {
        return "DatabaseOptions[url=" + url + ", user=" + user + "]";
    }
}
