package dev.resetta.delivery;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says that a notice was not accepted for delivery, and what that means for trying again.
 *
 * <p>Its message is for operators and repeats neither link nor address.
 */
public final class DeliveryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a failure means. */
    public enum Kind {
        /** Not accepted, but may be later: tried again. */
        NOT_NOW,
        /** Never will be accepted: given up. */
        NEVER,
        /** Handed over, but the answer was lost: not tried again, since two mails are worse than an event. */
        PERHAPS_SENT
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    private DeliveryException(Kind kind, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.retryAfter = retryAfter;
    }

    /** Not accepted now; worth another try. */
    public static DeliveryException notNow(String message, @Nullable Throwable cause) {
        return new DeliveryException(Kind.NOT_NOW, message, cause, null);
    }

    /** Refused for good, for example a mailbox that does not exist. */
    public static DeliveryException never(String message, @Nullable Throwable cause) {
        return new DeliveryException(Kind.NEVER, message, cause, null);
    }

    /** Handed over, and the connection lost before the answer. */
    public static DeliveryException perhapsSent(String message, @Nullable Throwable cause) {
        return new DeliveryException(Kind.PERHAPS_SENT, message, cause, null);
    }

    /** The same failure with the earliest time the other side wants to be asked again. */
    public DeliveryException retryAfter(Duration wait) {
        return new DeliveryException(
                kind, Objects.requireNonNullElse(getMessage(), ""), getCause(), Objects.requireNonNull(wait, "wait"));
    }

    /** What the failure means. */
    public Kind kind() {
        return kind;
    }

    /** When the other side wants to be asked again, if it said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
