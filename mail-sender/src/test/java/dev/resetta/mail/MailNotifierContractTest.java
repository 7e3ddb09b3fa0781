package dev.resetta.mail;

import dev.resetta.delivery.Notifier;
import dev.resetta.testkit.NotifierContract;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What every notifier promises, of mail. */
class MailNotifierContractTest extends NotifierContract {
    private ScriptedSmtpServer server;
    private MailNotifier notifier;

    @Override
    protected Notifier createNotifier() {
        try {
            server = new ScriptedSmtpServer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        notifier = MailNotifier.of(server.asServer().timeout(Duration.ofSeconds(30)), "Shop <no-reply@shop.example>");
        return notifier;
    }

    @AfterEach
    void close() throws IOException {
        notifier.close();
        server.close();
    }

    @Override
    protected List<Delivered> delivered() {
        List<Delivered> delivered = new ArrayList<>();
        for (String source : server.mails()) {
            Received mail = Received.parse(source);
            delivered.add(new Delivered(to(mail), mail.text() + mail.html()));
        }
        return delivered;
    }

    @Override
    protected boolean inject(Fault fault) {
        switch (fault) {
            case UNREACHABLE -> server.answers(Stage.CONNECT, ScriptedSmtpServer.CLOSE);
            case BUSY -> server.answers(Stage.RECIPIENT, "450 later");
            case REFUSED -> server.answers(Stage.RECIPIENT, "550 nobody");
            case ANSWER_LOST -> server.answers(Stage.MESSAGE, ScriptedSmtpServer.CLOSE);
        }
        return true;
    }

    private static String to(Received mail) {
        try {
            return mail.header("To");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
