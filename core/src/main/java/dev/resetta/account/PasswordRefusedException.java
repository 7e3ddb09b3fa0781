package dev.resetta.account;

import java.util.Objects;

/**
 * Says that the system behind a {@link PasswordUpdater} refuses this password, and changed nothing.
 *
 * <p>It reaches the person as a reason beside those of the password rules; the link stays good.
 */
public class PasswordRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Refuses a password.
     *
     * @param code a short machine-readable reason, for example {@code "directory.history"}
     * @param message the reason as a sentence a person can be shown; it never repeats the password
     */
    public PasswordRefusedException(String code, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.code = Objects.requireNonNull(code, "code");
    }

    /** The machine-readable reason. */
    public String code() {
        return code;
    }

    /** The reason as a sentence. */
    public String reason() {
        return Objects.requireNonNullElse(getMessage(), code);
    }
}
