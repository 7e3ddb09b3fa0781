package dev.resetta;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token and a new password, as a person sent them in.
 *
 * <p>Immutable; anything may be in it, null included. {@link #toString()} tells nothing.
 */
public final class ResetSubmission {
    private final @Nullable String token;
    private final @Nullable String password;
    private final @Nullable String again;
    private final @Nullable String clientAddress;
    private final @Nullable String userAgent;

    private ResetSubmission(
            @Nullable String token,
            @Nullable String password,
            @Nullable String again,
            @Nullable String clientAddress,
            @Nullable String userAgent) {
        this.token = token;
        this.password = password;
        this.again = again;
        this.clientAddress = clientAddress;
        this.userAgent = userAgent;
    }

    /** Starts with the token of the link. */
    public static ResetSubmission forToken(@Nullable String token) {
        return new ResetSubmission(token, null, null, null, null);
    }

    /** Adds the new password, where it is entered once. */
    public ResetSubmission password(@Nullable String password) {
        return new ResetSubmission(token, password, null, clientAddress, userAgent);
    }

    /** Adds the new password and its second entry, which have to be the same; a null entry counts as empty. */
    public ResetSubmission password(@Nullable String typed, @Nullable String again) {
        return new ResetSubmission(token, typed, again == null ? "" : again, clientAddress, userAgent);
    }

    /** Adds where the submission came from; without it bad tokens are not counted. */
    public ResetSubmission clientAddress(@Nullable String clientAddress) {
        return new ResetSubmission(token, password, again, clientAddress, userAgent);
    }

    /** Adds the user agent, from which the notice of the change tells in a word what program was used. */
    public ResetSubmission userAgent(@Nullable String userAgent) {
        return new ResetSubmission(token, password, again, clientAddress, userAgent);
    }

    @Nullable
    String token() {
        return token;
    }

    @Nullable
    String password() {
        return password;
    }

    @Nullable
    String again() {
        return again;
    }

    Optional<String> clientAddress() {
        return Optional.ofNullable(clientAddress);
    }

    Optional<String> userAgent() {
        return Optional.ofNullable(userAgent);
    }

    /** Tells neither token nor password. */
    @Override
    public String toString() {
        return "ResetSubmission";
    }
}
