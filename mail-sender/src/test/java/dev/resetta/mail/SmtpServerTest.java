package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.mail.SmtpServer.Protection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the connection to the mail server is protected. */
class SmtpServerTest {
    private static final String PASSWORD = "s3cret-of-the-server";

    @ParameterizedTest
    @ValueSource(strings = {"smtp.example.com", "10.0.0.1", "localhost.example.com", "127.example.com", "2001:db8::1"})
    void elsewhereStartTlsIsRequired(String host) {
        assertThat(SmtpServer.of(host, 587).protection()).isEqualTo(Protection.STARTTLS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void onThisMachinePlainTextIsTheDefaultUnlessTlsIsAskedFor(String host) {
        assertThat(SmtpServer.of(host, 25).protection()).isEqualTo(Protection.PLAIN_TEXT);
        assertThat(SmtpServer.of(host, 25).startTls().protection()).isEqualTo(Protection.STARTTLS);
        assertThat(SmtpServer.of(host, 25).login("u", "p").protection()).isEqualTo(Protection.PLAIN_TEXT);
    }

    @Test
    void aLoginIsNeverSentElsewhereInPlainText() {
        SmtpServer server = SmtpServer.of("smtp.example.com", 25);

        assertThatIllegalStateException().isThrownBy(() -> server.plainText().login("shop", PASSWORD));
        assertThatIllegalStateException()
                .isThrownBy(() -> server.login("shop", PASSWORD).plainText());
        assertThat(server.plainText().protection()).isEqualTo(Protection.PLAIN_TEXT);
    }

    @Test
    void contradictionsAndImpossibleValuesAreRefused() {
        SmtpServer server = SmtpServer.of("smtp.example.com", 587);

        assertThatIllegalStateException().isThrownBy(() -> server.implicitTls().plainText());
        assertThatIllegalStateException().isThrownBy(() -> server.startTls().implicitTls());
        assertThatIllegalArgumentException().isThrownBy(() -> SmtpServer.of("", 587));
        assertThatIllegalArgumentException().isThrownBy(() -> SmtpServer.of("smtp://example.com", 587));
        assertThatIllegalArgumentException().isThrownBy(() -> SmtpServer.of("example.com\r\nX", 587));
        assertThatIllegalArgumentException().isThrownBy(() -> SmtpServer.of("example.com", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> SmtpServer.of("example.com", 65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> server.timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> server.timeout(Duration.ofHours(1)));
    }

    @Test
    void whatIsJustWithinTheLimitsIsTaken() {
        SmtpServer server = SmtpServer.of("smtp.example.com", 1);

        assertThat(SmtpServer.of("smtp.example.com", 65_535).port()).isEqualTo(65_535);
        for (Duration timeout : new Duration[] {Duration.ofMillis(1), Duration.ofMinutes(5)}) {
            assertThat(server.timeout(timeout).timeout()).isEqualTo(timeout);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.timeout(Duration.ofMillis(1).minusNanos(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.timeout(Duration.ofMinutes(5).plusNanos(1)));
    }

    @Test
    void aLoginNeedsAUserAndWhatProvesIt() {
        SmtpServer server = SmtpServer.of("smtp.example.com", 587);

        assertThatIllegalArgumentException().isThrownBy(() -> server.login("shop", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> server.login("", PASSWORD));
        assertThatIllegalArgumentException().isThrownBy(() -> server.oauth2("", () -> PASSWORD));
    }

    @Test
    void noPasswordIsShown() {
        SmtpServer server = SmtpServer.of("smtp.example.com", 587).login("shop", PASSWORD);

        assertThat(server).hasToString("SmtpServer[smtp.example.com:587, STARTTLS, login redacted]");
        assertThat(SmtpServer.of("smtp.example.com", 587)).hasToString("SmtpServer[smtp.example.com:587, STARTTLS]");
        assertThat(server.login()).hasToString("Optional[Login[redacted]]");
        assertThat(MailNotifier.of(server, "no-reply@example.com").toString())
                .contains("smtp.example.com:587", "no-reply@example.com")
                .doesNotContain(PASSWORD, "shop");
    }

    @Test
    void aServerWithoutStartTlsGetsNothing() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer("AUTH PLAIN")) {
            assertRefused(server, server.asServer().startTls().login("shop", PASSWORD), "STARTTLS is required");
            assertThat(server.commands())
                    .noneMatch(command -> command.startsWith("AUTH") || command.startsWith("MAIL"));
        }
    }

    @Test
    void aServerThatOffersNoLoginGetsNothing() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
            assertRefused(server, server.asServer().login("shop", PASSWORD), "a login is configured");
        }
    }

    @Test
    void aServerThatOffersOnlyUnknownLoginsGetsNothing() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer("AUTH GSSAPI")) {
            assertRefused(server, server.asServer().login("shop", PASSWORD), "none of this kind (PLAIN or LOGIN)");
        }
    }

    @Test
    void aWrongPasswordIsNotNowAndIsNotTold() throws IOException {
        try (ScriptedSmtpServer server =
                new ScriptedSmtpServer("AUTH PLAIN").answers(Stage.LOGIN, "535 no, " + PASSWORD + " is wrong")) {
            assertRefused(server, server.asServer().login("shop", PASSWORD), "535");
        }
    }

    @Test
    void mailGoesThroughStartTlsAndThenTheLogin(@TempDir Path folder) throws Exception {
        SSLContext tls = Certificates.forName("dns:localhost", folder);
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, "STARTTLS")) {
            MailNotifier.of(server.asServer().startTls().login("shop", PASSWORD).trusting(tls), "a@shop.example")
                    .send(Notices.resetLink());

            assertThat(server.commands().stream().map(Stage::begunBy).filter(stage -> stage != null))
                    .containsExactly(
                            Stage.HELLO,
                            Stage.STARTTLS,
                            Stage.HELLO,
                            Stage.LOGIN,
                            Stage.SENDER,
                            Stage.RECIPIENT,
                            Stage.DATA,
                            Stage.MESSAGE);
        }
    }

    @Test
    void aCertificateNobodyTrustsIsRefused(@TempDir Path folder) throws Exception {
        SSLContext tls = Certificates.forName("dns:localhost", folder);
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, "STARTTLS")) {
            DeliveryException e = assertRefused(server, server.asServer().startTls(), "no trusted TLS connection");
            assertThat(e).hasCauseInstanceOf(SSLException.class);
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused(@TempDir Path folder) throws Exception {
        SSLContext tls = Certificates.forName("dns:other.example", folder);
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, "STARTTLS")) {
            assertRefused(server, server.asServer().startTls().trusting(tls), "no trusted TLS connection");
        }
    }

    private static DeliveryException assertRefused(ScriptedSmtpServer server, SmtpServer settings, String sentence) {
        DeliveryException[] thrown = new DeliveryException[1];
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(
                        () -> MailNotifier.of(settings, "no-reply@shop.example").send(Notices.resetLink()))
                .withMessageContaining(sentence)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(DeliveryException.Kind.NOT_NOW))
                .satisfies(e -> assertThat(e.toString()).doesNotContain(PASSWORD))
                .satisfies(e -> thrown[0] = e);
        assertThat(server.mails()).isEmpty();
        return thrown[0];
    }
}
