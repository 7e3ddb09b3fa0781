package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.resetta.delivery.DeliveryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One recipient, byte for byte: which addresses get mail, and what is said to the server. */
class MailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com",
                "a.b+c_d-e@sub.example.com",
                "o'hara@example.com",
                "x=y!z%q@example.com",
                "ROOT@localhost",
                "1@xn--mnchen-3ya.example"
            })
    void plainAddressesAreAccepted(String address) throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
            MailNotifier.of(server.asServer(), "no-reply@shop.example").send(Notices.resetLinkTo(address));

            assertThat(server.commands()).contains("RCPT TO:<" + address + ">");
        }
    }

    static Stream<String> addressesThatAreNotOnePlainAddress() {
        return Stream.of(
                "v@x.com,evil@y.com",
                "v@x.com;evil@y.com",
                "v@x.com evil@y.com",
                "v@x.com <evil@y.com>",
                "<evil@y.com>",
                "\"v@x.com\" <evil@y.com>",
                "friends:v@x.com,evil@y.com;",
                "friends:v@x.com;",
                "@relay.example,@other.example:v@x.com",
                "<@relay.example:v@x.com>",
                "v@x.com(evil@y.com)",
                "(comment)v@x.com",
                "v@x.com\r\nRCPT TO:<evil@y.com>",
                "v@x.com>\r\nRCPT TO:<evil@y.com",
                "v@x.com\nBcc: evil@y.com",
                "v@x.com\u0000",
                "v@x.com\u007f",
                "\tv@x.com",
                " v@x.com",
                "v@x.com ",
                "v@x.com\u00a0",
                "v\u200b@x.com",
                "v@x.com\u202e",
                "\"v\"@x.com",
                "\"v@x.com,evil\"@y.com",
                "v@[127.0.0.1]",
                "v@x..com",
                "v@.x.com",
                "v@x.com.",
                "v@-x.com",
                ".v@x.com",
                "v.@x.com",
                "v..w@x.com",
                "v@x@y.com",
                "v\\@x.com",
                "v",
                "@x.com",
                "v@",
                "",
                "victim\uFF20x.com",
                "v@" + "\u00e4.".repeat(40) + "example",
                "v@x\uFF0Ecom",
                "v@x.com\uFF0Cevil@y.com",
                "v\uFB01@x.com",
                "\u00fcalice\uFE0F@x.com",
                "v\u034F@x.com",
                "v\u115F@x.com",
                "v\uFF21@x.com",
                "e\u0301@x.com",
                "v@fu\u00dfball.example",
                "v@B\u00dcCHER.example",
                "v@b\u00fccher .example",
                "v@\u202ebcher.example",
                "v@b\u00fccher.example,evil@y.com",
                "v@b\u00fccher_1.example",
                "j\u00fcrgen@x.com,evil@y.com",
                "j\u00fcrgen@x.com\r\nRCPT TO:<evil@y.com>",
                "j\u00fcrgen\u2028@x.com",
                "\u00e4".repeat(33) + "@x.com",
                "\u212Aelvin@x.com",
                "\ud83d@x.com",
                "a".repeat(65) + "@x.com",
                "a@" + "b".repeat(64) + ".com",
                "a@" + "b.".repeat(127) + "com");
    }

    @ParameterizedTest
    @MethodSource("addressesThatAreNotOnePlainAddress")
    void anythingElseIsRefusedForGoodAndNothingIsSent(String address) throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
            MailNotifier notifier = MailNotifier.of(server.asServer(), "no-reply@shop.example");

            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> notifier.send(Notices.resetLinkTo(address)))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(DeliveryException.Kind.NEVER))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("x.com", "y.com"));
            assertThat(server.commands()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v@b\u00fccher.example, v@xn--bcher-kva.example",
        "v@\u4f8b\u3048.example, v@xn--r8jz45g.example",
        "v@\u0645\u062b\u0627\u0644.example, v@xn--mgbh0fb.example"
    })
    void anInternationalDomainIsSaidInAscii(String stored, String said) throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer("SMTPUTF8")) {
            MailNotifier.of(server.asServer(), "no-reply@shop.example").send(Notices.resetLinkTo(stored));

            assertThat(server.commands()).contains("RCPT TO:<" + said + ">", "MAIL FROM:<no-reply@shop.example>");
            assertThat(server.mails().get(0)).contains("\r\nTo: " + said + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"j\u00fcrgen@example.com", "\u7528\u6237@\u4f8b\u5b50.example"})
    void anInternationalLocalPartIsSaidByteForByteToAServerThatTakesIt(String address) throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer("8BITMIME", "SMTPUTF8")) {
            MailNotifier notifier = MailNotifier.of(server.asServer(), "no-reply@shop.example");
            notifier.send(Notices.resetLinkTo(address));

            assertThat(server.commands())
                    .contains("MAIL FROM:<no-reply@shop.example> SMTPUTF8", "RCPT TO:<" + address + ">");
            assertThat(server.mails().get(0)).contains("\r\nTo: " + address + "\r\n");
        }
    }

    @Test
    void anInternationalLocalPartIsRefusedForGoodWhereTheServerDoesNotTakeIt() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
            MailNotifier notifier = MailNotifier.of(server.asServer(), "no-reply@shop.example");

            assertRefused(notifier, "j\u00fcrgen@example.com", "does not offer SMTPUTF8");
            assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
            server.awaitNoConnection();
        }
    }

    @Test
    void onlyMailsThatNeedItAskForSmtpUtf8() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer("SMTPUTF8")) {
            MailNotifier notifier = MailNotifier.of(server.asServer(), "no-reply@shop.example");
            notifier.send(Notices.resetLinkTo("j\u00fcrgen@example.com"));
            notifier.send(Notices.resetLink());

            assertThat(server.commands().stream().filter(command -> command.startsWith("MAIL")))
                    .containsExactly("MAIL FROM:<no-reply@shop.example> SMTPUTF8", "MAIL FROM:<no-reply@shop.example>");
        }
    }

    @Test
    void theEnvelopeSenderIsTheBounceAddressOrTheSender() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
            MailNotifier notifier = MailNotifier.of(server.asServer(), "Shop <no-reply@shop.example>");
            notifier.send(Notices.resetLink());
            notifier.bounceAddress("bounces@shop.example").send(Notices.resetLink());

            assertThat(server.commands())
                    .contains("MAIL FROM:<no-reply@shop.example>", "MAIL FROM:<bounces@shop.example>");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> notifier.bounceAddress("a@shop.example,b@shop.example"))
                    .withMessageStartingWith("The bounce address");
        }
    }

    @Test
    void anAddressIsAsLongAsServersTakeIt() {
        String domain = "d".repeat(63) + "." + "d".repeat(63) + "." + "d".repeat(61);

        assertThat(MailAddress.parse("a".repeat(64) + "@" + domain)).isPresent();
        assertThat(MailAddress.parse("a".repeat(64) + "@" + domain + "d")).isEmpty();
        assertThat(MailAddress.parse("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(MailAddress.parse("\u00e4".repeat(32) + "@example.com")).isPresent();
        assertThat(MailAddress.parse("\u00e4".repeat(32) + "a@example.com")).isEmpty();
    }

    private static void assertRefused(MailNotifier notifier, String address, String why) {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> notifier.send(Notices.resetLinkTo(address)))
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(DeliveryException.Kind.NEVER))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(address));
    }
}
