package dev.resetta.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What a mail session of the application's says about a server. Properties of {@code mail.smtps} are read like the others. */
final class SessionProperties {
    static final String PREFIX = "mail.smtp.";
    private static final String TLS_PREFIX = "mail.smtps.";
    private static final int PORT = 25;
    private static final int TLS_PORT = 465;

    private final Session session;
    private final Properties all = new Properties();

    SessionProperties(Session session) {
        this.session = session;
        Properties source = session.getProperties();
        for (String key : source.stringPropertyNames()) {
            all.put(key, source.getProperty(key));
        }
        source.forEach((key, value) ->
                all.put(key, value instanceof Boolean || value instanceof Number ? value.toString() : value));
        if (isSmtps()) {
            for (Object key : all.keySet().toArray()) {
                if (key instanceof String name && name.startsWith(TLS_PREFIX)) {
                    all.put(PREFIX + name.substring(TLS_PREFIX.length()), all.get(name));
                }
            }
        }
    }

    String host() {
        String host = get("host");
        String common = all.getProperty("mail.host");
        return host != null ? host : common != null ? common : "localhost";
    }

    int port() {
        String port = get("port");
        return port == null ? isImplicitTls() ? TLS_PORT : PORT : number("port", port);
    }

    boolean isImplicitTls() {
        return isSmtps() || isTrue("ssl.enable");
    }

    boolean isStartTls() {
        return isTrue("starttls.enable") || isTrue("starttls.required");
    }

    boolean wantsLogin() {
        return isTrue("auth");
    }

    /** Zero and less mean for ever in a session, and the standard here. */
    Duration timeout(Duration standard) {
        String timeout = get("timeout");
        int millis = timeout == null ? 0 : number("timeout", timeout);
        return millis <= 0 ? standard : Duration.ofMillis(millis);
    }

    /** All of the session's properties, numbers and truth values as text, and those of the mail server under one prefix. */
    Properties all() {
        return all;
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

    static int number(String name, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The mail session's " + PREFIX + name + " has to be a number.", e);
        }
    }

    private boolean isSmtps() {
        return "smtps".equals(all.getProperty("mail.transport.protocol"));
    }

    private boolean isTrue(String name) {
        String value = get(name);
        return value != null && Boolean.parseBoolean(value.strip());
    }

    private @Nullable String get(String name) {
        return all.getProperty(PREFIX + name);
    }
}
