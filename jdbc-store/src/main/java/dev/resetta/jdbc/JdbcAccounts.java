package dev.resetta.jdbc;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of an application, out of one of its tables: looks them up and replaces their password hashes.
 *
 * <p>Made by {@link ResetDatabase#accounts}. Immutable and thread-safe; every method that changes a setting returns a new
 * one. Within a unit it works on the unit's connection, so that a new hash and the claim of the link stand or fall together.
 * It writes the hash and nothing else; an application that wants more to happen brings a {@link PasswordUpdater} of its own
 * and uses {@link ResetDatabase#inTransaction}.
 */
public final class JdbcAccounts implements AccountDirectory, PasswordUpdater {
    private final Units units;
    private final AccountTable table;
    private volatile @Nullable IdType idType;

    JdbcAccounts(Units units, String table) {
        this(units, AccountTable.named(table));
    }

    private JdbcAccounts(Units units, AccountTable table) {
        this.units = units;
        this.table = table;
    }

    /**
     * Names the columns every account needs; by default {@code id}, {@code email} and {@code password_hash}.
     *
     * <p>A name that is a reserved word or has to keep its case goes in double quotes, as in SQL.
     *
     * @param id the key of the account: text, a whole number, a UUID or bytes, which Resetta spells in hexadecimal digits
     * @param address where notices go, and what a typed identifier is compared with
     * @param passwordHash the hash as the sign-in verifies it; a row without one can be given one
     * @throws IllegalArgumentException if one of them cannot be the name of a column
     */
    public JdbcAccounts columns(String id, String address, String passwordHash) {
        return with(table.columns().withKeys(id, address, passwordHash));
    }

    /** Names the column that says what the person is called in notices; by default there is none. */
    public JdbcAccounts nameColumn(String name) {
        return with(table.columns().withName(name));
    }

    /**
     * Names the column with the person's language as a tag ({@code de-CH}, {@code de_CH}); by default there is none, and
     * rows without a value or with an unknown one count as having none.
     */
    public JdbcAccounts localeColumn(String locale) {
        return with(table.columns().withLocale(locale));
    }

    /**
     * Names a column with a {@linkplain Account#withSecurityStamp security stamp}, whose every change kills the outstanding
     * links; by default there is none. Best a text or a whole number, which reads the same on every node.
     */
    public JdbcAccounts stampColumn(String stamp) {
        return with(table.columns().withStamp(stamp));
    }

    /**
     * Keeps to the rows that meet a condition, when looking up and when writing: enabled accounts, one tenant. To everything
     * here the other rows do not exist. Called again, both conditions have to hold; by default there is none.
     *
     * <pre>{@code
     * db.accounts("users").where("enabled AND tenant_id = ?", 17)
     * }</pre>
     *
     * @param condition SQL over the columns of the table, part of the program and never of what somebody typed
     * @param values for its question marks, in their order; not null
     * @throws IllegalArgumentException if there are more or fewer values than question marks, or one is null
     */
    public JdbcAccounts where(String condition, Object... values) {
        return new JdbcAccounts(units, table.where(condition, values));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The address column has to equal what was typed, by the database's own comparison.
     *
     * @throws ResetDatabaseException if the database refuses
     */
    @Override
    public List<Account> findByIdentifier(String identifier) {
        // No address has a NUL in it, and some databases refuse one with an error.
        return identifier.indexOf('\0') >= 0 ? List.of() : find(table.findByAddress(), identifier);
    }

    /**
     * {@inheritDoc}
     *
     * <p>An id that the column cannot hold is the id of nobody. Within a unit the row is locked, where the database can, so
     * that the account that is judged is the one that is written.
     *
     * @throws ResetDatabaseException if the database refuses
     */
    @Override
    public Optional<Account> findById(String accountId) {
        boolean locks = units.isWithinUnit();
        return units
                .run("An account could not be read.", session -> {
                    Optional<Object> id = idType(session).parse(accountId);
                    return id.isPresent()
                            ? find(
                                    session,
                                    locks ? table.findById() + session.dialect().lockingRead() : table.findById(),
                                    id.get())
                            : List.<Account>of();
                })
                .stream()
                // A collation may find the account of another id.
                .filter(account -> account.id().equals(accountId))
                .findFirst();
    }

    /**
     * {@inheritDoc}
     *
     * <p>One conditional write; an account without a hash is expected to have none still.
     *
     * @throws ResetDatabaseException if the database refuses
     * @throws IllegalStateException if the id column names more than one row; nothing was written
     */
    @Override
    public boolean update(PasswordUpdate update) {
        String newHash = update.newHash();
        String expected = update.expectedHash().orElse(null);
        units.refuseIfElsewhere("The accounts");
        return units.runInTransaction("A password could not be replaced.", session -> {
            Optional<Object> id = idType(session).parse(update.accountId());
            if (id.isEmpty()) {
                return false;
            }
            String sql = expected == null ? table.setFirstHash() : table.replaceHash();
            try (PreparedStatement statement = session.prepareAsIs(sql)) {
                statement.setString(1, newHash);
                statement.setObject(2, id.get());
                int next = 3;
                if (expected != null) {
                    statement.setString(next++, expected);
                }
                bindCondition(statement, next);
                int rows = statement.executeUpdate();
                if (rows > 1) {
                    throw new IllegalStateException("The id column of the accounts is not unique: " + rows
                            + " rows have the same id. No password was changed.");
                }
                return rows == 1;
            }
        });
    }

    /** {@inheritDoc} Here always true. */
    @Override
    public boolean joinsTransaction() {
        return true;
    }

    private JdbcAccounts with(AccountTable.Columns columns) {
        return new JdbcAccounts(units, table.with(columns));
    }

    private List<Account> find(String sql, Object key) {
        return units.run("Accounts could not be looked up.", session -> find(session, sql, key));
    }

    private List<Account> find(Session session, String sql, Object key) throws SQLException {
        IdType type = idType(session);
        List<Account> accounts = new ArrayList<>();
        try (PreparedStatement statement = session.prepareAsIs(sql)) {
            statement.setMaxRows(AccountTable.MOST_ROWS);
            statement.setObject(1, key);
            bindCondition(statement, 2);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    accounts.add(account(row, type));
                }
            }
        }
        return accounts;
    }

    private Account account(ResultSet row, IdType type) throws SQLException {
        Account account = Account.of(type.read(row, 1), row.getString(2), row.getString(3));
        int next = 4;
        if (table.columns().name() != null) {
            account = account.withName(row.getString(next++));
        }
        if (table.columns().locale() != null) {
            account = account.withLocale(locale(row.getString(next++)));
        }
        if (table.columns().stamp() != null) {
            account = account.withSecurityStamp(row.getString(next));
        }
        return account;
    }

    private static @Nullable Locale locale(@Nullable String tag) {
        if (tag == null) {
            return null;
        }
        Locale locale = Locale.forLanguageTag(tag.strip().replace('_', '-'));
        return locale.getLanguage().isEmpty() ? null : locale;
    }

    private void bindCondition(PreparedStatement statement, int first) throws SQLException {
        int next = first;
        for (Object value : table.values()) {
            statement.setObject(next++, value);
        }
    }

    /** Asked once: the type of a column does not change while a program runs. */
    private IdType idType(Session session) throws SQLException {
        IdType known = idType;
        if (known == null) {
            try (PreparedStatement statement = session.prepareAsIs(table.findNone());
                    ResultSet none = statement.executeQuery()) {
                known = IdType.of(none.getMetaData(), 1);
                idType = known;
            }
        }
        return known;
    }
}
