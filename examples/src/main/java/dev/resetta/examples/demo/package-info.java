/**
 * A small bookshop whose customers can reset their passwords: Resetta inside a web application, from end to end.
 *
 * <p>Start reading at {@link dev.resetta.examples.demo.reset.PasswordResets}, which builds the library's part, and {@link
 * dev.resetta.examples.demo.reset.ResetPages}, which uses it. {@link dev.resetta.examples.demo.Demo} starts everything; the
 * database and the mail server live in this process and end with it, unless it is told to use others.
 */
@NullMarked
package dev.resetta.examples.demo;

import org.jspecify.annotations.NullMarked;
