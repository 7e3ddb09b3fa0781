package dev.resetta.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;

/** The mail library's settings for a server, and how to connect with them. */
final class SmtpSession {
    private SmtpSession() {}

    /** Settings for a server; connects to nothing. */
    static Session of(SmtpServer server, ScheduledExecutorService scheduler) {
        Properties properties = new Properties();
        SessionProperties base = server.session().map(SessionProperties::new).orElse(null);
        if (base != null) {
            base.copyTo(properties);
        }
        String millis = String.valueOf(server.timeout().toMillis());
        boolean startTls = server.protection() == SmtpServer.Protection.STARTTLS;
        set(properties, "connectiontimeout", millis);
        set(properties, "timeout", millis);
        set(properties, "writetimeout", millis);
        set(properties, "executor.writetimeout", scheduler);
        set(properties, "quitwait", "false");
        set(properties, "starttls.enable", String.valueOf(startTls));
        set(properties, "starttls.required", String.valueOf(startTls));
        set(properties, "ssl.checkserveridentity", "true");
        set(properties, "ssl.protocols", "TLSv1.3 TLSv1.2");
        // Else a connection that fails with the given certificates is tried again with others.
        set(properties, "socketFactory.fallback", "false");
        // Sockets of channels are closed by an interrupt, others wait on.
        set(properties, "usesocketchannels", "true");
        server.trusted().ifPresent(tls -> set(properties, "ssl.socketFactory", tls.getSocketFactory()));
        server.login().ifPresent(login -> {
            set(properties, "auth", "true");
            set(properties, "auth.mechanisms", login.isOauth2() ? "XOAUTH2" : "PLAIN LOGIN");
            set(properties, "auth.xoauth2.disable", "false");
        });
        // The envelope is said for each mail. Trust in any certificate and traces, which hold links, are not for sale.
        for (String unwanted :
                new String[] {"mail.debug", "mail.smtp.from", "mail.smtp.ssl.trust", "mail.mime.allowutf8"}) {
            properties.remove(unwanted);
        }
        return base == null ? Session.getInstance(properties) : Session.getInstance(properties, base.authenticator());
    }

    /** Connects and logs in. */
    static void connect(StagedTransport transport, SmtpServer server) throws MessagingException {
        SmtpServer.Login login = server.login().orElse(null);
        if (login == null) {
            transport.connect(server.host(), server.port(), null, null);
        } else {
            transport.connect(server.host(), server.port(), login.user(), secret(login));
        }
        if (transport.wantsLogin() && !transport.offersLogin()) {
            // The library would go on without the login.
            throw SmtpFailure.noLoginOffered();
        }
    }

    private static String secret(SmtpServer.Login login) {
        String secret;
        try {
            secret = login.secret().get();
        } catch (RuntimeException e) {
            throw SmtpFailure.noAccessToken(e);
        }
        if (secret == null || secret.isEmpty()) {
            throw SmtpFailure.noAccessToken(null);
        }
        return secret;
    }

    private static void set(Properties properties, String name, Object value) {
        properties.put(SessionProperties.PREFIX + name, value);
    }
}
