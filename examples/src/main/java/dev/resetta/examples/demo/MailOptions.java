package dev.resetta.examples.demo;

import dev.resetta.examples.demo.DemoOptions.UnusableOptionException;
import dev.resetta.mail.MailNotifier;
import dev.resetta.mail.SmtpServer;
import java.util.Optional;

/** The mail server that mails go through, if it is not the demo's own, as the environment describes it. */
final class MailOptions {
    private static final String SENDER = "Larkspur Books <no-reply@larkspur.example>";
    private static final String SUBMISSION_PORT = "587";

    private MailOptions() {}

    /** Mails through the server that the environment names; empty if it names none. */
    static Optional<MailNotifier> of(Environment environment) {
        return environment.text("RESETTA_SMTP_HOST").map(host -> notifier(host, environment));
    }

    /** Mails through a server of this process. */
    static MailNotifier ofThisProcess(int port) {
        return MailNotifier.of(SmtpServer.of("127.0.0.1", port), SENDER);
    }

    private static MailNotifier notifier(String host, Environment environment) {
        String port = environment.text("RESETTA_SMTP_PORT").orElse(SUBMISSION_PORT);
        if (!port.matches("\\d{1,5}")) {
            throw new UnusableOptionException("RESETTA_SMTP_PORT is a number, not '" + port + "'.");
        }
        String from = environment
                .text("RESETTA_MAIL_FROM")
                .orElseThrow(() -> new UnusableOptionException("RESETTA_SMTP_HOST needs RESETTA_MAIL_FROM beside it:"
                        + " the sender, such as \"Shop <no-reply@example.com>\"."));
        try {
            SmtpServer server = protectedAs(environment, SmtpServer.of(host, Integer.parseInt(port)));
            return MailNotifier.of(login(environment, server), from);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UnusableOptionException("The mail server cannot be used: " + e.getMessage());
        }
    }

    /** STARTTLS everywhere, as over the internet, unless somebody says that this server has none. */
    private static SmtpServer protectedAs(Environment environment, SmtpServer server) {
        String plain = environment.text("RESETTA_SMTP_PLAIN").orElse("false");
        return switch (plain) {
            case "true" -> server.plainText();
            case "false" -> server.startTls();
            default -> throw new UnusableOptionException("RESETTA_SMTP_PLAIN is true or false, not '" + plain + "'.");
        };
    }

    private static SmtpServer login(Environment environment, SmtpServer server) {
        Optional<String> user = environment.text("RESETTA_SMTP_USER");
        Optional<String> password = environment.secret("RESETTA_SMTP_PASSWORD");
        if (user.isPresent() != password.isPresent()) {
            throw new UnusableOptionException("RESETTA_SMTP_USER and RESETTA_SMTP_PASSWORD go together.");
        }
        return user.isPresent() ? server.login(user.get(), password.orElseThrow()) : server;
    }
}
