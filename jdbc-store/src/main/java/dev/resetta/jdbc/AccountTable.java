package dev.resetta.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of accounts, and the statements over it.
 *
 * @param addressMatch how the address is compared with the parameter
 * @param condition what look-ups and writes keep to; its question marks come after all others
 * @param values for them
 */
record AccountTable(String table, Columns columns, String addressMatch, String condition, List<Object> values)
        implements AccountStatements {

    private static final String AS_THE_DATABASE_DOES = "{address} = ?";
    private static final String IGNORING_CASE = "LOWER({address}) = LOWER(?)";
    private static final String NO_CONDITION = "1 = 1";

    private static final String FIND = """
            SELECT {columns}
              FROM {table}
             WHERE {match} AND {condition}
             ORDER BY {id}
            """;

    private static final String FIND_NONE = """
            SELECT {columns}
              FROM {table}
             WHERE 1 = 0
            """;

    private static final String REPLACE_HASH = """
            UPDATE {table}
               SET {hash} = ?
             WHERE {id} = ? AND {same hash} AND {condition}
            """;

    private static final String SET_FIRST_HASH = """
            UPDATE {table}
               SET {hash} = ?
             WHERE {id} = ? AND {hash} IS NULL AND {condition}
            """;

    static AccountTable named(String table) {
        Columns columns = new Columns("id", "email", "password_hash", null, null, null);
        return new AccountTable(SqlName.table(table), columns, AS_THE_DATABASE_DOES, NO_CONDITION, List.of());
    }

    AccountTable with(Columns other) {
        return new AccountTable(table, other, addressMatch, condition, values);
    }

    AccountTable ignoringCase() {
        return new AccountTable(table, columns, IGNORING_CASE, condition, values);
    }

    /** Adds a condition to those there are. */
    AccountTable where(String added, Object... addedValues) {
        int marks = AccountStatements.questionMarks(added);
        if (added.isBlank() || marks != addedValues.length) {
            throw new IllegalArgumentException("A condition needs one value for each question mark; this one has "
                    + marks + " and was given " + addedValues.length + ": " + added);
        }
        if (Arrays.stream(addedValues).anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(
                    "Nothing equals null in SQL; write IS NULL into the condition instead: " + added);
        }
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(addedValues));
        return new AccountTable(table, columns, addressMatch, condition + " AND (" + added + ")", List.copyOf(all));
    }

    @Override
    public String description() {
        return filled(FIND_NONE);
    }

    @Override
    public Bound byIdentifier(String identifier) {
        return bound(FIND.replace("{match}", addressMatch), identifier);
    }

    @Override
    public Bound byId(Object id, String lock) {
        return bound(FIND.replace("{match}", "{id} = ?") + lock, id);
    }

    @Override
    public Bound update(String newHash, Object id, @Nullable String expectedHash, Dialect dialect) {
        return expectedHash == null
                ? bound(SET_FIRST_HASH, newHash, id)
                : bound(REPLACE_HASH.replace("{same hash}", dialect.isExactly("{hash}")), newHash, id, expectedHash);
    }

    /** The values of the condition come last. */
    private Bound bound(String sql, Object... first) {
        return new Bound(
                filled(sql), Stream.concat(Stream.of(first), values.stream()).toList());
    }

    private String filled(String sql) {
        return sql.replace("{columns}", columns.list())
                .replace("{table}", table)
                .replace("{id}", columns.id())
                .replace("{address}", columns.address())
                .replace("{hash}", columns.passwordHash())
                .replace("{condition}", condition);
    }

    /** The columns of an account, by names that have been checked; the last three only where the table has them. */
    record Columns(
            String id,
            String address,
            String passwordHash,
            @Nullable String name,
            @Nullable String locale,
            @Nullable String stamp) {

        Columns withKeys(String newId, String newAddress, String newPasswordHash) {
            return new Columns(
                    SqlName.column(newId),
                    SqlName.column(newAddress),
                    SqlName.column(newPasswordHash),
                    name,
                    locale,
                    stamp);
        }

        Columns withName(String column) {
            return new Columns(id, address, passwordHash, SqlName.column(column), locale, stamp);
        }

        Columns withLocale(String column) {
            return new Columns(id, address, passwordHash, name, SqlName.column(column), stamp);
        }

        Columns withStamp(String column) {
            return new Columns(id, address, passwordHash, name, locale, SqlName.column(column));
        }

        /** With the labels by which they are read. */
        private String list() {
            return id + " AS id, " + address + " AS address, " + passwordHash + " AS password_hash"
                    + labelled(name, "name")
                    + labelled(locale, "locale")
                    + labelled(stamp, "stamp");
        }

        private static String labelled(@Nullable String column, String label) {
            return column == null ? "" : ", " + column + " AS " + label;
        }
    }
}
