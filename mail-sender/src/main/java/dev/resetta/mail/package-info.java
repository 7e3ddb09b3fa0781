/**
 * Mails for password resets, over SMTP.
 *
 * <p>{@link dev.resetta.mail.MailNotifier} is the door. In the order in which an application calls it:
 *
 * <ol>
 *   <li>{@link dev.resetta.mail.SmtpServer#of SmtpServer.of("smtp.example.com", 587)} says which server takes the mails, how
 *       the connection is protected (STARTTLS, unless something else is said) and with which {@linkplain
 *       dev.resetta.mail.SmtpServer#login login}.
 *   <li>{@link dev.resetta.mail.MailNotifier#of MailNotifier.of(server, "Shop &lt;no-reply@example.com&gt;")} says who
 *       writes. Reply address, contact line, default language, time zone, {@linkplain dev.resetta.mail.MailTemplates
 *       templates} and {@linkplain dev.resetta.mail.MailNotifier#realm realms} can be added. What is wrong in any of these is refused here, when the application starts.
 *   <li>It is given to the builder of a {@link dev.resetta.PasswordReset}, which {@linkplain
 *       dev.resetta.mail.MailNotifier#send sends} each {@link dev.resetta.delivery.Notice} through it, on threads of its
 *       own.
 * </ol>
 *
 * <p>Every mail goes to one recipient, byte for byte the stored address, and carries the same words as text and as HTML. It
 * holds nothing of a request but a time, the name of a browser and a system from a fixed list, and an IP address. What fails
 * is a {@link dev.resetta.delivery.DeliveryException} that tells whether another try makes sense.
 */
@NullMarked
package dev.resetta.mail;

import org.jspecify.annotations.NullMarked;
