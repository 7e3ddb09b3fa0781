package dev.resetta.spring;

import static dev.resetta.spring.RefusedSettingException.checked;
import static dev.resetta.spring.RefusedSettingException.required;

import dev.resetta.mail.SmtpServer;
import jakarta.mail.Session;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/**
 * The mail server that the application names in {@code spring.mail}. Read here and not from Spring Boot's {@code
 * MailProperties}, because an application that mails by Resetta alone does not have those on its class path.
 */
record SpringMail(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("smtp") String protocol,
        @DefaultValue Map<String, String> properties,
        @DefaultValue Ssl ssl) {

    /** Whether TLS is spoken from the first byte, and whose certificates are trusted. */
    record Ssl(
            @DefaultValue("false") boolean enabled,
            @Nullable String bundle) {}

    static SpringMail of(Environment environment) {
        return Binder.get(environment).bindOrCreate("spring.mail", SpringMail.class);
    }

    /** The server; a session of the application's, which {@code spring.mail.jndi-name} brings, goes first. */
    SmtpServer server(ObjectProvider<Session> sessions, ObjectProvider<SslBundles> bundles) {
        Session given = sessions.getIfUnique();
        return checked("spring.mail", () -> given == null ? named(bundles) : SmtpServer.of(given));
    }

    private SmtpServer named(ObjectProvider<SslBundles> bundles) {
        SmtpServer server = SmtpServer.of(Session.getInstance(session()));
        if (ssl.bundle() != null) {
            server = server.trusting(bundles.getObject().getBundle(ssl.bundle()).createSslContext());
        }
        if (username == null || username.isEmpty()) {
            return server;
        }
        return server.login(username, required(password, "spring.mail.password", "spring.mail.username is"));
    }

    /** As Spring Boot's own mail sender would have it. */
    private Properties session() {
        Properties session = new Properties();
        session.putAll(properties);
        session.setProperty("mail.transport.protocol", protocol);
        String prefix = "mail." + protocol + ".";
        session.setProperty(
                prefix + "host", required(host, "spring.mail.host", "mails need a server, such as smtp.example.com"));
        if (port != null) {
            session.setProperty(prefix + "port", port.toString());
        }
        if (ssl.enabled()) {
            session.setProperty(prefix + "ssl.enable", "true");
        }
        return session;
    }

    /** Tells the host only. */
    @Override
    public String toString() {
        return "SpringMail[" + host + "]";
    }
}
