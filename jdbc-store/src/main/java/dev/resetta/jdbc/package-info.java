/**
 * Resetta in the application's own relational database, over plain JDBC.
 *
 * <p>{@link dev.resetta.jdbc.ResetDatabase} is the door. In the order in which an application calls it:
 *
 * <ol>
 *   <li>{@link dev.resetta.jdbc.ResetDatabase#of of(dataSource)} says where the tables are. The {@linkplain
 *       dev.resetta.jdbc.DatabaseProduct product} is found out, unless it is given.
 *   <li>{@link dev.resetta.jdbc.ResetDatabase#createSchema createSchema()} creates the tables if they are not there;
 *       or {@link dev.resetta.jdbc.ResetDatabase#schema schema()} is copied into a migration.
 *   <li>{@link dev.resetta.jdbc.ResetDatabase#tokenStore tokenStore()} keeps the digests of the links, {@link
 *       dev.resetta.jdbc.ResetDatabase#accounts(String) accounts("users")} reads the application's accounts and replaces their
 *       password hashes ({@link dev.resetta.jdbc.JdbcAccounts}). What is more than one table takes {@linkplain
 *       dev.resetta.jdbc.ResetDatabase#accounts(String, String, String) three statements}.
 *   <li>While a link is redeemed, all of them work on one connection and in one transaction: the claim of the link and the
 *       new hash stand or fall together, and a pool of one connection is enough.
 *   <li>An application with an updater of its own gets that connection from {@link
 *       dev.resetta.jdbc.ResetDatabase#inTransaction inTransaction(connection -> ...)};
 *       one with a transaction manager tells it by {@link dev.resetta.jdbc.ResetDatabase#transactions transactions(...)}.
 *   <li>{@link dev.resetta.jdbc.ResetDatabase#requestLimiter requestLimiter()} counts for all nodes together, {@link
 *       dev.resetta.jdbc.ResetDatabase#deliveryQueue deliveryQueue()} keeps what is to be mailed until it is.
 * </ol>
 *
 * <p>What goes wrong in the database is a {@link dev.resetta.jdbc.ResetDatabaseException}; what may be repeated because
 * somebody else was at work at the same moment is a {@link dev.resetta.token.TokenStore.ConflictException}.
 */
@NullMarked
package dev.resetta.jdbc;

import org.jspecify.annotations.NullMarked;
