package dev.resetta.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Properties;

/** Hands mails to the server, one connection each. Thread-safe. */
final class SmtpSubmission {
    private final SmtpServer server;
    private final Session session;

    /**
     * Prepares for mails of one sender; connects to nothing.
     *
     * @param sender to whom undeliverable mail goes back
     */
    SmtpSubmission(SmtpServer server, MailAddress sender) {
        this.server = server;
        this.session = Session.getInstance(properties(server, sender));
    }

    /** For messages that are to be handed over here. */
    Session session() {
        return session;
    }

    /** Hands one message over for exactly one recipient. */
    void submit(MailMessage message, MailAddress recipient) {
        StagedTransport transport = new StagedTransport(session, server);
        try {
            connect(transport);
            if (server.login().isPresent() && !transport.offersLogin()) {
                // The library would go on without the login.
                throw SmtpFailure.noLoginOffered();
            }
            transport.sendMessage(message, new Address[] {recipient.unparsed()});
        } catch (MessagingException | IllegalStateException e) {
            if (!transport.isAccepted()) {
                throw SmtpFailure.of(transport, server, e);
            }
        } finally {
            hangUp(transport);
        }
    }

    private void connect(StagedTransport transport) throws MessagingException {
        String user = server.login().map(SmtpServer.Login::user).orElse(null);
        String password = server.login().map(SmtpServer.Login::password).orElse(null);
        transport.connect(server.host(), server.port(), user, password);
    }

    private static void hangUp(StagedTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // A farewell that fails says nothing about the mail.
        }
    }

    private static Properties properties(SmtpServer server, MailAddress sender) {
        String millis = String.valueOf(server.timeout().toMillis());
        boolean startTls = server.protection() == SmtpServer.Protection.STARTTLS;
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.from", sender.text());
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(startTls));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(startTls));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.setProperty("mail.smtp.auth", String.valueOf(server.login().isPresent()));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        // Else a connection that fails with the given certificates is tried again with others.
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        server.trusted().ifPresent(tls -> properties.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory()));
        return properties;
    }
}
