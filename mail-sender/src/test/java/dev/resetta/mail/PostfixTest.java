package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.DeliveryException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real Postfix, with STARTTLS and a login. */
class PostfixTest {
    private static PostfixServer postfix;

    @BeforeAll
    static void start() throws Exception {
        postfix = PostfixServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (postfix != null) {
            postfix.close();
        }
    }

    @BeforeEach
    void forget() throws Exception {
        postfix.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {Notices.ADDRESS, "o'hara=x/y%z!@example.com", "{t}|~`^$#*?&@example.com"})
    void aMailArrivesAtTheStoredAddressByteForByteWithItsLinks(String address) throws Exception {
        try (MailNotifier notifier = notifier(postfix.asServer())) {
            notifier.send(Notices.resetLinkTo(address));
        }

        PostfixServer.Arrived arrived = onlyMail();
        assertThat(arrived.recipient()).isEqualTo(address);
        assertThat(arrived.mail().textLinks()).containsExactly(Notices.LINK, Notices.CANCEL_LINK);
        assertThat(arrived.mail().htmlLinks()).containsExactly(Notices.LINK, Notices.LINK, Notices.CANCEL_LINK);
        assertThat(arrived.mail().header("Return-Path")).isEqualTo("<no-reply@shop.example>");
        assertThat(arrived.mail().header("Auto-Submitted")).isEqualTo("auto-generated");
    }

    @Test
    void anAddressOutsideAsciiArrivesByteForByte() throws Exception {
        try (MailNotifier notifier = notifier(postfix.asServer())) {
            notifier.send(Notices.resetLinkTo("j\u00fcrgen.\u7528\u6237@example.com"));
        }

        // The header is UTF-8, which the parser of the test takes for Latin-1.
        PostfixServer.Arrived arrived = onlyMail();
        assertThat(utf8(arrived.recipient())).isEqualTo("j\u00fcrgen.\u7528\u6237@example.com");
        assertThat(utf8(arrived.mail().header("To"))).isEqualTo("j\u00fcrgen.\u7528\u6237@example.com");
    }

    @Test
    void anInternationalDomainArrives() throws Exception {
        try (MailNotifier notifier = notifier(postfix.asServer())) {
            notifier.send(Notices.resetLinkTo("v@b\u00fccher.example"));
        }

        assertThat(onlyMail().recipient()).isEqualTo("v@xn--bcher-kva.example");
    }

    @Test
    void manyMailsOfManyThreadsAllArriveOnce() throws Exception {
        List<String> addresses = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (MailNotifier notifier = notifier(postfix.asServer().connections(3).mailsPerConnection(7))) {
            List<Future<?>> sends = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String address = "customer-" + i + "@example.com";
                addresses.add(address);
                sends.add(threads.submit(() -> notifier.send(Notices.resetLinkTo(address))));
            }
            for (Future<?> send : sends) {
                send.get(2, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(postfix.await(60))
                .extracting(PostfixServer.Arrived::recipient)
                .containsExactlyInAnyOrderElementsOf(addresses);
    }

    @Test
    void aWrongPasswordIsNotNow() {
        assertFails(postfix.asServer().login(PostfixServer.USER, "wrong"), Notices.ADDRESS, Kind.NOT_NOW, "535");
    }

    @Test
    void withoutALoginNothingIsTaken() {
        SmtpServer anonymous =
                SmtpServer.of("localhost", postfix.port()).startTls().trusting(postfix.trust());
        // Postfix says so about the recipient, and its status code (5.7.1) that it means us.
        assertFails(anonymous, Notices.ADDRESS, Kind.NOT_NOW, "RCPT TO was answered with 554");
    }

    @Test
    void plainTextIsRefusedByTheServer() {
        assertFails(SmtpServer.of("localhost", postfix.port()).plainText(), Notices.ADDRESS, Kind.NOT_NOW, "MAIL FROM");
    }

    private static void assertFails(SmtpServer server, String address, Kind kind, String sentence) {
        try (MailNotifier notifier = notifier(server)) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> notifier.send(Notices.resetLinkTo(address)))
                    .withMessageContaining(sentence)
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
        }
    }

    private static PostfixServer.Arrived onlyMail() throws Exception {
        List<PostfixServer.Arrived> mails = postfix.await(1);
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }

    private static MailNotifier notifier(SmtpServer server) {
        return MailNotifier.of(server, "Shop <no-reply@shop.example>");
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
