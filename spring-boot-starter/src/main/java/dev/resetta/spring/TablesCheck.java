package dev.resetta.spring;

import dev.resetta.account.AccountDirectory;
import dev.resetta.token.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Looks into the tables at the start, when everything else is there, such as tables that Hibernate has made. It only warns: a
 * database that is down for a moment, or a table that comes later, is no reason not to start.
 */
final class TablesCheck implements SmartInitializingSingleton {
    /** The digest of no token: it has the form of one. */
    static final String OF_NO_TOKEN = "0".repeat(64);

    private static final Logger LOG = LoggerFactory.getLogger(TablesCheck.class);

    private final @Nullable TokenStore links;
    private final @Nullable AccountDirectory accounts;

    /** With null for what is not looked at. */
    TablesCheck(@Nullable TokenStore links, @Nullable AccountDirectory accounts) {
        this.links = links;
        this.accounts = accounts;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (links != null) {
            look(
                    () -> links.find(OF_NO_TOKEN),
                    "Resetta's tables cannot be read: {} Set resetta.database.initialize-schema=always,"
                            + " or give the statements of its schema to your migrations.");
        }
        if (accounts != null) {
            look(
                    () -> accounts.findByIdentifier("nobody@resetta.invalid"),
                    "The table of the accounts cannot be read: {} Create it,"
                            + " or say its name and its columns by resetta.accounts.");
        }
    }

    private static void look(Runnable table, String warning) {
        try {
            table.run();
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
