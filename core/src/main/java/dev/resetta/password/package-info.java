/**
 * New passwords: which are taken, and how they are hashed.
 *
 * <p>{@link dev.resetta.password.PasswordRules} answer with {@link dev.resetta.password.PasswordProblem}s before anything slow
 * happens; a {@link dev.resetta.password.PasswordHasher} makes the hash the sign-in verifies. {@link
 * dev.resetta.password.Argon2id} is there for applications that have none yet.
 */
@NullMarked
package dev.resetta.password;

import org.jspecify.annotations.NullMarked;
