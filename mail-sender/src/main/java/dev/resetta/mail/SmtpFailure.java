package dev.resetta.mail;

import dev.resetta.delivery.DeliveryException;
import jakarta.mail.AuthenticationFailedException;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Says what a failed talk with a mail server means.
 *
 * <p>What an operator can mend (connection, TLS, login, a sender the server does not like) and what the server calls
 * temporary is "not now"; what it refuses for good about this recipient or mail is "never"; and once the end of the mail was
 * said, everything but a refusal is "perhaps sent". The sentences hold the stage and the reply code, never the server's words,
 * which may repeat an address or a link.
 */
final class SmtpFailure {
    /** "Log in first", "too weak", "wrong password", "encrypt first": said about us at whatever stage. */
    private static final Set<Integer> ABOUT_THE_LOGIN = Set.of(530, 534, 535, 538);

    /** "I do not understand", "not now in this order": said about how we talk. */
    private static final Set<Integer> ABOUT_THE_TALK = Set.of(500, 502, 503, 504);

    /** The recipient's address (but 5.1.7 and 5.1.8, the sender's), the mailbox, the content. */
    private static final Pattern ABOUT_THE_MAIL = Pattern.compile("5\\.(1\\.(?!7$|8$)|2\\.|6\\.)\\d{1,3}");

    private static final int IMPLICIT_TLS_PORT = 465;

    private SmtpFailure() {}

    /** The failure of a talk that came as far as this transport remembers. */
    static DeliveryException of(StagedTransport transport, SmtpServer server, Exception failure) {
        Stage stage = transport.stage();
        int reply = transport.reply();
        IOException cause = rootCause(failure);
        if (isRefusal(reply)) {
            String sentence = "Mail not accepted: " + stage.words() + " was answered with " + reply + ".";
            boolean forGood = reply >= 500 && stage.concernsTheMail() && isAboutTheMail(reply, transport.status());
            return forGood ? DeliveryException.never(sentence, cause) : DeliveryException.notNow(sentence, cause);
        }
        if (stage == Stage.MESSAGE) {
            return DeliveryException.perhapsSent("Mail handed over, but its acceptance was not confirmed.", cause);
        }
        return DeliveryException.notNow(withoutReply(transport, server, failure, cause), cause);
    }

    /** The failure to log in at a server that offers no login. */
    static DeliveryException noLoginOffered() {
        return DeliveryException.notNow("Mail not sent: a login is configured, but the server offers none.", null);
    }

    /** The failure to get an access token; whoever gives them may have put one into the message of its exception. */
    static DeliveryException noAccessToken(String why) {
        return DeliveryException.notNow("Mail not sent: no access token for the login (" + why + ").", null);
    }

    /** The failure to find a server for an address whose local part is not ASCII. */
    static DeliveryException noInternationalAddresses() {
        return DeliveryException.never(
                "Mail not sent: the stored address holds characters outside ASCII before its @, and the server does not"
                        + " offer SMTPUTF8.",
                null);
    }

    private static String withoutReply(
            StagedTransport transport, SmtpServer server, Exception failure, @Nullable IOException cause) {
        Stage stage = transport.stage();
        if (cause instanceof SSLException) {
            return "Mail not sent: no trusted TLS connection to the server; its certificate or its protocol does not fit.";
        }
        if (failure instanceof AuthenticationFailedException && stage.compareTo(Stage.LOGIN) < 0) {
            return "Mail not sent: a login is configured, but the server offers none of this kind ("
                    + (server.login().filter(SmtpServer.Login::isOauth2).isPresent() ? "XOAUTH2" : "PLAIN or LOGIN")
                    + ").";
        }
        if (stage == Stage.HELLO
                && server.protection() == SmtpServer.Protection.STARTTLS
                && transport.reply() > 0
                && !transport.supportsExtension("STARTTLS")) {
            return "Mail not sent: STARTTLS is required, but the server does not offer it.";
        }
        if (stage == Stage.CONNECT) {
            boolean lacksTls =
                    server.port() == IMPLICIT_TLS_PORT && server.protection() != SmtpServer.Protection.IMPLICIT_TLS;
            return "Mail not sent: no answer to the connection to " + server.host() + " at port " + server.port()
                    + (lacksTls ? "; a server there usually wants implicitTls()." : ".");
        }
        return "Mail not sent: no answer to " + stage.words() + ".";
    }

    /**
     * Servers refuse the sender, the client or all of today's mails at whatever stage they like (Postfix does so with the
     * recipient). The enhanced status code (RFC 3463) tells that from what is wrong with the recipient or this mail.
     */
    private static boolean isAboutTheMail(int reply, String status) {
        if (ABOUT_THE_LOGIN.contains(reply)) {
            return false;
        }
        return status.isEmpty()
                ? !ABOUT_THE_TALK.contains(reply)
                : ABOUT_THE_MAIL.matcher(status).matches();
    }

    private static boolean isRefusal(int reply) {
        return reply >= 400 && reply <= 599;
    }

    /** The innermost exception that came from the network; others may repeat what the server or we said. */
    private static @Nullable IOException rootCause(Throwable failure) {
        IOException root = null;
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof IOException e) {
                root = e;
            }
        }
        return root;
    }
}
