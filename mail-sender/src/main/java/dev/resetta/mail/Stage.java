package dev.resetta.mail;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far the talk with a mail server has come; each stage ends with an answer. */
enum Stage {
    CONNECT("the connection"),
    HELLO("EHLO"),
    STARTTLS("STARTTLS"),
    LOGIN("AUTH"),
    SENDER("MAIL FROM"),
    RECIPIENT("RCPT TO"),
    DATA("DATA"),
    MESSAGE("the end of the mail");

    private final String words;

    Stage(String words) {
        this.words = words;
    }

    /** The stage a command begins; null for one that begins none, such as QUIT. */
    static @Nullable Stage begunBy(String command) {
        String verb = command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "EHLO", "HELO" -> HELLO;
            case "STARTTLS" -> STARTTLS;
            case "AUTH" -> LOGIN;
            case "MAIL" -> SENDER;
            case "RCPT" -> RECIPIENT;
            case "DATA" -> DATA;
            case "." -> MESSAGE;
            default -> null;
        };
    }

    /** The stage for operators. */
    String words() {
        return words;
    }

    /** Whether an answer speaks about this mail and its recipient, rather than about who sends. */
    boolean concernsTheMail() {
        return compareTo(RECIPIENT) >= 0;
    }
}
