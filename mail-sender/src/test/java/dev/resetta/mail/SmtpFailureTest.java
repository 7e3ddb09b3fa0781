package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.DeliveryException.Kind;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each misbehaviour of a mail server means. */
class SmtpFailureTest {
    private static final String CHATTY = " 5.1.1 <" + Notices.ADDRESS + "> https://shop.example.com/reset?token=Zm9v";

    @ParameterizedTest
    @CsvSource({
        "CONNECT, 421, NOT_NOW",
        "CONNECT, 554, NOT_NOW",
        "HELLO, 421, NOT_NOW",
        "HELLO, 550, NOT_NOW",
        "SENDER, 451, NOT_NOW",
        "SENDER, 530, NOT_NOW",
        "SENDER, 550, NOT_NOW",
        "RECIPIENT, 400, NOT_NOW",
        "RECIPIENT, 421, NOT_NOW",
        "RECIPIENT, 450, NOT_NOW",
        "RECIPIENT, 452, NOT_NOW",
        "RECIPIENT, 530, NOT_NOW",
        "RECIPIENT, 501, NEVER",
        "RECIPIENT, 550, NEVER",
        "RECIPIENT, 552, NEVER",
        "RECIPIENT, 553, NEVER",
        "RECIPIENT, 599, NEVER",
        "DATA, 421, NOT_NOW",
        "DATA, 451, NOT_NOW",
        "DATA, 554, NEVER",
        "MESSAGE, 421, NOT_NOW",
        "MESSAGE, 451, NOT_NOW",
        "MESSAGE, 552, NEVER",
        "MESSAGE, 554, NEVER"
    })
    void aRefusalSaysWhetherToTryAgain(Stage stage, int reply, Kind kind) throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer().answers(stage, reply + CHATTY)) {
            assertThat(failure(server.asServer()))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                    .hasMessageContaining(String.valueOf(reply))
                    .hasMessageContaining(stage.words());
        }
        try (ScriptedSmtpServer server =
                new ScriptedSmtpServer().answers(stage, reply + CHATTY).thenCloses()) {
            assertThat(failure(server.asServer()).kind()).as("and closes").isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RECIPIENT, 554 5.7.1 Client host rejected, NOT_NOW",
        "RECIPIENT, 553 5.7.1 Sender address rejected, NOT_NOW",
        "RECIPIENT, 550 5.1.8 Sender's domain not found, NOT_NOW",
        "RECIPIENT, 503 need MAIL, NOT_NOW",
        "RECIPIENT, 500 5.1.1 User unknown, NEVER",
        "RECIPIENT, 550 5.1.1 User unknown, NEVER",
        "RECIPIENT, 550 User unknown, NEVER",
        "RECIPIENT, 553 5.1.3 Bad syntax, NEVER",
        "RECIPIENT, 552 5.2.2 Mailbox full, NEVER",
        "MESSAGE, 550 5.4.5 Daily quota exceeded, NOT_NOW",
        "MESSAGE, 554 5.6.0 Bad content, NEVER"
    })
    void aRefusalThatIsAboutUsIsNotNowAtWhateverStage(Stage stage, String answer, Kind kind) throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer().answers(stage, answer)) {
            assertThat(failure(server.asServer()).kind()).isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"CONNECT", "HELLO", "SENDER", "RECIPIENT", "DATA"})
    void aConnectionLostBeforeTheEndOfTheMailIsNotNow(Stage stage) throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer().answers(stage, ScriptedSmtpServer.CLOSE)) {
            assertThat(failure(server.asServer()).kind()).isEqualTo(Kind.NOT_NOW);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"CONNECT", "HELLO", "SENDER", "RECIPIENT", "DATA"})
    void silenceBeforeTheEndOfTheMailIsNotNow(Stage stage) throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer().answers(stage, ScriptedSmtpServer.SILENCE)) {
            assertThat(failure(server.asServer().timeout(Duration.ofMillis(200)))
                            .kind())
                    .isEqualTo(Kind.NOT_NOW);
        }
    }

    @Test
    void aConnectionLostAfterTheEndOfTheMailIsPerhapsSent() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer().answers(Stage.MESSAGE, ScriptedSmtpServer.CLOSE)) {
            assertThat(failure(server.asServer()).kind()).isEqualTo(Kind.PERHAPS_SENT);
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void silenceAfterTheEndOfTheMailIsPerhapsSent() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer().answers(Stage.MESSAGE, ScriptedSmtpServer.SILENCE)) {
            assertThat(failure(server.asServer().timeout(Duration.ofMillis(100)))
                            .kind())
                    .isEqualTo(Kind.PERHAPS_SENT);
        }
    }

    @Test
    void anAnswerNobodyUnderstandsAfterTheEndOfTheMailIsPerhapsSent() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer().answers(Stage.MESSAGE, "all right then")) {
            assertThat(failure(server.asServer()).kind()).isEqualTo(Kind.PERHAPS_SENT);
        }
    }

    @Test
    void aServerThatHangsUpOnceItTookTheMailIsNoFailure() throws IOException {
        try (ScriptedSmtpServer server =
                new ScriptedSmtpServer().answers(Stage.MESSAGE, "250 taken").thenCloses()) {
            assertThatNoException().isThrownBy(() -> notifier(server.asServer()).send(Notices.resetLink()));
        }
    }

    @Test
    void afterAFailureTheNextMailGoesThrough() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer().answers(Stage.RECIPIENT, "450 later")) {
            MailNotifier notifier = notifier(server.asServer());
            assertThat(failure(notifier).kind()).isEqualTo(Kind.NOT_NOW);
            server.answers(Stage.RECIPIENT, "250 ok");

            assertThatNoException().isThrownBy(() -> notifier.send(Notices.resetLink()));
        }
    }

    @Test
    void noFailureTellsALinkAnAddressOrWhatTheServerSaid() throws IOException {
        for (Stage stage : new Stage[] {Stage.CONNECT, Stage.HELLO, Stage.SENDER, Stage.RECIPIENT, Stage.MESSAGE}) {
            try (ScriptedSmtpServer server = new ScriptedSmtpServer().answers(stage, "550" + CHATTY)) {
                for (Throwable e = failure(server.asServer()); e != null; e = e.getCause()) {
                    assertThat(e.toString()).doesNotContain("token", "Alice", "5.1.1", "shop.example.com");
                }
            }
        }
    }

    @Test
    void whoHasForgottenThatAPortIsEncryptedIsTold() {
        assertThat(unanswered(SmtpServer.of("localhost", 465))).contains("usually wants implicitTls()");
        assertThat(unanswered(SmtpServer.of("localhost", 465).implicitTls())).endsWith("to localhost at port 465.");
        assertThat(unanswered(SmtpServer.of("localhost", 587))).endsWith("to localhost at port 587.");
    }

    private static String unanswered(SmtpServer server) {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        try {
            StagedTransport transport = new SmtpConnector(server, scheduler).prepare();
            return SmtpFailure.of(transport, server, new MessagingException("lost"))
                    .getMessage();
        } finally {
            scheduler.shutdownNow();
        }
    }

    private static DeliveryException failure(SmtpServer server) {
        return failure(notifier(server));
    }

    private static DeliveryException failure(MailNotifier notifier) {
        DeliveryException failure =
                catchThrowableOfType(DeliveryException.class, () -> notifier.send(Notices.resetLink()));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static MailNotifier notifier(SmtpServer server) {
        return MailNotifier.of(server, "Shop <no-reply@shop.example>");
    }
}
