package dev.resetta.jdbc;

import dev.resetta.account.Account;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the columns of an account are in a select, found by their labels, and how accounts are read from its rows. */
final class AccountColumns {
    private static final Set<String> KNOWN =
            Set.of("id", "address", "password_hash", "name", "locale", "stamp", "eligible");

    private final Map<String, Integer> columns;
    private final int id;
    private final IdType idType;

    private AccountColumns(Map<String, Integer> columns, int id, IdType idType) {
        this.columns = columns;
        this.id = id;
        this.idType = idType;
    }

    /**
     * Finds them.
     *
     * @throws IllegalStateException if a column is missing, or is there twice
     */
    static AccountColumns of(@Nullable ResultSetMetaData select) throws SQLException {
        if (select == null) {
            throw new IllegalStateException("The select of accounts by id is no select, or the driver cannot tell its"
                    + " columns before it runs.");
        }
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 1; i <= select.getColumnCount(); i++) {
            String label = select.getColumnLabel(i).toLowerCase(Locale.ROOT);
            if (KNOWN.contains(label) && columns.put(label, i) != null) {
                throw new IllegalStateException("The select of accounts has two columns labelled " + label
                        + ", and which of them is meant cannot be known. Label one of them otherwise.");
            }
        }
        int id = required(columns, "id");
        required(columns, "address");
        required(columns, "password_hash");
        return new AccountColumns(columns, id, IdType.of(select, id));
    }

    private static int required(Map<String, Integer> columns, String label) {
        Integer column = columns.get(label);
        if (column == null) {
            throw new IllegalStateException("The select of accounts has no column labelled " + label
                    + ". It needs id, address and password_hash, and may have name, locale, stamp and eligible.");
        }
        return column;
    }

    IdType idType() {
        return idType;
    }

    List<Account> accounts(ResultSet rows) throws SQLException {
        List<Account> accounts = new ArrayList<>();
        while (rows.next()) {
            accounts.add(account(rows));
        }
        return accounts;
    }

    private Account account(ResultSet row) throws SQLException {
        return Account.of(idType.read(row, id), text(row, "address"), text(row, "password_hash"))
                .withName(text(row, "name"))
                .withLocale(locale(text(row, "locale")))
                .withSecurityStamp(text(row, "stamp"))
                .withEligible(!columns.containsKey("eligible") || isTrue(text(row, "eligible")));
    }

    private @Nullable String text(ResultSet row, String label) throws SQLException {
        Integer column = columns.get(label);
        return column == null ? null : row.getString(column);
    }

    private static @Nullable Locale locale(@Nullable String tag) {
        if (tag == null) {
            return null;
        }
        Locale locale = Locale.forLanguageTag(tag.strip().replace('_', '-'));
        return locale.getLanguage().isEmpty() ? null : locale;
    }

    /** As databases and drivers spell a truth value. Null is not true, as in a WHERE clause. */
    private static boolean isTrue(@Nullable String value) {
        return switch (value == null ? "false" : value.strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default ->
                throw new IllegalStateException("The column labelled eligible has to be true or false, 1 or 0;"
                        + " compare in the select what is anything else.");
        };
    }
}
