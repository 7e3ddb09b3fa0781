package dev.resetta.examples.demo.inbox;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A mail server for this demo alone: it takes every mail, forwards none, and keeps all in one box. */
public final class Mailbox implements AutoCloseable {
    private static final String EVERYBODY = "everybody";
    private static final long PATIENCE_MILLIS = 20_000;

    private final GreenMail server;

    private Mailbox(GreenMail server) {
        this.server = server;
    }

    /** Starts the server on a free port that only this machine can reach. */
    public static Mailbox open() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        GreenMailUser everybody = server.setUser(EVERYBODY, EVERYBODY);
        // One box instead of one for each recipient keeps the order in which the mails came in.
        server.getUserManager().setMessageDeliveryHandler((mail, recipient) -> everybody);
        return new Mailbox(server);
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** Everything that came in, the newest first. */
    public List<ReceivedMail> newestFirst() {
        MimeMessage[] messages = server.getReceivedMessages();
        List<ReceivedMail> mails = new ArrayList<>();
        for (int i = 0; i < messages.length; i++) {
            mails.add(ReceivedMail.of(i + 1, messages[i]));
        }
        Collections.reverse(mails);
        return mails;
    }

    /** One mail, by its place in the order of arrival. */
    public Optional<ReceivedMail> find(int number) {
        return newestFirst().stream().filter(mail -> mail.number() == number).findFirst();
    }

    /** Waits until so many mails have come in since the start. */
    public boolean awaits(int count) {
        return server.waitForIncomingEmail(PATIENCE_MILLIS, count);
    }

    @Override
    public void close() {
        server.stop();
    }
}
