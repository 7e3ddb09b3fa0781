package dev.resetta.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What a mail session of the application's says about a server. Properties of {@code mail.smtps} are read like the others. */
final class SessionProperties {
    static final String PREFIX = "mail.smtp.";
    private static final String TLS_PREFIX = "mail.smtps.";
    private static final int PORT = 25;
    private static final int TLS_PORT = 465;

    private final Session session;
    private final boolean isSmtps;

    SessionProperties(Session session) {
        this.session = session;
        this.isSmtps = "smtps".equals(session.getProperty("mail.transport.protocol"));
    }

    String host() {
        String host = get("host");
        String common = session.getProperty("mail.host");
        return host != null ? host : common != null ? common : "localhost";
    }

    int port() {
        String port = get("port");
        return port == null ? isImplicitTls() ? TLS_PORT : PORT : number("port", port);
    }

    boolean isImplicitTls() {
        return isSmtps || Boolean.parseBoolean(get("ssl.enable"));
    }

    /** Zero and less mean for ever in a session, and the standard here. */
    Duration timeout(Duration standard) {
        String timeout = get("timeout");
        int millis = timeout == null ? 0 : number("timeout", timeout);
        return millis <= 0 ? standard : Duration.ofMillis(millis);
    }

    /** Puts all of the session's properties there, those of the mail server under one prefix. */
    void copyTo(Properties target) {
        Properties source = session.getProperties();
        for (String key : source.stringPropertyNames()) {
            target.setProperty(key, source.getProperty(key));
        }
        for (Map.Entry<Object, Object> entry : source.entrySet()) {
            target.put(entry.getKey(), entry.getValue());
        }
        if (isSmtps) {
            for (Object key : target.keySet().toArray()) {
                if (key instanceof String name && name.startsWith(TLS_PREFIX)) {
                    target.put(PREFIX + name.substring(TLS_PREFIX.length()), target.get(name));
                }
            }
        }
    }

    /** Asks whoever knows the password in this session. */
    Authenticator authenticator() {
        return new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return session.requestPasswordAuthentication(
                        getRequestingSite(),
                        getRequestingPort(),
                        getRequestingProtocol(),
                        getRequestingPrompt(),
                        getDefaultUserName());
            }
        };
    }

    private @Nullable String get(String name) {
        String value = session.getProperty((isSmtps ? TLS_PREFIX : PREFIX) + name);
        return value == null ? null : value.strip().toLowerCase(Locale.ROOT);
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The mail session's " + PREFIX + name + " has to be a number.", e);
        }
    }
}
