package dev.resetta.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Looks into the tables at the start, when everything else is there, such as tables that Hibernate has made. It only warns: a
 * database that is down for a moment, or a table that comes later, is no reason not to start.
 */
final class TablesCheck implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(TablesCheck.class);
    /** The digest of no token: it has the form of one. */
    static final String OF_NO_TOKEN = "0".repeat(64);

    private static final String NOBODY = "nobody@resetta.invalid";

    private final Look links;
    private final Look accounts;

    /** Reads from a table, or fails. */
    @FunctionalInterface
    interface Look {
        /** At what is nobody's. */
        void at(String nobodys);
    }

    TablesCheck(Look links, Look accounts) {
        this.links = links;
        this.accounts = accounts;
    }

    @Override
    public void afterSingletonsInstantiated() {
        look(
                links,
                OF_NO_TOKEN,
                "Resetta's tables cannot be read: {} Set resetta.database.initialize-schema=always,"
                        + " or give the statements of its schema to your migrations.");
        look(
                accounts,
                NOBODY,
                "The table of the accounts cannot be read: {} Create it, or say its name and its columns by resetta.accounts.");
    }

    private static void look(Look table, String nobodys, String warning) {
        try {
            table.at(nobodys);
        } catch (RuntimeException e) {
            LOG.warn(warning, reason(e));
        }
    }

    /** What the database says, in one line; nothing of anybody's was asked for. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return line.replaceFirst("[\\s.:;]+$", "") + ".";
    }
}
