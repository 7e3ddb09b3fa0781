package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.DeliveryException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in with an access token (XOAUTH2). */
class AccessTokenTest {
    private static final String TOKEN = "ya29.token-of-this-test";

    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = Certificates.forName("dns:localhost", folder);
    }

    @Test
    void eachConnectionAsksForATokenAndSaysIt() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, "STARTTLS");
                MailNotifier notifier = notifier(server, () -> TOKEN + asked.incrementAndGet(), 2)) {
            for (int i = 0; i < 4; i++) {
                notifier.send(Notices.resetLink());
            }

            assertThat(server.commands()).contains("AUTH XOAUTH2 " + said(1), "AUTH XOAUTH2 " + said(2));
            assertThat(asked).as("two mails each").hasValue(2);
        }
    }

    @Test
    void noTokenIsNotNowAndNoSecretOfItsMakerIsTold() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, "STARTTLS")) {
            Supplier<String> failing = () -> {
                throw new IllegalStateException("refresh token " + TOKEN + " expired");
            };
            assertNotNow(server, failing, "no access token");
            assertNotNow(server, () -> sneakily(new IOException("refresh token " + TOKEN)), "no access token");
            assertNotNow(server, () -> "", "no access token");
            assertNotNow(server, () -> null, "no access token");
            server.awaitNoConnection();
        }
    }

    @Test
    void aTokenTheServerDoesNotTakeIsNotNow() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, "STARTTLS")) {
            // Google and Microsoft explain themselves first, and refuse then.
            server.answers(Stage.LOGIN, "334 eyJzdGF0dXMiOiI0MDEifQ==");
            assertNotNow(server, () -> TOKEN, "AUTH");
            server.answers(Stage.LOGIN, "535 5.7.8 " + TOKEN);
            assertNotNow(server, () -> TOKEN, "535");
            server.awaitNoConnection();
        }
    }

    @Test
    void aServerThatTakesNoTokensGetsNone() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer("AUTH PLAIN LOGIN");
                MailNotifier notifier =
                        MailNotifier.of(server.asServer().oauth2("shop", () -> TOKEN), "a@shop.example")) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> notifier.send(Notices.resetLink()))
                    .withMessageContaining("none of this kind (XOAUTH2)");
            assertThat(server.commands()).noneMatch(command -> command.startsWith("AUTH"));
        }
    }

    @Test
    void whatCannotBeIsRefusedAndNothingIsShown() {
        SmtpServer server = SmtpServer.of("smtp.example.com", 587);

        assertThatIllegalArgumentException().isThrownBy(() -> server.oauth2("", () -> TOKEN));
        assertThatIllegalStateException().isThrownBy(() -> server.plainText().oauth2("shop", () -> TOKEN));
        assertThat(server.oauth2("shop", () -> TOKEN).toString()).doesNotContain("shop", TOKEN);
    }

    private static void assertNotNow(ScriptedSmtpServer server, Supplier<String> token, String sentence) {
        try (MailNotifier notifier = notifier(server, token, 100)) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> notifier.send(Notices.resetLink()))
                    .withMessageContaining(sentence)
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_NOW))
                    .satisfies(e -> {
                        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                            assertThat(cause.toString()).doesNotContain(TOKEN);
                        }
                    });
        }
        assertThat(server.mails()).isEmpty();
    }

    private static MailNotifier notifier(ScriptedSmtpServer server, Supplier<String> token, int mails) {
        SmtpServer settings = server.asServer()
                .startTls()
                .trusting(tls)
                .oauth2("shop@example.com", token)
                .idleTime(Duration.ofMinutes(5))
                .mailsPerConnection(mails);
        return MailNotifier.of(settings, "Shop <no-reply@shop.example>");
    }

    /** As Kotlin and Lombok do. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> String sneakily(Exception e) throws E {
        throw (E) e;
    }

    private static String said(int number) {
        String plain = "user=shop@example.com\u0001auth=Bearer " + TOKEN + number + "\u0001\u0001";
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
