package dev.resetta.jdbc;

import java.util.Objects;
import java.util.regex.Pattern;

/** Names of schemas, tables and columns: the only text of a caller that becomes part of a look-up's SQL. */
final class SqlName {
    private static final String PART =
            "(?:[A-Za-z_][A-Za-z0-9_$]{0,127}|\"[^\"\\p{Cntrl}]{1,128}\"|`[^`\\p{Cntrl}]{1,128}`)";
    private static final Pattern SINGLE = Pattern.compile(PART);
    private static final Pattern TABLE = Pattern.compile(PART + "(?:\\." + PART + "){0,2}");

    private SqlName() {}

    /** A table, with its catalogue and schema if need be. */
    static String table(String name) {
        return checked(name, TABLE, "table");
    }

    static String schema(String name) {
        return checked(name, SINGLE, "schema");
    }

    static String column(String name) {
        return checked(name, SINGLE, "column");
    }

    private static String checked(String name, Pattern pattern, String what) {
        Objects.requireNonNull(name, what);
        if (!pattern.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A " + what + " is named by letters, digits and underscores, or by anything"
                            + " in double quotes or backticks; this is neither: " + name);
        }
        return name;
    }
}
