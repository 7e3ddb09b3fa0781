/**
 * The accounts of the application, as a reset sees them: who can sign in, and how a password hash is replaced.
 *
 * <p>An application implements two interfaces. {@link dev.resetta.account.AccountDirectory} finds {@link
 * dev.resetta.account.Account}s; {@link dev.resetta.account.PasswordUpdater} carries out a {@link
 * dev.resetta.account.PasswordUpdate}, and only if the hash is still the one the link was judged by. One class may
 * implement both. Nothing here depends on any other package of Resetta.
 */
@NullMarked
package dev.resetta.account;

import org.jspecify.annotations.NullMarked;
