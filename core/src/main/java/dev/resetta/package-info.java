/**
 * Password resets for any Java application.
 *
 * <p>{@link dev.resetta.PasswordReset} is the door. Build one when the application starts, and use it like this:
 *
 * <ol>
 *   <li>A person types an address or a user name into "forgot your password?". Hand it to {@link
 *       dev.resetta.PasswordReset#request request}, exactly as typed, and show everybody the same page. The account is
 *       looked up later, on another thread; the link is minted when its mail is sent.
 *   <li>The person opens the link. Take the token out of the address at once (a redirect and a cookie, or the fragment), and
 *       ask {@link dev.resetta.PasswordReset#check check} whether to show the form. Checking changes nothing: mail programs
 *       open links, too.
 *   <li>The person sends in the new password, twice. Hand both to {@link dev.resetta.PasswordReset#redeem redeem}. A
 *       refused password never costs the link; a link is used by one person only; claim and password change together or
 *       not at all.
 *   <li>On {@link dev.resetta.ResetResult.Changed}, send the person to the sign-in page. Sessions were ended by the hook you
 *       gave the builder, and the account's addresses are being told.
 *   <li>Whoever got a mail without having asked opens the cancel link; when that page's form is sent in, call {@link
 *       dev.resetta.PasswordReset#cancel cancel}.
 * </ol>
 *
 * <p>What an application implements is in {@link dev.resetta.account}; what it may exchange is in {@link dev.resetta.token},
 * {@link dev.resetta.password}, {@link dev.resetta.delivery} and {@link dev.resetta.limit}. {@link dev.resetta.ResetEvent}s
 * tell operators what happened and why.
 */
@NullMarked
package dev.resetta;

import org.jspecify.annotations.NullMarked;
