package dev.resetta.examples.commandline;

import dev.resetta.mail.MailNotifier;
import dev.resetta.mail.SmtpServer;
import java.util.Map;
import java.util.Optional;

/** The mail server that the environment names, if it names one. */
final class MailServer {
    private static final int TLS_PORT = 465;

    private MailServer() {}

    static Optional<MailNotifier> of(Machine machine) {
        Map<String, String> environment = machine.environment();
        String host = environment.getOrDefault("RESETTA_SMTP_HOST", "");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        String from = environment.getOrDefault("RESETTA_MAIL_FROM", "");
        if (from.isEmpty()) {
            throw new UnusableSettingException(
                    "Say who writes the mails: RESETTA_MAIL_FROM, for example Shop <no-reply@example.com>.");
        }
        String user = environment.getOrDefault("RESETTA_SMTP_USER", "");
        int port = port(environment.getOrDefault("RESETTA_SMTP_PORT", "587"));
        try {
            SmtpServer server = SmtpServer.of(host, port);
            server = port == TLS_PORT ? server.implicitTls() : server;
            server = user.isEmpty() ? server : server.login(user, password(machine.secrets()));
            return Optional.of(MailNotifier.of(server, from));
        } catch (IllegalArgumentException e) {
            throw new UnusableSettingException(String.valueOf(e.getMessage()));
        }
    }

    private static String password(Secrets secrets) {
        return secrets.readText("RESETTA_SMTP_PASSWORD")
                .orElseThrow(() -> new UnusableSettingException("RESETTA_SMTP_USER wants a password:"
                        + " set RESETTA_SMTP_PASSWORD or RESETTA_SMTP_PASSWORD_FILE."));
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}")) {
            throw new UnusableSettingException("RESETTA_SMTP_PORT is a number, usually 587 or 465.");
        }
        return Integer.parseInt(text);
    }
}
