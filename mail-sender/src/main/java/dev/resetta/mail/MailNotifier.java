package dev.resetta.mail;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import dev.resetta.delivery.Notifier;
import jakarta.mail.MessagingException;
import java.util.Locale;
import java.util.Objects;

/**
 * Sends notices as mail, over SMTP.
 *
 * <p>Each mail has one recipient, the address of the notice byte for byte, and carries the same words as text and as HTML.
 * Its language is the recipient's, else the {@linkplain #defaultLocale default}, else English. Immutable and thread-safe;
 * every method that changes a setting returns a new notifier, checked as a whole, so that a template with an unknown
 * placeholder is refused when the application starts and not at night.
 *
 * <p>Connections to the server are kept for the next mail, in the limits the {@link SmtpServer} sets, and shared by all
 * notifiers that come from the same {@link #of}. {@link #close} closes them.
 */
public final class MailNotifier implements Notifier, AutoCloseable {
    private static final int LONGEST_LINE = 200;

    private final SmtpSubmission submission;
    private final MailHeaders headers;
    private final MailWriter writer;

    private MailNotifier(SmtpSubmission submission, MailHeaders headers, MailWriter writer) {
        this.submission = submission;
        this.headers = headers;
        this.writer = writer;
    }

    /**
     * Starts from a server and a sender; connects to nothing yet.
     *
     * @param server which takes the mails
     * @param from who writes, such as {@code Shop <no-reply@example.com>}: one mailbox, ASCII before the @, anything in the
     *     name. Undeliverable mail goes back there, and mails are numbered under its domain
     * @return a notifier in English and the other languages of the {@linkplain MailTemplates#standard() standard templates}
     * @throws IllegalArgumentException if the sender is not exactly one mailbox
     */
    public static MailNotifier of(SmtpServer server, String from) {
        Objects.requireNonNull(server, "server");
        Mailbox sender = Mailbox.parse("The sender", Objects.requireNonNull(from, "from"));
        String serviceName = sender.name().isEmpty() ? sender.address().domain() : sender.name();
        MailWriter writer = new MailWriter(MailTemplates.standard(), serviceName, null, Locale.ENGLISH);
        MailHeaders headers = new MailHeaders(sender, null, sender.address());
        return new MailNotifier(new SmtpSubmission(server), headers, writer);
    }

    /**
     * Sets where answers go; by default to the sender.
     *
     * @param replyTo one mailbox, such as {@code Support <help@example.com>}
     * @return a notifier with this setting
     * @throws IllegalArgumentException if it is not exactly one mailbox
     */
    public MailNotifier replyTo(String replyTo) {
        Mailbox mailbox = Mailbox.parse("The reply address", Objects.requireNonNull(replyTo, "replyTo"));
        return new MailNotifier(submission, new MailHeaders(headers.from(), mailbox, headers.bounceAddress()), writer);
    }

    /**
     * Sets where undeliverable mail goes back: the sender on the envelope, by default the sender.
     *
     * @param address one address, such as {@code bounces@example.com}
     * @return a notifier with this setting
     * @throws IllegalArgumentException if it is not exactly one address
     */
    public MailNotifier bounceAddress(String address) {
        Mailbox mailbox = Mailbox.parse("The bounce address", Objects.requireNonNull(address, "address"));
        return new MailNotifier(
                submission, new MailHeaders(headers.from(), headers.replyTo(), mailbox.address()), writer);
    }

    /**
     * Sets how people reach you, shown at the end of each mail; by default there is no such line.
     *
     * @param contact one line of 1 to 200 characters, for example {@code help@example.com or +49 30 123456}
     * @return a notifier with this setting
     * @throws IllegalArgumentException if it is empty, too long or more than one line
     */
    public MailNotifier contact(String contact) {
        return new MailNotifier(submission, headers, writer.contact(line("The contact line", contact)));
    }

    /**
     * Sets what the mails call your service; by default the sender's name, or its domain if it has none.
     *
     * @param serviceName one line of 1 to 200 characters
     * @return a notifier with this setting
     * @throws IllegalArgumentException if it is empty, too long or more than one line
     */
    public MailNotifier serviceName(String serviceName) {
        return new MailNotifier(submission, headers, writer.serviceName(line("The service name", serviceName)));
    }

    /**
     * Sets the language for recipients without one the templates speak; by default English.
     *
     * @param locale one the templates speak
     * @return a notifier with this setting
     * @throws IllegalArgumentException if the templates do not speak it
     */
    public MailNotifier defaultLocale(Locale locale) {
        return new MailNotifier(submission, headers, writer.defaultLocale(Objects.requireNonNull(locale, "locale")));
    }

    /**
     * Sets the words and the looks; by default {@link MailTemplates#standard()}.
     *
     * @param templates which speak the {@linkplain #defaultLocale default language}
     * @return a notifier with this setting
     * @throws IllegalArgumentException if they do not
     */
    public MailNotifier templates(MailTemplates templates) {
        return new MailNotifier(submission, headers, writer.templates(Objects.requireNonNull(templates, "templates")));
    }

    /**
     * Writes the mail for a notice and hands it to the server.
     *
     * @throws DeliveryException <em>never</em> if the address is not exactly one plain address or the server refuses
     *     recipient or mail for good (5xx); <em>perhaps sent</em> if the connection was lost between the end of the mail and
     *     the server's answer; <em>not now</em> for the rest: no connection, a time-out, TLS, login, a refused sender, a
     *     temporary refusal (4xx)
     */
    @Override
    public void send(Notice notice) {
        MailAddress recipient = recipient(notice.to().address());
        WrittenMail mail = writer.write(notice);
        try {
            submission.submit(new MailMessage(submission.session(), headers, recipient, mail), recipient);
        } catch (MessagingException e) {
            throw DeliveryException.never("Mail not sent: it could not be put together.", null);
        }
    }

    /**
     * Takes no more notices, waits until those under way are sent (at most five timeouts), and closes all connections, those
     * of notifiers that share them included.
     */
    @Override
    public void close() {
        submission.close();
    }

    /** Tells server and sender, and no secret. */
    @Override
    public String toString() {
        return "MailNotifier[" + submission + ", from="
                + headers.from().address().text() + "]";
    }

    private static MailAddress recipient(String address) {
        return MailAddress.parse(address)
                .orElseThrow(() -> DeliveryException.never(
                        "Mail not sent: the stored address is not exactly one plain address (name@example.com).",
                        null));
    }

    private static String line(String setting, String text) {
        String line = Objects.requireNonNull(text, setting).strip();
        if (line.isEmpty() || line.length() > LONGEST_LINE || PlainLine.hasInvisible(line)) {
            throw new IllegalArgumentException(setting + " is one line of 1 to 200 characters.");
        }
        return line;
    }
}
