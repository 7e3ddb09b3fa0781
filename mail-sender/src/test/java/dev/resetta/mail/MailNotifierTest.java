package dev.resetta.mail;

import static dev.resetta.mail.Notices.ADDRESS;
import static dev.resetta.mail.Notices.CANCEL_LINK;
import static dev.resetta.mail.Notices.LINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends to a real SMTP server and reads what arrived. */
class MailNotifierTest {
    @RegisterExtension
    final GreenMailExtension mailServer =
            new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Test
    void aResetLinkArrives() throws Exception {
        notifier().send(Notices.resetLink());

        Received mail = received();
        assertThat(mail.message().getSubject()).isEqualTo("Choose a new password for Shop");
        assertThat(mail.text())
                .startsWith("Hello Alice,\n\n")
                .contains("\n\n" + LINK + "\n\n", "\n\n" + CANCEL_LINK + "\n")
                .contains("good for 30 minutes, until 21 November 2026 at 14:35\u00a0UTC");
        assertThat(mail.text().replaceAll("\\s+", " "))
                .contains("Asked for on 21 November 2026 at 14:05\u00a0UTC from Firefox on Windows (203.0.113.7).");
        assertThat(mail.visibleHtml())
                .contains("Hello Alice,", "good for 30 minutes", "Firefox on Windows (203.0.113.7)");
    }

    @Test
    void aChangedPasswordArrives() throws Exception {
        notifier().send(Notices.passwordChanged());

        Received mail = received();
        assertThat(mail.message().getSubject()).isEqualTo("Your password for Shop was changed");
        assertThat(mail.text().replaceAll("\\s+", " "))
                .contains("Changed on 21 November 2026 at 14:05\u00a0UTC from Firefox on Windows (203.0.113.7).")
                .contains("Wasn’t it you?");
        assertThat(mail.textLinks()).isEmpty();
        assertThat(mail.htmlLinks()).isEmpty();
    }

    @Test
    void aLinkIssuedBySupportIsToldWithoutTheLink() throws Exception {
        notifier().send(Notices.linkIssuedIn(Locale.ENGLISH));

        Received mail = received();
        assertThat(mail.message().getSubject())
                .isEqualTo("Our support has issued a link to reset your password for Shop");
        assertThat(mail.text().replaceAll("\\s+", " "))
                .contains("The link is good until 24 November 2026 at 14:05\u00a0UTC.");
        assertThat(mail.textLinks()).isEmpty();
        assertThat(mail.htmlLinks()).isEmpty();
    }

    @Test
    void theOnlyRecipientIsTheStoredAddressByteForByte() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
            MailNotifier.of(server.asServer(), "Shop <no-reply@shop.example>").send(Notices.resetLink());

            assertThat(server.commands().stream().filter(command -> command.startsWith("RCPT")))
                    .containsExactly("RCPT TO:<" + ADDRESS + ">");
            assertThat(server.commands()).contains("MAIL FROM:<no-reply@shop.example>");
            assertThat(Received.parse(server.mails().get(0)).header("To")).isEqualTo(ADDRESS);
        }
    }

    @Test
    void textAndHtmlHoldExactlyTheSameLinksAndNothingElseToFollow() throws Exception {
        notifier().send(Notices.resetLink());

        Received mail = received();
        assertThat(mail.textLinks()).containsExactly(LINK, CANCEL_LINK);
        assertThat(mail.htmlLinks()).containsExactly(LINK, LINK, CANCEL_LINK);
        assertThat(mail.visibleHtmlLinks()).containsExactly(LINK);
        assertThat(mail.html()).doesNotContain("src=", "url(", "@import", "<img", "<script", "<form", "<link");
    }

    @Test
    void withoutACancelLinkThereIsNoTalkOfOne() throws Exception {
        Notice.ResetLink with = Notices.resetLink();
        notifier()
                .send(new Notice.ResetLink(
                        with.to(), with.circumstances(), LINK, null, with.issuedAt(), with.expiresAt()));

        Received mail = received();
        assertThat(mail.textLinks()).containsExactly(LINK);
        assertThat(mail.htmlLinks()).containsExactly(LINK, LINK);
        assertThat(mail.text() + mail.html()).doesNotContain("want to be sure", "This wasn");
    }

    @Test
    void headersComeFromConfigurationOnly() throws Exception {
        MailNotifier.of(server(), "Läden, Inc. <no-reply@shop.example>")
                .replyTo("Help <help@shop.example>")
                .send(Notices.resetLinkFor("Bcc: evil@y.com"));

        Received mail = received();
        assertThat(mail.header("From")).isEqualTo("=?UTF-8?Q?L=C3=A4den=2C_Inc=2E?= <no-reply@shop.example>");
        assertThat(mail.header("Reply-To")).isEqualTo("Help <help@shop.example>");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.header("Message-ID")).matches("<[0-9a-f-]{36}@shop\\.example>");
        assertThat(mail.header("Date")).isNotNull();
        assertThat(mail.header("Content-Language")).isEqualTo("en");
        assertThat(mail.header("Return-Path")).isEqualTo("<no-reply@shop.example>");
        assertThat(mail.header("Bcc")).isNull();
        assertThat(mail.header("Cc")).isNull();
        assertThat(mail.message().getAllRecipients()).hasSize(1);
    }

    @Test
    void aHeaderForTheProviderIsOnTheMailAndReplacesNothing() throws Exception {
        notifier().header("X-Mailgun-Track-Clicks", "no").send(Notices.resetLink());

        assertThat(received().header("X-Mailgun-Track-Clicks")).isEqualTo("no");
        assertThatIllegalArgumentException().isThrownBy(() -> notifier().header("Bcc", "evil@evil.example"));
        assertThatIllegalArgumentException().isThrownBy(() -> notifier().header("X-A", "b\r\nBcc: evil@evil.example"));
        assertThatIllegalArgumentException().isThrownBy(() -> notifier().header("X-A:", "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> notifier().header("X-A", "b").header("x-a", "c"));
    }

    @Test
    void everyMailHasAnIdOfItsOwn() throws Exception {
        notifier().send(Notices.resetLink());
        notifier().send(Notices.resetLink());

        assertThat(Stream.of(arrived()).map(mail -> Received.parse(mail)).map(mail -> unchecked(mail, "Message-ID")))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void theRecipientsLanguageWinsThenTheDefaultThenEnglish() throws Exception {
        MailNotifier german = notifier().defaultLocale(Locale.GERMANY);

        notifier().send(Notices.resetLinkIn(Locale.forLanguageTag("de-AT")));
        german.send(Notices.resetLinkIn(Locale.ENGLISH));
        german.send(Notices.resetLinkIn(null));
        german.send(Notices.resetLinkIn(Locale.forLanguageTag("tlh")));
        notifier().send(Notices.resetLinkIn(Locale.forLanguageTag("tlh")));

        assertThat(Stream.of(arrived()).map(mail -> unchecked(Received.parse(mail), "Content-Language")))
                .containsExactly("de", "en", "de", "de", "en");
    }

    @Test
    void aLinkNoBrowserCouldFollowIsRefusedForGood() {
        Notice.ResetLink good = Notices.resetLink();
        for (String link :
                List.of("javascript:alert(1)", "https://x.example/ y", "https://x.example/\r\nBcc: a@b.example")) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> notifier()
                            .send(new Notice.ResetLink(
                                    good.to(), good.circumstances(), link, null, good.issuedAt(), good.expiresAt())))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(DeliveryException.Kind.NEVER));
        }
        assertThat(arrived()).isEmpty();
    }

    @Test
    void noLoggerSeesTheTalkWithTheServer() throws Exception {
        Logger root = Logger.getLogger("");
        Level level = root.getLevel();
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        Handler listener = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord entry) {
                seen.add(new SimpleFormatter().formatMessage(entry));
            }
        };
        listener.setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(listener);
        try {
            notifier().send(Notices.resetLink());
        } finally {
            root.removeHandler(listener);
            root.setLevel(level);
        }

        assertThat(arrived()).hasSize(1);
        assertThat(seen.toString()).contains("connect").doesNotContain("token", "RCPT", ADDRESS, "Alice");
    }

    @Test
    void aRefusedConnectionIsNotNow() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        MailNotifier notifier = MailNotifier.of(SmtpServer.of("localhost", nobody), "no-reply@shop.example");

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> notifier.send(Notices.resetLink()))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(DeliveryException.Kind.NOT_NOW));
    }

    @Test
    void anUnknownHostIsNotNow() {
        SmtpServer nowhere = SmtpServer.of("smtp.invalid", 587).timeout(Duration.ofSeconds(1));
        MailNotifier notifier = MailNotifier.of(nowhere, "no-reply@shop.example");

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> notifier.send(Notices.resetLink()))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(DeliveryException.Kind.NOT_NOW));
    }

    @Test
    void manyThreadsMaySendAtOnce() throws Exception {
        MailNotifier notifier = notifier();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> sent = IntStream.range(0, 40)
                    .<Future<?>>mapToObj(
                            i -> threads.submit(() -> notifier.send(Notices.resetLinkTo("user" + i + "@example.com"))))
                    .toList();
            for (Future<?> one : sent) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(Stream.of(arrived()).map(mail -> unchecked(Received.parse(mail), "To")))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 40)
                        .mapToObj(i -> "user" + i + "@example.com")
                        .toList());
    }

    @Test
    void aClosedNotifierSendsNothing() {
        MailNotifier notifier = notifier();
        notifier.close();
        notifier.close();

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> notifier.send(Notices.resetLink()))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(DeliveryException.Kind.NOT_NOW));
        assertThat(arrived()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Shop",
                "a@x.example, b@y.example",
                "Shop <a@x.example>, Other <b@y.example>",
                "Shop <a@x.example> <b@y.example>",
                "Shop\r\nBcc: evil@y.com <a@x.example>",
                "Shop <a@x.example>\r\nBcc: evil@y.com",
                "evil@y.com <a@x.example>",
                "group:a@x.example;",
                "Shop <a@x.example",
                "=?utf-8?q?evil=40y.example?= <a@x.example>",
                "Shop <\u00e4@x.example>"
            })
    void aSenderThatIsNotOneMailboxIsRefusedWhenBuilt(String from) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailNotifier.of(server(), from))
                .withMessageContaining("one mailbox");
        assertThatIllegalArgumentException().isThrownBy(() -> notifier().replyTo(from));
    }

    @Test
    void settingsOfMoreThanOneLineAreRefusedWhenBuilt() {
        assertThatIllegalArgumentException().isThrownBy(() -> notifier().contact("a\r\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> notifier().contact(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> notifier().serviceName("x".repeat(201)));
        assertThat(notifier().serviceName("x".repeat(200))).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> notifier().defaultLocale(Locale.forLanguageTag("tlh")))
                .withMessageContaining("tlh");
    }

    @Test
    void nameOfTheServiceAndContactLineAreShown() throws Exception {
        notifier().serviceName("Müller & Söhne").contact("+49 30 1234567").send(Notices.passwordChanged());

        Received mail = received();
        assertThat(mail.message().getSubject()).isEqualTo("Your password for Müller & Söhne was changed");
        assertThat(mail.text()).contains("+49 30 1234567", "Müller & Söhne");
        assertThat(mail.html()).contains("+49 30 1234567", "Müller &amp; Söhne");
    }

    private SmtpServer server() {
        return SmtpServer.of("127.0.0.1", mailServer.getSmtp().getPort());
    }

    private MailNotifier notifier() {
        return MailNotifier.of(server(), "Shop <no-reply@shop.example>");
    }

    private MimeMessage[] arrived() {
        return mailServer.getReceivedMessages();
    }

    private Received received() {
        assertThat(arrived()).hasSize(1);
        return Received.parse(arrived()[0]);
    }

    private static String unchecked(Received mail, String header) {
        try {
            return mail.header(header);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
