package dev.resetta.jdbc;

import dev.resetta.account.PasswordUpdater;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database a reset lives in: product, table names and transactions, said once for all parts made from it.
 *
 * <p>Immutable and thread-safe; every method that changes a setting returns a new one. All that come from one {@link #of}
 * share their transactions, and so do all of one data source: while a unit runs on a thread, every part works on its
 * connection, so that no thread ever needs a second one. Outside a unit each operation borrows a connection and gives it back
 * before it returns. The isolation level is left as the data source sets it.
 */
public final class ResetDatabase implements TokenIssuer.Transactional {
    private final Units units;

    private ResetDatabase(Units units) {
        this.units = units;
    }

    /**
     * Starts from a data source, which is not connected to yet.
     *
     * @param dataSource where connections come from, usually a pool; connections with auto-commit on or off are both fine
     */
    public static ResetDatabase of(DataSource dataSource) {
        return new ResetDatabase(Units.on(Objects.requireNonNull(dataSource, "dataSource")));
    }

    /**
     * Sets what the names of Resetta's tables begin with; by default {@code resetta_}.
     *
     * @param tablePrefix 1 to 21 characters: a lower-case letter, then lower-case letters, digits and underscores
     * @throws IllegalArgumentException if it is anything else
     */
    public ResetDatabase tablePrefix(String tablePrefix) {
        return new ResetDatabase(units.named(units.names().withPrefix(tablePrefix)));
    }

    /**
     * Sets the schema Resetta's tables are in; by default the one that connections look into first.
     *
     * @param name the schema, which has to be there; one that is a reserved word or has to keep its case is quoted,
     *     as in SQL
     * @throws IllegalArgumentException if it cannot be the name of a schema
     */
    public ResetDatabase inSchema(String name) {
        return new ResetDatabase(units.named(units.names().inSchema(name)));
    }

    /** Names the product; by default the first connection is asked, and one that is not known is spoken to in standard SQL. */
    public ResetDatabase product(DatabaseProduct product) {
        return new ResetDatabase(units.as(Objects.requireNonNull(product, "product")));
    }

    /**
     * Has the application's own transaction manager begin and end transactions; by default Resetta does so on connections of
     * the data source.
     *
     * <p>Then a link that is redeemed, and whatever else Resetta writes, belongs to the transaction that the application has
     * begun on the calling thread, if there is one: it stands if that commits. What the database undoes there is an exception
     * for the caller, whose transaction is lost.
     *
     * @throws IllegalArgumentException if {@link Transactions#isActive()} is overridden and {@link Transactions#afterCommit}
     *     is not
     */
    public ResetDatabase transactions(Transactions transactions) {
        if (overrides(transactions, "isActive") && !overrides(transactions, "afterCommit", Runnable.class)) {
            throw new IllegalArgumentException(
                    "Transactions that tell isActive() have to override afterCommit(action), too:"
                            + " a changed password would be told before it is committed. Register the action with the manager.");
        }
        return new ResetDatabase(units.managedBy(Objects.requireNonNull(transactions, "transactions")));
    }

    private static boolean overrides(Transactions transactions, String method, Class<?>... parameters) {
        try {
            return transactions.getClass().getMethod(method, parameters).getDeclaringClass() != Transactions.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every Transactions has " + method + ".", e);
        }
    }

    /**
     * Creates the tables and indexes that are not there yet.
     *
     * <p>Calling it again changes nothing, and several processes may start at once. Whoever migrates the database with a
     * tool of his own gives that tool the text of {@link #schema()} and does not call this.
     *
     * @return this
     * @throws IllegalStateException within a unit, because many databases commit when a table is created
     * @throws ResetDatabaseException if the database refuses
     */
    public ResetDatabase createSchema() {
        if (units.isRunning()) {
            throw new IllegalStateException(
                    "The schema cannot be created within a transaction; call createSchema() once,"
                            + " when the application starts.");
        }
        new Schema(units).create();
        return this;
    }

    /**
     * Tells the statements that create the tables, as they are shipped for this product, each ended by a semicolon.
     *
     * <p>Connects only if the product was not given and is not known yet.
     */
    public String schema() {
        return new Schema(units).text();
    }

    /** Makes the store of the links' digests; thread-safe, and as cheap to make as to keep. */
    public TokenStore tokenStore() {
        return new JdbcTokenStore(units);
    }

    /**
     * Makes a limiter that all nodes share and that survives a restart; thread-safe. Give every node the same {@code
     * .signingKeys(...)}, too, or each counts by names of its own.
     *
     * <p>It works on a connection of its own even within a transaction, so that what is counted stays counted; a thread that
     * calls Resetta within a transaction then needs a second one from the pool.
     */
    public RequestLimiter requestLimiter() {
        return new JdbcRequestLimiter(units);
    }

    /**
     * Makes a delivery queue in this database, for one {@code PasswordReset}. What it takes survives the death of the process.
     * It needs db-scheduler, an optional dependency.
     */
    public JdbcDeliveryQueue deliveryQueue() {
        return new JdbcDeliveryQueue(units);
    }

    /**
     * Makes the accounts of an application out of one of its tables, with the columns {@code id}, {@code email} and {@code
     * password_hash} until {@linkplain JdbcAccounts#columns others are named}.
     *
     * @param table its name, with its schema if need be ({@code crm.users}). A name that is a reserved word or has to keep
     *     its case is quoted as the database wants it: {@code "\"User\""}, or in backticks on MariaDB and MySQL
     * @throws IllegalArgumentException if it cannot be the name of a table
     */
    public JdbcAccounts accounts(String table) {
        return new JdbcAccounts(units, AccountTable.named(table));
    }

    /**
     * Makes the accounts of an application out of three statements of its own, for what one table's columns cannot say: a
     * join, a second name to sign in by, a column more to set.
     *
     * <pre>{@code
     * db.accounts(
     *     "SELECT id, email AS address, password_hash FROM users WHERE email = ? OR user_name = ? ORDER BY id",
     *     "SELECT id, email AS address, password_hash FROM users WHERE id = ?",
     *     "UPDATE users SET password_hash = ?, failed_logins = 0 WHERE id = ? AND password_hash = ?")
     * }</pre>
     *
     * <p>The selects' columns are found by their labels. {@code id}, {@code address} and {@code password_hash} have to be
     * there; {@code name}, {@code locale} and {@code stamp} may be, as in {@link JdbcAccounts}, and so may {@code eligible}:
     * true or false, 1 or 0, and null is false. Whom a select does not return does not exist. An id is bound in the type in
     * which {@code byId} selects it. The statements run as they are, and no lock is added.
     *
     * @param byIdentifier with at least one question mark; each stands for what somebody typed
     * @param byId with one question mark, for the id
     * @param update with three question marks, for the new hash, the id and the expected hash in this order; it may set more
     *     columns, and its row count is the answer. {@code password_hash = ?} never gives a first hash to an account that
     *     has none; {@code password_hash IS NOT DISTINCT FROM ?} does, with {@code CAST(? AS VARCHAR(255))} on HSQLDB, and
     *     {@code password_hash <=> ?} on MariaDB and MySQL
     * @throws IllegalArgumentException if a statement has another number of question marks
     */
    public JdbcAccounts accounts(String byIdentifier, String byId, String update) {
        return new JdbcAccounts(units, new OwnStatements(byIdentifier, byId, update));
    }

    /**
     * Runs work on the connection of the unit that is running on this thread, or as a unit of its own.
     *
     * <p>That is how an application's own {@link PasswordUpdater} gets into the transaction of the redemption:
     *
     * <pre>{@code
     * .passwordUpdater(update -> db.inTransaction(connection -> {
     *     // UPDATE users SET password_hash = ?, changed_at = ? WHERE id = ? AND password_hash = ?
     *     return rows == 1;
     * }))
     * }</pre>
     *
     * <p>Within a unit nothing is committed here, and an exception should be let through, so that the whole unit is undone.
     * Outside one, the work is committed if it returns, whatever it returns, and undone if it throws. The connection is lent
     * for the work: it cannot be committed or rolled back as a whole, closing it does nothing, and afterwards it is of no
     * use. It belongs to this thread.
     *
     * @return what the work returned
     * @throws IllegalStateException if the unit on this thread is one of another data source, so that this could not be
     *     committed together with it
     * @throws ResetDatabaseException if the work throws an {@link SQLException}, which is the cause, or if there is no
     *     connection
     * @throws TokenStore.ConflictException if this was a unit of its own, was undone because of others at work at the same
     *     time, and may be repeated
     */
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        return units.inTransaction(Objects.requireNonNull(work, "work"));
    }

    /**
     * Runs work as one unit on this thread: what it writes through parts of this database stays if it answers true and the
     * commit succeeds, and is undone if it answers false or throws.
     *
     * <p>It is {@link TokenStore#transactionally} for resets that have no store, because their links are hash-bound: {@code
     * .transactions(db)}. Within another unit it becomes a part of it, and undoes no more than itself.
     *
     * @return what the work answered
     * @throws TokenStore.ConflictException if this was not a part of another unit, was undone because of others at work at
     *     the same time, and may be repeated
     * @throws TokenStore.OutcomeUnknownException if the commit failed and nobody knows whether it took place
     * @throws ResetDatabaseException if there is no connection
     */
    @Override
    public boolean transactionally(BooleanSupplier work) {
        return units.transactionally(Objects.requireNonNull(work, "work"));
    }

    /** {@inheritDoc} True within {@link #inTransaction(Work)}, too, and in a transaction the application's manager has begun. */
    @Override
    public boolean inTransaction() {
        return units.isRunning();
    }

    @Override
    public void afterCommit(Runnable action) {
        units.afterCommit(Objects.requireNonNull(action, "action"));
    }

    /**
     * Work on a connection.
     *
     * @param <T> what it returns
     */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        /**
         * Runs once, on the calling thread.
         *
         * @param connection lent until this returns
         */
        T run(Connection connection) throws SQLException;
    }
}
