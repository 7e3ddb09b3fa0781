package dev.resetta;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every event and hands it to the application's listener, whose failures change nothing. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordReset.class);

    private final Consumer<ResetEvent> listener;

    Events(Consumer<ResetEvent> listener) {
        this.listener = listener;
    }

    void publish(ResetEvent event) {
        if (isTrouble(event)) {
            LOG.warn("{}", printable(event.toString()));
        } else if (LOG.isInfoEnabled()) {
            LOG.info("{}", printable(event.toString()));
        }
        try {
            listener.accept(event);
        } catch (RuntimeException | Error e) {
            trouble("The event listener failed; the reset goes on.", e);
        }
    }

    /**
     * Reports what has no event of its own. The message holds ids at most, and of the cause only its kind is told, since
     * nobody knows what others write into their messages.
     */
    void trouble(String message, Throwable cause) {
        LOG.warn("{} ({})", printable(message), cause.getClass().getName());
    }

    private static boolean isTrouble(ResetEvent event) {
        return event instanceof ResetEvent.DeliveryFailed
                || event instanceof ResetEvent.DeliveryUncertain
                || event instanceof ResetEvent.OutcomeUncertain
                || event instanceof ResetEvent.SessionsNotEnded
                || event instanceof ResetEvent.Dropped;
    }

    /** One line whatever is in it: ids and reasons come from elsewhere (OWASP ASVS 16.4.1). */
    static String printable(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> line.appendCodePoint(isPrintable(c) ? c : '?'));
        return line.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
