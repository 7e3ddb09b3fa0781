/**
 * Password resets for any Java application.
 *
 * <p>{@link dev.resetta.PasswordReset} is the door. Build one when the application starts, from parts of your own or those that
 * come along: {@code dev.resetta.jdbc} (module jdbc-store) keeps links, limits and waiting mails in your database, {@code
 * dev.resetta.mail} (module mail-sender) sends the mails. Use it like this, and {@linkplain dev.resetta.PasswordReset#close()
 * close} it when the application ends, so that what waits is still sent:
 *
 * <ol>
 *   <li>A person types an address or a user name into "forgot your password?". Hand it to {@link
 *       dev.resetta.PasswordReset#request request}, exactly as typed, and show everybody the same page. The account is
 *       looked up later, on another thread; the link is minted when its mail is sent.
 *   <li>The person opens the link. Take the token out of the address at once: keep it in a cookie and redirect, or put it into
 *       the fragment of the link. Ask {@link dev.resetta.PasswordReset#check check} whether to show the form. Checking changes
 *       nothing: mail programs open links, too.
 *   <li>The person sends in the new password, twice. Hand both to {@link dev.resetta.PasswordReset#redeem redeem}. A
 *       refused password never costs the link; a one-time link is used by one person only; claim and password change
 *       together or not at all.
 *   <li>On {@link dev.resetta.ResetResult.Changed}, send the person to the sign-in page. Sessions were ended by the hook you
 *       gave the builder, and the account's addresses are being told.
 *   <li>Whoever got a mail without having asked opens the cancel link; when that page's form is sent in, call {@link
 *       dev.resetta.PasswordReset#cancel cancel}.
 * </ol>
 *
 * <p>What goes wrong because of a link, a password or a crowd is an answer: {@link dev.resetta.ResetResult.LinkRefused}, {@link
 * dev.resetta.ResetResult.PasswordRefused}, or {@link dev.resetta.ResetResult.Busy}, after which the same form may be sent in
 * again. An exception means that a part of the application failed, a database that is away for example: show an error page;
 * nothing was changed, unless the event {@link dev.resetta.ResetEvent.OutcomeUncertain} says that nobody knows.
 *
 * <p>What an application implements is in {@link dev.resetta.account}; what it may exchange is in {@link dev.resetta.token},
 * {@link dev.resetta.password}, {@link dev.resetta.delivery} and {@link dev.resetta.limit}. {@link dev.resetta.ResetEvent}s
 * tell operators what happened and why.
 */
@NullMarked
package dev.resetta;

import org.jspecify.annotations.NullMarked;
