/**
 * Password resets for Spring Boot: a {@link dev.resetta.PasswordReset} made of the application's own beans and properties.
 *
 * <ol>
 *   <li>The dependency, a {@code DataSource}, a mail host ({@code spring.mail.host}), a {@code PasswordEncoder} and two
 *       properties, {@code resetta.link} and {@code resetta.mail.from}, are enough. Inject {@link dev.resetta.PasswordReset}.
 *   <li>Every part backs off before a bean of the application's: {@code AccountDirectory}, {@code PasswordHasher}, {@code
 *       TokenStore}, {@code Notifier}, {@code DeliveryQueue} and the rest, or {@code PasswordReset} itself. {@link
 *       dev.resetta.spring.PasswordResetCustomizer} reaches what has neither bean nor property.
 *   <li>Resets take part in the application's transactions. {@link dev.resetta.spring.SessionEnder}, and listeners to {@link
 *       dev.resetta.ResetEvent}, are called once those have committed, and outside of them.
 *   <li>What cannot work is refused when the application starts, in a sentence.
 * </ol>
 */
@NullMarked
package dev.resetta.spring;

import org.jspecify.annotations.NullMarked;
