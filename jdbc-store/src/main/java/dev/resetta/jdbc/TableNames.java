package dev.resetta.jdbc;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What Resetta's tables are called: a prefix, and the schema they are in, if it is not the connection's own.
 *
 * @param schema empty, or the schema and a dot
 */
record TableNames(String schema, String prefix) {
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,20}");

    static final TableNames DEFAULT = new TableNames("", "resetta_");

    TableNames withPrefix(String tablePrefix) {
        Objects.requireNonNull(tablePrefix, "tablePrefix");
        if (!PREFIX.matcher(tablePrefix).matches()) {
            throw new IllegalArgumentException("A table prefix is a lower-case letter and up to 20 lower-case letters,"
                    + " digits and underscores, for example \"resetta_\".");
        }
        return new TableNames(schema, tablePrefix);
    }

    TableNames inSchema(String name) {
        return new TableNames(SqlName.schema(name) + ".", prefix);
    }

    /**
     * Puts the names into a statement: {@code {prefix}} begins the name of a table, {@code {name}} the one of an index or a
     * constraint, which is in the schema of its table anyway.
     */
    String in(String sql) {
        return sql.replace("{prefix}", schema + prefix).replace("{name}", prefix);
    }
}
