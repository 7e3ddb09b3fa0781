/**
 * Accounts over JPA, with Hibernate, in one transaction with Resetta's own tables.
 *
 * <ul>
 *   <li>{@link dev.resetta.examples.jpa.Person}: an entity as applications have it, with a version and a second-level cache
 *   <li>{@link dev.resetta.examples.jpa.JpaAccounts}: reads it past all caches, and replaces its password in one statement
 *   <li>{@link dev.resetta.examples.jpa.JpaTransactions}: has Resetta work on the connection of the entity manager
 * </ul>
 *
 * <p>Put together:
 *
 * <pre>{@code
 * JpaTransactions transactions = new JpaTransactions(entityManagerFactory);
 * JpaAccounts accounts = new JpaAccounts(transactions);
 * ResetDatabase db = ResetDatabase.of(dataSource).transactions(transactions).createSchema();
 * }</pre>
 */
@NullMarked
package dev.resetta.examples.jpa;

import org.jspecify.annotations.NullMarked;
