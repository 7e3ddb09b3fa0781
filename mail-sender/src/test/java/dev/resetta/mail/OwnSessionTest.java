package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.mail.SmtpServer.Protection;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mail session of the application's: what it says is done, and what this library promises stays. */
class OwnSessionTest {
    @Test
    void hostPortTimeoutAndTlsAreThoseOfTheSession() {
        SmtpServer server = SmtpServer.of(
                session("mail.smtp.host", "smtp.example.com", "mail.smtp.port", "2525", "mail.smtp.timeout", "3000"));

        assertThat(server.host()).isEqualTo("smtp.example.com");
        assertThat(server.port()).isEqualTo(2525);
        assertThat(server.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(server.protection())
                .as("required unless something else is said")
                .isEqualTo(Protection.STARTTLS);
        assertThat(SmtpServer.of(session("mail.host", "smtp.example.com", "mail.smtp.ssl.enable", "true"))
                        .protection())
                .isEqualTo(Protection.IMPLICIT_TLS);
    }

    @Test
    void theOtherProtocolHasItsOwnProperties() {
        SmtpServer server = SmtpServer.of(session(
                "mail.transport.protocol", "smtps", "mail.smtps.host", "smtp.example.com", "mail.smtp.host", "wrong"));

        assertThat(server.host()).isEqualTo("smtp.example.com");
        assertThat(server.port()).isEqualTo(465);
        assertThat(server.protection()).isEqualTo(Protection.IMPLICIT_TLS);
    }

    @Test
    void aSessionThatSaysNothingMeansThisMachineAndFiniteTimeouts() {
        SmtpServer server = SmtpServer.of(session());

        assertThat(server.host()).isEqualTo("localhost");
        assertThat(server.port()).isEqualTo(25);
        assertThat(server.timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void aTimeoutThatMeansForEverIsNone(String timeout) {
        assertThat(SmtpServer.of(session("mail.smtp.timeout", timeout)).timeout())
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpServer.of(session("mail.smtp.port", "smtp")))
                .withMessageContaining("mail.smtp.port has to be a number");
        assertThatIllegalArgumentException().isThrownBy(() -> SmtpServer.of(session("mail.smtp.host", "a b")));
        assertThatIllegalStateException()
                .isThrownBy(() -> SmtpServer.of(session("mail.smtp.host", "a", "mail.smtp.ssl.enable", "true"))
                        .plainText());
    }

    @Test
    void theSessionsAuthenticatorIsAskedForTheLogin(@TempDir Path folder) throws Exception {
        SSLContext tls = Certificates.forName("dns:localhost", folder);
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, "STARTTLS")) {
            Properties properties = properties(server, "mail.smtp.auth", "true", "mail.smtp.user", "shop");
            Session session = Session.getInstance(properties, new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication(getDefaultUserName(), "of-the-container");
                }
            });
            send(SmtpServer.of(session).startTls().trusting(tls));

            String login =
                    Base64.getEncoder().encodeToString("shop\0shop\0of-the-container".getBytes(StandardCharsets.UTF_8));
            assertThat(server.commands()).contains("AUTH PLAIN " + login);
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void whereTheSessionWantsALoginAServerWithoutOneGetsNothing() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
            Properties properties = properties(server, "mail.smtp.auth", "true");
            Session session = Session.getInstance(properties, new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication("shop", "of-the-container");
                }
            });

            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> send(SmtpServer.of(session)))
                    .withMessageContaining("a login is configured");
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void trustInEveryCertificateAndTracesAreIgnored(@TempDir Path folder) throws Exception {
        SSLContext tls = Certificates.forName("dns:localhost", folder);
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, "STARTTLS")) {
            Properties properties = properties(
                    server,
                    "mail.smtp.ssl.trust",
                    "*",
                    "mail.smtp.ssl.checkserveridentity",
                    "false",
                    "mail.smtp.starttls.required",
                    "false",
                    "mail.debug",
                    "true");
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Session session = Session.getInstance(properties);
            printed.reset();

            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> send(SmtpServer.of(session).startTls()))
                    .withMessageContaining("no trusted TLS connection");
            send(SmtpServer.of(session).startTls().trusting(tls));
            assertThat(server.mails()).hasSize(1);
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aSessionsLoginIsNeverSentElsewhereInPlainText() {
        Session session = session("mail.smtp.host", "smtp.example.com", "mail.smtp.auth", "true");

        assertThatIllegalStateException()
                .isThrownBy(() -> SmtpServer.of(session).plainText());
    }

    @Test
    void aSessionWithoutALoginMayBeSentInPlainText() {
        SmtpServer plain =
                SmtpServer.of(session("mail.smtp.host", "smtp.example.com")).plainText();

        assertThat(plain.protection()).isEqualTo(Protection.PLAIN_TEXT);
    }

    @Test
    void aSessionThatAsksForStartTlsGetsItOnThisMachineToo() {
        assertThat(SmtpServer.of(session("mail.smtp.starttls.enable", "true")).protection())
                .isEqualTo(Protection.STARTTLS);
        assertThat(SmtpServer.of(session("mail.smtp.starttls.required", "true")).protection())
                .isEqualTo(Protection.STARTTLS);
    }

    @Test
    void propertiesThatAreNumbersAndTruthValuesHoldToo() {
        Properties properties = new Properties();
        properties.put("mail.smtp.port", 4711);
        properties.put("mail.smtp.ssl.enable", true);
        SmtpServer server = SmtpServer.of(Session.getInstance(properties));

        assertThat(server.port()).isEqualTo(4711);
        assertThat(server.protection()).isEqualTo(Protection.IMPLICIT_TLS);
    }

    @Test
    void aLoginOfItsOwnIsTheOnlyOneThatIsTried() throws Exception {
        try (ScriptedSmtpServer server =
                new ScriptedSmtpServer("AUTH PLAIN").answers(Stage.LOGIN, "535 wrong password")) {
            Session session = Session.getInstance(properties(server, "mail.smtp.auth", "true"), new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication("container", "of-the-container");
                }
            });

            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> send(SmtpServer.of(session).login("shop", "wrong")));
            assertThat(server.commands().stream().filter(command -> command.startsWith("AUTH")))
                    .hasSize(1);
        }
    }

    @Test
    void aMailGoesInOnePieceWhoseEndIsKnown() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer("CHUNKING")) {
            send(SmtpServer.of(Session.getInstance(properties(server, "mail.smtp.chunksize", "1000"))));

            assertThat(server.commands()).contains("DATA").noneMatch(command -> command.startsWith("BDAT"));
        }
    }

    @Test
    void theSessionItselfIsNotChanged() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
            Properties properties = properties(server);
            Properties before = new Properties();
            before.putAll(properties);
            send(SmtpServer.of(Session.getInstance(properties)));

            assertThat(properties).isEqualTo(before);
        }
    }

    static void send(SmtpServer server) {
        try (MailNotifier notifier = MailNotifier.of(server, "no-reply@shop.example")) {
            notifier.send(Notices.resetLink());
        }
    }

    static Properties properties(ScriptedSmtpServer server, String... more) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "localhost");
        properties.setProperty("mail.smtp.port", String.valueOf(server.port()));
        for (int i = 0; i < more.length; i += 2) {
            properties.setProperty(more[i], more[i + 1]);
        }
        return properties;
    }

    private static Session session(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Session.getInstance(properties);
    }
}
