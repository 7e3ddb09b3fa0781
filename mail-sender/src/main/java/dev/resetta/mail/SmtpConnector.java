package dev.resetta.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Connects to a server and logs in. Thread-safe. */
final class SmtpConnector {
    private static final int SOCKS_PORT = 1080;

    /**
     * What a session of the application's may not decide: the envelope is said for each mail; whom to trust and what to trace,
     * which would be links, is said to {@link SmtpServer}; sockets are guarded; a mail goes in one piece, whose end is known.
     */
    private static final String[] NOT_THE_SESSIONS = {
        "mail.debug",
        "mail.debug.auth",
        "mail.mime.allowutf8",
        "mail.smtp.from",
        "mail.smtp.chunksize",
        "mail.smtp.ssl.trust",
        "mail.smtp.ssl.socketFactory",
        "mail.smtp.ssl.socketFactory.class",
        "mail.smtp.ssl.socketFactory.port",
        "mail.smtp.socketFactory.class",
        "mail.smtp.socketFactory.port"
    };

    private final SmtpServer server;
    private final ScheduledExecutorService scheduler;
    private final Properties properties = new Properties();
    private final @Nullable Authenticator authenticator;
    private final @Nullable SocketFactory ownSockets;

    /** Prepares; connects to nothing. */
    SmtpConnector(SmtpServer server, ScheduledExecutorService scheduler) {
        this.server = server;
        this.scheduler = scheduler;
        SessionProperties session = server.session().orElse(null);
        if (session != null) {
            properties.putAll(session.all());
        }
        // With a login of its own the session's would only be tried after it, and send as somebody else.
        authenticator = session == null || server.login().isPresent() ? null : session.authenticator();
        ownSockets = properties.get(SessionProperties.PREFIX + "socketFactory") instanceof SocketFactory own
                        && !(own instanceof SSLSocketFactory)
                ? own
                : null;
        for (String unwanted : NOT_THE_SESSIONS) {
            properties.remove(unwanted);
        }
        decide();
    }

    /** For messages that are to be handed over here. */
    Session session() {
        return Session.getInstance(properties);
    }

    /** A connection that is not open yet. */
    StagedTransport prepare() {
        GuardedSockets sockets = new GuardedSockets(millis(), scheduler, ownSockets, socks());
        SSLSocketFactory tls = server.trusted()
                .map(context -> context.getSocketFactory())
                .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
        Properties own = new Properties();
        own.putAll(properties);
        own.put(SessionProperties.PREFIX + "socketFactory", sockets);
        own.put(SessionProperties.PREFIX + "ssl.socketFactory", new GuardedTls(tls, sockets));
        return new StagedTransport(Session.getInstance(own, authenticator), server, sockets);
    }

    /** Connects and logs in. */
    void open(StagedTransport transport) throws MessagingException {
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

    private void decide() {
        String millis = String.valueOf(millis());
        boolean startTls = server.protection() == SmtpServer.Protection.STARTTLS;
        set("connectiontimeout", millis);
        set("timeout", millis);
        set("quitwait", "false");
        set("starttls.enable", String.valueOf(startTls));
        set("starttls.required", String.valueOf(startTls));
        set("ssl.checkserveridentity", "true");
        set("ssl.protocols", "TLSv1.3 TLSv1.2");
        // Else a connection that fails with the given certificates is tried again with others.
        set("socketFactory.fallback", "false");
        set("usesocketchannels", "true");
        server.login().ifPresent(login -> {
            set("auth", "true");
            set("auth.mechanisms", login.isOauth2() ? "XOAUTH2" : "PLAIN LOGIN");
            set("auth.xoauth2.disable", "false");
        });
    }

    private @Nullable Proxy socks() {
        String host = properties.getProperty(SessionProperties.PREFIX + "socks.host");
        if (host == null) {
            return null;
        }
        String port = properties.getProperty(SessionProperties.PREFIX + "socks.port");
        return new Proxy(
                Proxy.Type.SOCKS,
                new InetSocketAddress(host, port == null ? SOCKS_PORT : SessionProperties.number("socks.port", port)));
    }

    private int millis() {
        return (int) server.timeout().toMillis();
    }

    private void set(String name, String value) {
        properties.put(SessionProperties.PREFIX + name, value);
    }

    /** Whatever its giver throws, checked exceptions in disguise included, makes the mail wait. */
    private static String secret(SmtpServer.Login login) {
        String secret;
        try {
            secret = login.secret().get();
        } catch (Exception | LinkageError | StackOverflowError e) {
            throw SmtpFailure.noAccessToken(e.getClass().getName());
        }
        if (secret == null || secret.isEmpty()) {
            throw SmtpFailure.noAccessToken("it was empty");
        }
        return secret;
    }
}
