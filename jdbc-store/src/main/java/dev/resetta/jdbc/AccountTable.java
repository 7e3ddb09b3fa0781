package dev.resetta.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of accounts, and the statements over it.
 *
 * @param condition what look-ups and writes keep to; its question marks come after all others
 * @param values for them
 */
record AccountTable(String table, Columns columns, String condition, List<Object> values) {

    /** One more than are served, so that "too many" can be told from "ten". */
    static final int MOST_ROWS = 11;

    private static final String NO_CONDITION = "1 = 1";

    private static final String FIND = """
            SELECT {columns}
              FROM {table}
             WHERE {key} = ? AND {condition}
             ORDER BY {id}
            """;

    private static final String FIND_NONE = """
            SELECT {id}
              FROM {table}
             WHERE 1 = 0
            """;

    private static final String REPLACE_HASH = """
            UPDATE {table}
               SET {hash} = ?
             WHERE {id} = ? AND {hash} = ? AND {condition}
            """;

    private static final String SET_FIRST_HASH = """
            UPDATE {table}
               SET {hash} = ?
             WHERE {id} = ? AND {hash} IS NULL AND {condition}
            """;

    static AccountTable named(String table) {
        Columns columns = new Columns("id", "email", "password_hash", null, null, null);
        return new AccountTable(SqlName.table(table), columns, NO_CONDITION, List.of());
    }

    AccountTable with(Columns other) {
        return new AccountTable(table, other, condition, values);
    }

    /** Adds a condition to those there are. */
    AccountTable where(String added, Object... addedValues) {
        long marks = questionMarks(added);
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
        return new AccountTable(table, columns, condition + " AND (" + added + ")", List.copyOf(all));
    }

    /** Selects the columns in their order by address. Parameters: address, values. */
    String findByAddress() {
        return filled(FIND.replace("{key}", columns.address()));
    }

    /** Selects the columns in their order by id. Parameters: id, values. */
    String findById() {
        return filled(FIND.replace("{key}", columns.id()));
    }

    /** Selects no row, only the id's type. */
    String findNone() {
        return filled(FIND_NONE);
    }

    /** Replaces a hash. Parameters: new hash, id, expected hash, values. */
    String replaceHash() {
        return filled(REPLACE_HASH);
    }

    /** Sets a hash where there is none. Parameters: new hash, id, values. */
    String setFirstHash() {
        return filled(SET_FIRST_HASH);
    }

    private String filled(String sql) {
        return sql.replace("{columns}", columns.list())
                .replace("{table}", table)
                .replace("{id}", columns.id())
                .replace("{hash}", columns.passwordHash())
                .replace("{condition}", condition);
    }

    /** Counts parameters: not those in quotes, and not the doubled ones with which drivers spell an operator. */
    private static long questionMarks(String sql) {
        return sql.replaceAll("'[^']*'|\"[^\"]*\"|\\?\\?", "")
                .chars()
                .filter(c -> c == '?')
                .count();
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

        private String list() {
            return Stream.of(id, address, passwordHash, name, locale, stamp)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", "));
        }
    }
}
