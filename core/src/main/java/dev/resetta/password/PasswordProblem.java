package dev.resetta.password;

import java.util.List;
import java.util.Objects;

/**
 * One reason why a new password is refused.
 *
 * @param code names the reason for a message catalogue, for example {@code too-short}
 * @param values what the message needs, for example the shortest length; never the password or a part of it
 * @param message the reason as an English sentence
 */
public record PasswordProblem(String code, List<Object> values, String message) {
    /** The code of two entries that differ. */
    public static final String MISMATCH = "mismatch";

    /** Checks that nothing is missing and copies the values. */
    public PasswordProblem {
        Objects.requireNonNull(code, "code");
        values = List.copyOf(values);
        Objects.requireNonNull(message, "message");
    }
}
