package dev.resetta.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A connection to a mail server that remembers how far the talk came and what was answered.
 *
 * <p>The mail library's own exceptions do not tell whether the end of the mail was already said, and a connection that is
 * lost while it cleans up hides the answer it had. For one thread at a time, and one mail after the other.
 */
final class StagedTransport extends SMTPTransport {
    private static final int PATIENCE = 3;
    private static final int ACCEPTED = 250;

    // The library traces commands and mails to a logger named after the package of this class. At FINEST that would be
    // every
    // link and at FINE every address, so both are off, and held here, because loggers nobody holds lose their level.
    private static final Logger TALK = Logger.getLogger(StagedTransport.class.getPackageName());
    private static final Logger TRACE = Logger.getLogger(TALK.getName() + ".protocol");

    private Stage stage = Stage.CONNECT;
    private int reply;
    private boolean remembering = true;
    private int mails;

    StagedTransport(Session session, SmtpServer server) {
        super(
                silenced(session),
                new URLName("smtp", server.host(), server.port(), null, null, null),
                "smtp",
                server.protection() == SmtpServer.Protection.IMPLICIT_TLS);
    }

    /** The stage that was begun last. */
    Stage stage() {
        return stage;
    }

    /** The last answer of that stage; 0 or less if there was none that could be read. */
    int reply() {
        return reply;
    }

    /** Hands one message over for exactly one recipient. */
    void submit(MailMessage message, MailAddress recipient) throws MessagingException {
        // Forgets how the mail before went.
        stage = Stage.SENDER;
        reply = 0;
        mails++;
        sendMessage(message, new Address[] {recipient.unparsed()});
    }

    /** How many mails were begun here. */
    int mails() {
        return mails;
    }

    /** Says good-bye without waiting for an answer, and closes the connection. */
    void hangUp() {
        try {
            close();
        } catch (MessagingException e) {
            // A farewell that fails says nothing about the mail.
        }
    }

    /** Whether the server has said that it takes care of the mail from now on. */
    boolean isAccepted() {
        return stage == Stage.MESSAGE && reply == ACCEPTED;
    }

    /** Whether the settings ask for a login. */
    boolean wantsLogin() {
        return Boolean.parseBoolean(session.getProperty(SessionProperties.PREFIX + "auth"));
    }

    /** Whether the server offers to log in. */
    boolean offersLogin() {
        return supportsExtension("AUTH") || supportsExtension("AUTH=LOGIN");
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        Stage begun = Stage.begunBy(command);
        remembering = begun != null;
        if (begun != null) {
            stage = begun;
            reply = 0;
        }
        // The library writes the lower byte of each character; so these are the bytes of an address that is not ASCII.
        super.sendCommand(new String(command.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int patience = stage == Stage.MESSAGE && remembering ? PATIENCE : 1;
        while (true) {
            try {
                int code = super.readServerResponse();
                if (remembering) {
                    reply = code;
                }
                return code;
            } catch (MessagingException e) {
                patience--;
                boolean late = e.getNextException() instanceof SocketTimeoutException;
                if (!late || patience == 0 || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    private static Session silenced(Session session) {
        // Each time anew: reading a logging configuration again gives loggers their levels back.
        TALK.setLevel(Level.OFF);
        TRACE.setLevel(Level.OFF);
        return session;
    }
}
