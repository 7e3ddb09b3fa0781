package dev.resetta.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final int CODE_LENGTH = 3;
    private static final Pattern ENHANCED = Pattern.compile("[0-9]{3}[ -]([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?![0-9.])");

    // The library traces commands and mails to loggers named after this package: at FINEST every link, at FINE every
    // address. A filter lets nothing through, whatever level a configuration sets, and spares the loggers of classes
    // below. They are held here, because loggers that nobody holds lose their filter.
    private static final Logger TALK = Logger.getLogger(StagedTransport.class.getPackageName());
    private static final Logger TRACE = Logger.getLogger(TALK.getName() + ".protocol");

    static {
        TALK.setFilter(entry -> false);
        TRACE.setFilter(entry -> false);
    }

    private final GuardedSockets sockets;
    private Stage stage = Stage.CONNECT;
    private int reply;
    private String status = "";
    private boolean remembering = true;
    private int mails;

    StagedTransport(Session session, SmtpServer server, GuardedSockets sockets) {
        super(
                session,
                new URLName("smtp", server.host(), server.port(), null, null, null),
                "smtp",
                server.protection() == SmtpServer.Protection.IMPLICIT_TLS);
        this.sockets = sockets;
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

    /** Says good-bye and closes the connection, waiting for nothing: closing TLS by itself waits for the other side. */
    synchronized void hangUp() {
        try {
            sendCommand("QUIT");
        } catch (MessagingException e) {
            // A farewell that fails says nothing about the mail.
        }
        cutOff();
        try {
            close();
        } catch (MessagingException e) {
            // It is cut off; this only tidies up.
        }
    }

    /** Ends the talk from any thread, without a word. */
    void cutOff() {
        sockets.cutOff();
    }

    /** Whether the server has said that it takes care of the mail from now on. */
    boolean isAccepted() {
        return stage == Stage.MESSAGE && reply == ACCEPTED;
    }

    /** The enhanced status code (RFC 3463) of that answer, such as 5.1.1; empty if it has none. */
    String status() {
        return status;
    }

    /** Whether the settings ask for a login. */
    boolean wantsLogin() {
        return Boolean.parseBoolean(session.getProperty(SessionProperties.PREFIX + "auth"));
    }

    /** Whether the server offers to log in. */
    boolean offersLogin() {
        return supportsExtension("AUTH") || supportsExtension("AUTH=LOGIN");
    }

    /** What was offered before TLS began may have come from anybody, so the offers have to be made again. */
    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        boolean isAnswered = super.ehlo(domain);
        if (!isAnswered && isSSL()) {
            throw new MessagingException("EHLO was refused after TLS had begun.");
        }
        return isAnswered;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        Stage begun = Stage.begunBy(command);
        remembering = begun != null;
        if (begun != null) {
            stage = begun;
            reply = 0;
            status = "";
        }
        sockets.expectAnswer();
        // The library writes the lower byte of each character; so these are the bytes of an address that is not ASCII.
        super.sendCommand(new String(command.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int patience = stage == Stage.MESSAGE && remembering ? PATIENCE : 1;
        while (true) {
            try {
                int code = super.readServerResponse();
                String line = Objects.requireNonNullElse(getLastServerResponse(), "");
                if (isCutInTwo(line)) {
                    code = -1;
                }
                if (remembering) {
                    reply = code;
                    Matcher enhanced = ENHANCED.matcher(line);
                    status = enhanced.lookingAt() ? enhanced.group(1) : "";
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

    /** The rest of a line whose beginning was lost in a time-out. */
    private static boolean isCutInTwo(String line) {
        return line.length() > CODE_LENGTH && " -\r\n".indexOf(line.charAt(CODE_LENGTH)) < 0;
    }
}
