package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.DeliveryException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections are kept for the next mail, and nothing is lost or left behind by that. */
class SmtpSubmissionTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private ScriptedSmtpServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedSmtpServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void oneConnectionTakesOneMailAfterTheOther() throws Exception {
        try (MailNotifier notifier = notifier(server.asServer().idleTime(LONG))) {
            send(notifier, 10);

            assertThat(server.connections()).isOne();
            assertThat(server.mails()).hasSize(10).doesNotHaveDuplicates();
        }
        server.awaitNoConnection();
    }

    @Test
    void aConnectionIsReplacedAfterItsNumberOfMails() throws Exception {
        try (MailNotifier notifier = notifier(server.asServer().idleTime(LONG).mailsPerConnection(3))) {
            send(notifier, 7);

            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws Exception {
        try (MailNotifier notifier = notifier(server.asServer().idleTime(Duration.ofMillis(20)))) {
            send(notifier, 1);
            server.awaitNoConnection();
            send(notifier, 1);

            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.commands()).contains("QUIT");
        }
    }

    @Test
    void withoutIdleTimeEachMailHasItsOwnConnection() throws Exception {
        MailNotifier notifier = notifier(server.asServer().idleTime(Duration.ZERO));
        send(notifier, 3);

        assertThat(server.connections()).isEqualTo(3);
        server.awaitNoConnection();
    }

    @Test
    void aConnectionTheServerHasClosedIsReplacedAndTheMailIsSentOnce() throws Exception {
        try (MailNotifier notifier = notifier(server.asServer().idleTime(LONG))) {
            send(notifier, 1);
            server.hangUp();
            server.awaitNoConnection();
            send(notifier, 1);

            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.mails()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"SENDER", "RECIPIENT", "DATA"})
    void aKeptConnectionThatIsGivenUpAtAnyStageGetsOneFreshTry(Stage stage) throws Exception {
        try (MailNotifier notifier = notifier(server.asServer().idleTime(LONG))) {
            send(notifier, 1);
            server.answers(stage, "421 too many").thenCloses();

            assertThat(failure(notifier).kind()).isEqualTo(Kind.NOT_NOW);
            assertThat(server.connections()).as("one fresh try, not more").isEqualTo(2);

            server.behaves();
            send(notifier, 1);
            assertThat(server.mails()).hasSize(2);
        }
    }

    @Test
    void aKeptConnectionThatIsLostAfterTheMailIsNotTriedAgain() throws Exception {
        try (MailNotifier notifier = notifier(server.asServer().idleTime(LONG))) {
            send(notifier, 1);
            server.answers(Stage.MESSAGE, ScriptedSmtpServer.CLOSE);

            assertThat(failure(notifier).kind()).isEqualTo(Kind.PERHAPS_SENT);
            assertThat(server.connections()).isOne();
            assertThat(server.mails()).hasSize(2);
        }
    }

    @Test
    void aRefusedRecipientOnAKeptConnectionIsNotTriedAgain() throws Exception {
        try (MailNotifier notifier = notifier(server.asServer().idleTime(LONG))) {
            send(notifier, 1);
            server.answers(Stage.RECIPIENT, "550 nobody");

            assertThat(failure(notifier).kind()).isEqualTo(Kind.NEVER);
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void manyThreadsShareABoundedNumberOfConnections() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try (MailNotifier notifier = notifier(server.asServer().idleTime(LONG).connections(3))) {
            List<Future<?>> sends = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                sends.add(threads.submit(() -> notifier.send(Notices.resetLink())));
            }
            for (Future<?> send : sends) {
                send.get(1, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.mails()).hasSize(120).doesNotHaveDuplicates();
        assertThat(server.connectionsAtOnce()).isLessThanOrEqualTo(3);
        server.awaitNoConnection();
    }

    @Test
    void whoFindsNoFreeConnectionWaitsNoLongerThanAMailMayTake() throws Exception {
        server.answers(Stage.SENDER, ScriptedSmtpServer.SILENCE);
        SmtpServer slow = server.asServer().connections(1).timeout(Duration.ofMillis(100));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (MailNotifier notifier = notifier(slow)) {
            List<Future<DeliveryException>> failures = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                failures.add(threads.submit(() -> failure(notifier)));
            }
            for (Future<DeliveryException> failure : failures) {
                assertThat(failure.get(1, TimeUnit.MINUTES).kind()).isEqualTo(Kind.NOT_NOW);
            }
        } finally {
            threads.shutdownNow();
        }
        server.awaitNoConnection();
    }

    @Test
    void closeLetsWhatIsUnderWayFinishAndTakesNothingNew() throws Exception {
        ScriptedSmtpServer.Gate gate = server.gateAt(Stage.MESSAGE);
        MailNotifier notifier = notifier(server.asServer().idleTime(LONG).connections(2));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> send = threads.submit(() -> notifier.send(Notices.resetLink()));
            gate.arrived().await();
            Future<?> close = threads.submit(notifier::close);
            assertThat(firstFailure(notifier)).hasMessageContaining("closed");
            assertThat(send.isDone()).isFalse();
            assertThat(close.isDone()).isFalse();

            gate.opened().countDown();
            send.get(1, TimeUnit.MINUTES);
            close.get(1, TimeUnit.MINUTES);
        } finally {
            threads.shutdownNow();
        }
        server.awaitNoConnection();
        notifier.close();
    }

    /** Nobody can tell when another thread has begun to close, so mails are sent until one is not taken. */
    private static DeliveryException firstFailure(MailNotifier notifier) {
        while (true) {
            try {
                notifier.send(Notices.resetLink());
            } catch (DeliveryException e) {
                return e;
            }
        }
    }

    @Test
    void limitsThatCannotBeAreRefused() {
        SmtpServer settings = server.asServer();

        assertThatIllegalArgumentException().isThrownBy(() -> settings.connections(0));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.connections(101));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.mailsPerConnection(0));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.idleTime(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.idleTime(Duration.ofMinutes(6)));
    }

    private static MailNotifier notifier(SmtpServer server) {
        return MailNotifier.of(server, "Shop <no-reply@shop.example>");
    }

    private static void send(MailNotifier notifier, int mails) {
        for (int i = 0; i < mails; i++) {
            notifier.send(Notices.resetLink());
        }
    }

    private static DeliveryException failure(MailNotifier notifier) {
        try {
            notifier.send(Notices.resetLink());
        } catch (DeliveryException e) {
            return e;
        }
        throw new AssertionError("The mail was sent.");
    }
}
