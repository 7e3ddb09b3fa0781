package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.DeliveryException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server that misbehaves at each stage of a talk with STARTTLS and login, in each way: the mail ends in time and in the
 * right class, nothing is left behind, and the next mail goes through.
 */
@Tag("once")
class BadServerTest {
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final List<String> MISBEHAVIOURS = List.of(
            "421 busy",
            "450 later",
            "550 no",
            ScriptedSmtpServer.CLOSE,
            ScriptedSmtpServer.SILENCE,
            ScriptedSmtpServer.DRIBBLE);

    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = Certificates.forName("dns:localhost", folder);
    }

    static Stream<Arguments> stagesAndMisbehaviours() {
        return Arrays.stream(Stage.values())
                .flatMap(stage -> MISBEHAVIOURS.stream().map(what -> Arguments.of(stage, what)));
    }

    @ParameterizedTest
    @MethodSource("stagesAndMisbehaviours")
    void aBadServerHarmsOnlyItsOwnMail(Stage stage, String misbehaviour) throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(tls, "STARTTLS").answers(stage, misbehaviour)) {
            DeliveryException failure = failure(server, stage);

            assertThat(failure.kind()).isEqualTo(expected(stage, misbehaviour));
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            server.awaitNoConnection();

            int before = server.mails().size();
            server.behaves();
            try (MailNotifier notifier = notifier(server, Duration.ofMinutes(1))) {
                notifier.send(Notices.resetLink());
            }
            assertThat(server.mails()).hasSize(before + 1);
            server.awaitNoConnection();
        }
    }

    @Test
    void aDeadlineOfSomebodyElseEndsAMailAtOnceAndStaysKnown() throws Exception {
        try (ScriptedSmtpServer server =
                        new ScriptedSmtpServer(tls, "STARTTLS").answers(Stage.DATA, ScriptedSmtpServer.SILENCE);
                MailNotifier notifier = notifier(server, Duration.ofMinutes(5))) {
            Kind[] kind = new Kind[1];
            boolean[] isInterrupted = new boolean[1];
            Thread sender = new Thread(() -> {
                kind[0] = catchThrowableOfType(DeliveryException.class, () -> notifier.send(Notices.resetLink()))
                        .kind();
                isInterrupted[0] = Thread.currentThread().isInterrupted();
            });
            sender.start();
            server.awaitCommand("DATA");
            sender.interrupt();
            sender.join(Duration.ofMinutes(1).toMillis());

            assertThat(sender.isAlive()).isFalse();
            assertThat(kind[0]).isEqualTo(Kind.NOT_NOW);
            assertThat(isInterrupted[0]).isTrue();
            server.awaitNoConnection();
        }
    }

    /** With more patience as long as the machine is too busy to come to that stage at all. */
    private static DeliveryException failure(ScriptedSmtpServer server, Stage stage) {
        for (Duration timeout = SHORT; ; timeout = timeout.multipliedBy(2)) {
            try (MailNotifier notifier = notifier(server, timeout)) {
                DeliveryException failure =
                        catchThrowableOfType(DeliveryException.class, () -> notifier.send(Notices.resetLink()));
                assertThat(failure).isNotNull();
                if (server.hasReached(stage)) {
                    return failure;
                }
            }
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws Exception {
        try (ScriptedSmtpServer server =
                        new ScriptedSmtpServer().answers(Stage.HELLO, "250-x\r\n".repeat(100_000) + "250 x");
                MailNotifier notifier = MailNotifier.of(server.asServer(), "a@shop.example")) {
            assertThat(catchThrowableOfType(DeliveryException.class, () -> notifier.send(Notices.resetLink()))
                            .kind())
                    .isEqualTo(Kind.NOT_NOW);
            server.awaitNoConnection();
        }
    }

    @Test
    void aServerThatOffersNoLoginKeepsNoConnection() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer();
                MailNotifier notifier = MailNotifier.of(server.asServer().login("shop", "secret"), "a@shop.example")) {
            for (int i = 0; i < 3; i++) {
                assertThat(catchThrowableOfType(DeliveryException.class, () -> notifier.send(Notices.resetLink())))
                        .hasMessageContaining("a login is configured");
            }
            server.awaitNoConnection();
        }
    }

    @Test
    void anAnswerInTwoHalvesIsNotMisread() throws Exception {
        try (ScriptedSmtpServer server =
                        new ScriptedSmtpServer().answersInHalves(Stage.MESSAGE, "250 2.0.0 queued as ", "554ABC12");
                MailNotifier notifier =
                        MailNotifier.of(server.asServer().timeout(Duration.ofSeconds(1)), "a@shop.example")) {
            assertThat(catchThrowableOfType(DeliveryException.class, () -> notifier.send(Notices.resetLink()))
                            .kind())
                    .isEqualTo(Kind.PERHAPS_SENT);
        }
    }

    private static Kind expected(Stage stage, String misbehaviour) {
        boolean isRefusal = misbehaviour.startsWith("4") || misbehaviour.startsWith("5");
        if (isRefusal) {
            boolean forGood = misbehaviour.startsWith("5") && stage.concernsTheMail();
            return forGood ? Kind.NEVER : Kind.NOT_NOW;
        }
        return stage == Stage.MESSAGE ? Kind.PERHAPS_SENT : Kind.NOT_NOW;
    }

    private static MailNotifier notifier(ScriptedSmtpServer server, Duration timeout) {
        SmtpServer settings = server.asServer()
                .startTls()
                .trusting(tls)
                .login("shop", "secret")
                .timeout(timeout);
        return MailNotifier.of(settings, "Shop <no-reply@shop.example>");
    }

    @AfterAll
    static void noThreadIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("resetta-mail")) {
                thread.join(Duration.ofMinutes(1).toMillis());
                assertThat(thread.isAlive()).as("a thread is left").isFalse();
            }
        }
    }
}
