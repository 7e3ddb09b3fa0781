/**
 * Resetta's parts over other systems: each the whole of one integration, in a file or two to be taken into an application.
 *
 * <ul>
 *   <li>{@link dev.resetta.examples.adapters.MongoTokenStore}: links in MongoDB, without transactions
 *   <li>{@link dev.resetta.examples.adapters.SendGridNotifier}: mails over an HTTP API
 *   <li>{@link dev.resetta.examples.adapters.JwtTokenIssuer}: links that are JSON Web Tokens, stored nowhere
 *   <li>{@link dev.resetta.examples.adapters.LdapAccounts}: people in an LDAP directory, which keeps the passwords
 *   <li>{@link dev.resetta.examples.adapters.RedisRequestLimiter}: limits that all nodes share, in Redis
 * </ul>
 *
 * <p>The first paragraphs of each say what it promises, what it needs, and what it cannot do.
 */
@NullMarked
package dev.resetta.examples.adapters;

import org.jspecify.annotations.NullMarked;
