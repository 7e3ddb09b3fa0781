package dev.resetta.mail;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import dev.resetta.delivery.Notifier;
import jakarta.mail.MessagingException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

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
    private final Map<String, UnaryOperator<MailNotifier>> realms;
    private final Map<String, MailNotifier> notifiersOfRealms = new HashMap<>();

    private MailNotifier(
            SmtpSubmission submission,
            MailHeaders headers,
            MailWriter writer,
            Map<String, UnaryOperator<MailNotifier>> realms) {
        this.submission = submission;
        this.headers = headers;
        this.writer = writer;
        this.realms = realms;
        MailNotifier common =
                realms.isEmpty() ? this : new MailNotifier(submission, headers.forRealm(), writer, Map.of());
        realms.forEach((realm, settings) -> notifiersOfRealms.put(realm, common.with(settings, realm)));
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
        MailWriter writer = new MailWriter(MailTemplates.standard(), serviceName, null, Locale.ENGLISH, ZoneOffset.UTC);
        return new MailNotifier(new SmtpSubmission(server), MailHeaders.of(sender), writer, Map.of());
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
        return with(headers.replyTo(mailbox));
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
        return with(headers.bounceAddress(mailbox.address()));
    }

    /**
     * Adds a header for the provider that takes the mails, for example to switch off its click tracking; by default there is
     * none.
     *
     * @param name beginning with {@code X-}, of at most 60 letters, digits and hyphens
     * @param value one line of 1 to 900 printable ASCII characters
     * @return a notifier with this header
     * @throws IllegalArgumentException if either cannot be, or the header is there already
     */
    public MailNotifier header(String name, String value) {
        return with(headers.providers(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
    }

    /**
     * Sets how people reach you, shown at the end of each mail; by default there is no such line.
     *
     * @param contact one line of 1 to 200 characters, for example {@code help@example.com or +49 30 123456}
     * @return a notifier with this setting
     * @throws IllegalArgumentException if it is empty, too long or more than one line
     */
    public MailNotifier contact(String contact) {
        return with(writer.contact(line("The contact line", contact)));
    }

    /**
     * Sets what the mails call your service; by default the sender's name, or its domain if it has none.
     *
     * @param serviceName one line of 1 to 200 characters
     * @return a notifier with this setting
     * @throws IllegalArgumentException if it is empty, too long or more than one line
     */
    public MailNotifier serviceName(String serviceName) {
        return with(writer.serviceName(line("The service name", serviceName)));
    }

    /**
     * Sets the language for recipients without one the templates speak; by default English.
     *
     * @param locale one the templates speak
     * @return a notifier with this setting
     * @throws IllegalArgumentException if the templates do not speak it
     */
    public MailNotifier defaultLocale(Locale locale) {
        return with(writer.defaultLocale(Objects.requireNonNull(locale, "locale")));
    }

    /**
     * Sets the time zone in which mails tell times; by default UTC.
     *
     * <p>A time is told with the zone's distance from UTC at that time, such as UTC+2 or UTC+5:30.
     *
     * @param zone for example {@code ZoneId.of("Europe/Berlin")}
     * @return a notifier with this setting
     */
    public MailNotifier zone(ZoneId zone) {
        return with(writer.zone(Objects.requireNonNull(zone, "zone")));
    }

    /**
     * Sets the words and the looks; by default {@link MailTemplates#standard()}.
     *
     * @param templates which speak the {@linkplain #defaultLocale default language}
     * @return a notifier with this setting
     * @throws IllegalArgumentException if they do not
     */
    public MailNotifier templates(MailTemplates templates) {
        return with(writer.templates(Objects.requireNonNull(templates, "templates")));
    }

    /**
     * Gives one realm settings of its own: reply address, bounce address, headers, contact line, service name, default language, time zone, templates.
     *
     * <p>What they do not say is as for the others, whether it is said before this method is called or after. Server, sender
     * and connections are shared. Notices of a realm without settings of its own are written as if there were no realms.
     *
     * <pre>{@code
     * mail.realm("staff", staff -> staff.serviceName("Shop for staff").contact("it@example.com"))
     * }</pre>
     *
     * @param realm its name, as the notices tell it
     * @param settings takes the notifier of all and returns one with the realm's settings; may be called several times
     * @return a notifier with this setting
     * @throws IllegalArgumentException if the realm has settings already, or the notifier returned was not made from the one
     *     that was given or has realms itself
     */
    public MailNotifier realm(String realm, UnaryOperator<MailNotifier> settings) {
        Map<String, UnaryOperator<MailNotifier>> more = new HashMap<>(realms);
        Objects.requireNonNull(settings, "settings");
        if (more.put(Objects.requireNonNull(realm, "realm"), settings) != null) {
            throw new IllegalArgumentException("The realm " + realm + " has settings already. Give them in one call.");
        }
        return new MailNotifier(submission, headers, writer, more);
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
        MailNotifier settings = notifiersOfRealms.getOrDefault(notice.to().realm(), this);
        WrittenMail mail = settings.writer.write(notice);
        try {
            submission.submit(new MailMessage(submission.session(), settings.headers, recipient, mail), recipient);
        } catch (MessagingException e) {
            throw DeliveryException.never("Mail not sent: it could not be put together.", null);
        }
    }

    /**
     * Takes no more notices, waits until those under way are sent (at most four timeouts), and closes all connections, those
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

    private MailNotifier with(MailHeaders headers) {
        return new MailNotifier(submission, headers, writer, realms);
    }

    private MailNotifier with(MailWriter writer) {
        return new MailNotifier(submission, headers, writer, realms);
    }

    private MailNotifier with(UnaryOperator<MailNotifier> settings, String realm) {
        MailNotifier changed = Objects.requireNonNull(settings.apply(this), () -> "the settings of the realm " + realm);
        if (changed.submission != submission || !changed.realms.isEmpty()) {
            throw new IllegalArgumentException("The settings of the realm " + realm
                    + " have to be made from the notifier that is given, without realms of their own.");
        }
        return changed;
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
