package dev.resetta.examples.replays;

import static dev.resetta.examples.replays.Application.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.resetta.account.Account;
import dev.resetta.delivery.Notifier;
import dev.resetta.examples.demo.inbox.ReceivedMail;
import dev.resetta.mail.MailNotifier;
import dev.resetta.mail.SmtpServer;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What is said to the mail server, byte for byte, when addresses and names are not what they seem. */
class MailReplayTest {
    private static final String STORED_OR_NOTHING = "the server hears the stored address, or nothing";
    private static final String USUAL_HEADERS = "no header comes from a name";
    private static final String ESCAPED = "a name is text and nothing else";

    private static final List<String> LINE_BREAKS = List.of(
            "v@example.com>\r\nRCPT TO:<thief@evil.example",
            "v@example.com\r\nRCPT TO:<thief@evil.example>",
            "v@example.com\nBcc: thief@evil.example",
            "v@example.com\r\nBcc: thief@evil.example",
            "v\r\n@example.com",
            "v@example.com\0@evil.example",
            "v@example.com\u0085thief@evil.example",
            "v@example.com\u2028thief@evil.example",
            "v@example.com\t",
            "v@example.com\r\nDATA\r\nSubject: planted");

    private static final List<String> OTHER_MAILBOXES = List.of(
            "\"thief@evil.example x\"@internal.example",
            "\"thief@evil.example\"@internal.example",
            "thief@evil.example@internal.example",
            "thief@evil.example (@internal.example)",
            "<thief@evil.example>@internal.example",
            "v@example.com,thief@evil.example",
            "v@example.com thief@evil.example",
            "Victim <thief@evil.example>",
            "friends:v@example.com,thief@evil.example;",
            "@relay.evil.example:v@example.com");

    private static final List<String> NAMES = List.of(
            "Ada\r\nBcc: thief@evil.example",
            "Ada\nSubject: planted",
            "Ada\r\n\r\n<a href=\"https://evil.example\">planted</a>",
            "<script>planted</script>",
            "<a href=\"https://evil.example\">planted</a>",
            "<img src=x onerror=planted>",
            "${7*7191}",
            "#{7*7191}",
            "{{7*7191}}",
            "{{link}}{{#service}}planted{{/service}}",
            "<%= 7*7191 %>",
            "%{7*7191}",
            "T(java.lang.Runtime).getRuntime()");

    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire();
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    private Notifier mailNotifier() {
        return MailNotifier.of(SmtpServer.of("127.0.0.1", wire.port()), "Shop <no-reply@shop.example>");
    }

    /** Each address stands in the table as somebody's, and that somebody's id is typed. */
    private void onlyStoredAddressesAreSaid(Notifier notifier, List<String> stored) {
        for (String address : stored) {
            mailed(notifier, Account.of("30", address, "hash of somebody's").withName("Somebody"));
        }
        mailed(notifier, ADA);
        List<String> expected = new ArrayList<>(
                stored.stream().map(MailReplayTest::recipientLine).toList());
        expected.add(recipientLine(ADA.address().orElseThrow()));
        assertThat(wire.commands("RCPT"))
                .as(STORED_OR_NOTHING)
                .isSubsetOf(expected)
                .contains(recipientLine(ADA.address().orElseThrow()));
        assertThat(wire.mails(1))
                .as(STORED_OR_NOTHING)
                .hasSize(wire.commands("RCPT").size());
    }

    private static String recipientLine(String address) {
        return "RCPT TO:<" + address + ">";
    }

    private static void mailed(Notifier notifier, Account account) {
        Application app = Application.oneTime();
        app.accounts.put(account);
        app.notifier = notifier;
        app.ask(account.id());
    }

    @Replay(
            value = "CVE-2025-7962",
            how =
                    "ten stored addresses with line breaks and other controls; the conversation is read off the wire; the mail library is one that checks, too")
    void commandsInAnAddress() throws Exception {
        onlyStoredAddressesAreSaid(mailNotifier(), LINE_BREAKS);
        assertThat(wire.commands("RCPT")).hasSize(1);
        Properties version = new Properties();
        try (InputStream file =
                Transport.class.getResourceAsStream("/META-INF/maven/org.eclipse.angus/angus-mail/pom.properties")) {
            version.load(file);
        }
        assertThat(Runtime.Version.parse(version.getProperty("version")))
                .isGreaterThanOrEqualTo(Runtime.Version.parse("2.0.4"));
    }

    @Planted(value = "CVE-2025-7962", how = "a notifier that pastes the address into its commands")
    void plantedCommands() {
        Caught.by(
                STORED_OR_NOTHING,
                () -> onlyStoredAddressesAreSaid(new NaiveSmtp(wire.port(), a -> a), LINE_BREAKS.subList(0, 1)));
    }

    @Replay(
            value = {"CVE-2026-48019", "CVE-2026-45067"},
            how =
                    "the same ten addresses typed and stored: none is mailed to, and none is taken as sender, reply or bounce address")
    void lineBreaksInAddresses() {
        for (String address : LINE_BREAKS) {
            mailed(mailNotifier(), Account.of("30", address, "hash of somebody's"));
            assertRefused(address, from -> MailNotifier.of(SmtpServer.of("127.0.0.1", wire.port()), from));
            assertRefused(address, ((MailNotifier) mailNotifier())::replyTo);
            assertRefused(address, ((MailNotifier) mailNotifier())::bounceAddress);
        }
        assertThat(wire.commands("RCPT")).isEmpty();
    }

    private static void assertRefused(String address, Function<String, MailNotifier> setting) {
        // A blank at the end of a setting is trimmed, as elsewhere.
        if (!address.isBlank() && address.strip().equals(address)) {
            assertThat(catchThrowable(() -> setting.apply(address)))
                    .as(address)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Planted(
            value = {"CVE-2026-48019", "CVE-2026-45067"},
            how = "a notifier that takes line breaks for blanks and sends to what is before them")
    void plantedLineBreaks() {
        Caught.by(
                STORED_OR_NOTHING,
                () -> onlyStoredAddressesAreSaid(
                        new NaiveSmtp(wire.port(), address -> address.split("\\s|\0|>", 2)[0]), LINE_BREAKS));
    }

    @Replay(
            value = "CVE-2025-13033",
            how =
                    "ten stored addresses that parsers take for another mailbox or for two; what the server hears is read off the wire")
    void quotedLocalParts() {
        onlyStoredAddressesAreSaid(mailNotifier(), OTHER_MAILBOXES);
    }

    @Planted(value = "CVE-2025-13033", how = "a notifier that takes the first thing that looks like an address")
    void plantedParser() {
        Caught.by(
                STORED_OR_NOTHING,
                () -> onlyStoredAddressesAreSaid(
                        new NaiveSmtp(
                                wire.port(), address -> address.replaceFirst("^[^\\w]*([\\w.]+@[\\w.]+).*$", "$1")),
                        OTHER_MAILBOXES));
    }

    private List<MimeMessage> mailsOf(Notifier notifier) {
        NAMES.forEach(name -> mailed(
                notifier,
                Account.of(ADA.id(), "ada@example.com", "hash of ada's").withName(name)));
        return wire.mails(NAMES.size());
    }

    private void headersAreTheUsual(Notifier notifier) throws Exception {
        mailed(notifier, ADA);
        List<String> usual = names(wire.mails(1).get(0));
        for (MimeMessage mail : mailsOf(notifier)) {
            assertThat(names(mail)).as(USUAL_HEADERS).isEqualTo(usual);
            assertThat(mail.getSubject()).as(USUAL_HEADERS).doesNotContain("planted", "evil");
        }
    }

    private static List<String> names(MimeMessage mail) throws Exception {
        return Collections.list(mail.getAllHeaders()).stream()
                .map(header -> header.getName())
                .toList();
    }

    @Replay(
            value = "CVE-2009-1469",
            how = "thirteen names with line breaks, headers and markup; the mails are parsed again from what arrived")
    void headersFromNames() throws Exception {
        headersAreTheUsual(mailNotifier());
    }

    @Planted(value = "CVE-2009-1469", how = "a notifier that puts the name into the subject as it is")
    void plantedSubject() {
        Caught.by(USUAL_HEADERS, () -> headersAreTheUsual(new NaiveSmtp(wire.port(), a -> a)));
    }

    private void namesAreText(Notifier notifier) {
        for (MimeMessage mail : mailsOf(notifier)) {
            ReceivedMail read = ReceivedMail.of(1, mail);
            assertThat(read.html())
                    .as(ESCAPED)
                    .isNotEmpty()
                    .doesNotContain("<script", "<img src=x", "href=\"https://evil", "50337", "<%");
            assertThat(read.text()).as(ESCAPED).doesNotContain("50337");
        }
    }

    @Replay(
            value = {"CVE-2021-37541", "CVE-2021-46362"},
            how =
                    "thirteen names with markup and with expressions of six languages: none is markup in the mail, and none is computed")
    void markupAndExpressions() {
        namesAreText(mailNotifier());
    }

    @Planted(
            value = {"CVE-2021-37541", "CVE-2021-46362"},
            how = "a notifier that puts the name into its markup as it is")
    void plantedMarkup() {
        Caught.by(ESCAPED, () -> namesAreText(new NaiveSmtp(wire.port(), a -> a)));
    }
}
