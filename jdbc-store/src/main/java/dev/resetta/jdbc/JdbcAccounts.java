package dev.resetta.jdbc;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.token.TokenStore;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of an application, out of one of its tables or by three statements of its own: looks them up and replaces
 * their password hashes.
 *
 * <p>Made by {@link ResetDatabase#accounts(String)} or {@link ResetDatabase#accounts(String, String, String)}. Immutable and
 * thread-safe; every method that changes a setting returns a new one. Within a unit it works on the unit's connection, so
 * that a new hash and the claim of the link stand or fall together. It writes the hash and what the application's own
 * statement adds, nothing else; who wants more to happen brings a {@link PasswordUpdater} of his own and uses {@link
 * ResetDatabase#inTransaction(ResetDatabase.Work)}.
 */
public final class JdbcAccounts implements AccountDirectory, PasswordUpdater {
    /** One more than are served, so that "too many" can be told from "ten". */
    private static final int MOST_ROWS = 11;

    private final Units units;
    private final AccountStatements statements;
    /** Shared by all that read the same column; a realm may be asked for with each request. */
    private final AtomicReference<@Nullable IdType> idType;

    JdbcAccounts(Units units, AccountStatements statements) {
        this(units, statements, new AtomicReference<>());
    }

    private JdbcAccounts(Units units, AccountStatements statements, AtomicReference<@Nullable IdType> idType) {
        this.units = units;
        this.statements = statements;
        this.idType = idType;
    }

    /**
     * Names the columns every account needs; by default {@code id}, {@code email} and {@code password_hash}.
     *
     * <p>A name that is a reserved word or has to keep its case is quoted as the database wants it, in double quotes or, on
     * MariaDB and MySQL, in backticks.
     *
     * @param id the key of the account: text, a whole number, a UUID or bytes, which Resetta spells in hexadecimal digits
     * @param address where notices go, and what a typed identifier is compared with
     * @param passwordHash the hash as the sign-in verifies it; a row without one can be given one
     * @throws IllegalArgumentException if one of them cannot be the name of a column
     * @throws IllegalStateException if these accounts have statements of their own
     */
    public JdbcAccounts columns(String id, String address, String passwordHash) {
        AccountTable table = table();
        return new JdbcAccounts(units, table.with(table.columns().withKeys(id, address, passwordHash)));
    }

    /**
     * Names the column that says what the person is called in notices; by default there is none.
     *
     * @throws IllegalArgumentException if it cannot be the name of a column
     * @throws IllegalStateException if these accounts have statements of their own
     */
    public JdbcAccounts nameColumn(String name) {
        AccountTable table = table();
        return with(table.with(table.columns().withName(name)));
    }

    /**
     * Names the column with the person's language as a tag ({@code de-CH}, {@code de_CH}); by default there is none, and
     * rows without a value or with an unknown one count as having none.
     *
     * @throws IllegalArgumentException if it cannot be the name of a column
     * @throws IllegalStateException if these accounts have statements of their own
     */
    public JdbcAccounts localeColumn(String locale) {
        AccountTable table = table();
        return with(table.with(table.columns().withLocale(locale)));
    }

    /**
     * Names a column with a {@linkplain Account#withSecurityStamp security stamp}, whose every change kills the outstanding
     * links; by default there is none. Best a text or a whole number, which reads the same on every node.
     *
     * @throws IllegalArgumentException if it cannot be the name of a column
     * @throws IllegalStateException if these accounts have statements of their own
     */
    public JdbcAccounts stampColumn(String stamp) {
        AccountTable table = table();
        return with(table.with(table.columns().withStamp(stamp)));
    }

    /**
     * Compares what was typed with the address by {@code LOWER(address) = LOWER(?)}; by default it is compared as it is, and
     * the collation of the column decides about case.
     *
     * <p>An index on the address itself is of no use for that: a large table wants one on {@code LOWER(address)}. What the
     * database folds beyond ASCII, a Kelvin sign for a k, may find an account and never redirects its mail, because notices
     * go to the stored address and not to what was typed.
     *
     * @throws IllegalStateException if these accounts have statements of their own
     */
    public JdbcAccounts ignoringCase() {
        return with(table().ignoringCase());
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
     * @throws IllegalStateException if these accounts have statements of their own
     */
    public JdbcAccounts where(String condition, Object... values) {
        return with(table().where(condition, values));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The address has to equal what was typed, by the database's own comparison or {@linkplain #ignoringCase ignoring
     * case}; statements of the application's own decide for themselves. A text that no column can hold is nobody's.
     *
     * @throws ResetDatabaseException if the database refuses
     * @throws IllegalStateException if the application's select lacks a column, or has one twice
     */
    @Override
    public List<Account> findByIdentifier(String identifier) {
        return isText(identifier)
                ? units.run(
                        "Accounts could not be looked up.",
                        session -> find(session, statements.byIdentifier(identifier), identifier))
                : List.of();
    }

    /**
     * {@inheritDoc}
     *
     * <p>An id that the column cannot hold, or that only a collation takes for another, is the id of nobody. Within a unit the
     * row of a table is locked, where the database can, so that the account that is judged is the one that is written; to
     * statements of the application's own no lock is added.
     *
     * @throws ResetDatabaseException if the database refuses
     * @throws IllegalStateException if the application's select lacks a column, or has one twice
     */
    @Override
    public Optional<Account> findById(String accountId) {
        boolean locks = units.isWithinUnit();
        return units
                .run("An account could not be read.", session -> {
                    Optional<Object> id = idValue(session, accountId);
                    String lock = locks ? session.dialect().lockingRead() : "";
                    return id.isPresent()
                            ? find(session, statements.byId(id.get(), lock), accountId)
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
     * <p>One conditional write; an account without a hash is expected to have none still. Over a table the hash is compared
     * exactly, whatever the collation of its column takes for equal; only a database that Resetta does not know compares in
     * its own way, and so do statements of the application's own. The id has to be spelled as a look-up told it.
     *
     * @throws ResetDatabaseException if the database refuses
     * @throws IllegalStateException if the id names more than one row; outside a transaction nothing was written, and within
     *     one its owner has to roll back
     * @throws TokenStore.ConflictException outside a transaction, if others were in the way for long; it may be repeated
     */
    @Override
    public boolean update(PasswordUpdate update) {
        String newHash = update.newHash();
        String expected = update.expectedHash().orElse(null);
        units.refuseIfElsewhere("The accounts");
        return units.runInTransaction("A password could not be replaced.", session -> {
            Optional<Object> id = idValue(session, update.accountId());
            return id.isPresent() && isOne(session, statements.update(newHash, id.get(), expected, session.dialect()));
        });
    }

    /** {@inheritDoc} Here always true. */
    @Override
    public boolean joinsTransaction() {
        return true;
    }

    private JdbcAccounts with(AccountTable table) {
        return new JdbcAccounts(units, table, idType);
    }

    private AccountTable table() {
        if (statements instanceof AccountTable table) {
            return table;
        }
        throw new IllegalStateException("These accounts have statements of their own, and nothing is added to those."
                + " Write columns and conditions into the three statements.");
    }

    private static List<Account> find(Session session, AccountStatements.Bound select, String text)
            throws SQLException {
        try (PreparedStatement statement = session.prepare(select)) {
            statement.setMaxRows(MOST_ROWS);
            try (ResultSet rows = statement.executeQuery()) {
                return AccountColumns.of(rows.getMetaData()).accounts(rows);
            }
        } catch (SQLException e) {
            // A text in ASCII is foreign nowhere: then it is the statement that cannot work.
            if (text.chars().anyMatch(c -> c > 127) && session.dialect().isForeignText(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private static boolean isOne(Session session, AccountStatements.Bound update) throws SQLException {
        try (PreparedStatement statement = session.prepare(update)) {
            int rows = statement.executeUpdate();
            if (rows > 1) {
                throw new IllegalStateException("The id of an account is not unique: " + rows
                        + " rows have the same. This is not to be committed.");
            }
            return rows == 1;
        }
    }

    private Optional<Object> idValue(Session session, String accountId) throws SQLException {
        return isText(accountId) ? idType(session).parse(accountId) : Optional.empty();
    }

    /** Asked once: the type of a column does not change while a program runs. */
    private IdType idType(Session session) throws SQLException {
        IdType known = idType.get();
        if (known == null) {
            try (PreparedStatement described = session.prepareAsIs(statements.description())) {
                known = AccountColumns.of(described.getMetaData()).idType();
                idType.set(known);
            }
        }
        return known;
    }

    /** No column has a NUL or half a character in it; some databases refuse the one and drivers replace the other. */
    private static boolean isText(String typed) {
        return typed.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(typed);
    }
}
