package dev.resetta.jdbc;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The statements over an application's accounts: Resetta's own over a table, or three that the application has written. */
sealed interface AccountStatements permits AccountTable, OwnStatements {

    /** What looks like a parameter and is none: text in quotes, comments, and the doubled mark that drivers turn into one. */
    Pattern NO_PARAMETERS = Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`|--[^\\n]*|(?s:/\\*.*?\\*/)|\\?\\?");

    /** Selects the columns that a look-up by id selects. It is only described, never run. */
    String description();

    /** Selects the accounts that a typed text may mean. */
    Bound byIdentifier(String identifier);

    /**
     * Selects the account of an id.
     *
     * @param lock what makes the select lock its row; empty where it must not
     */
    Bound byId(Object id, String lock);

    /** Replaces the hash of an account; an expected one of null is for an account that has none. */
    Bound update(String newHash, Object id, @Nullable String expectedHash, Dialect dialect);

    static int questionMarks(String sql) {
        return (int) NO_PARAMETERS
                .matcher(sql)
                .replaceAll(" ")
                .chars()
                .filter(c -> c == '?')
                .count();
    }

    /** A statement and the values of its question marks, in their order. */
    record Bound(String sql, List<@Nullable Object> values) {
        static Bound of(String sql, @Nullable Object... values) {
            return new Bound(sql, Collections.unmodifiableList(Arrays.asList(values)));
        }
    }
}
