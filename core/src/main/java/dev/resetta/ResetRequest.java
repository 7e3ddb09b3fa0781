package dev.resetta;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed into the form "forgot your password?", and what is known about the request it came in.
 *
 * <p>Immutable; anything may be in it, null included, since nothing here is trusted. {@link #toString()} tells nothing,
 * because people type passwords into that field.
 */
public final class ResetRequest {
    private final String identifier;
    private final @Nullable String clientAddress;
    private final @Nullable Locale locale;
    private final @Nullable String userAgent;

    private ResetRequest(
            String identifier, @Nullable String clientAddress, @Nullable Locale locale, @Nullable String userAgent) {
        this.identifier = identifier;
        this.clientAddress = clientAddress;
        this.locale = locale;
        this.userAgent = userAgent;
    }

    /**
     * Asks for a link for whomever the typed text means.
     *
     * @param typed exactly as typed; what is null, longer than 320 characters or holds control characters means nobody
     */
    public static ResetRequest forIdentifier(@Nullable String typed) {
        return new ResetRequest(Objects.requireNonNullElse(typed, ""), null, null, null);
    }

    /**
     * Adds where the request came from, as the connection says it, or as a proxy says it that the application trusts.
     * Without it no limit for this client applies.
     */
    public ResetRequest clientAddress(@Nullable String clientAddress) {
        return new ResetRequest(identifier, clientAddress, locale, userAgent);
    }

    /** Adds the language of the request, for accounts that have none of their own. */
    public ResetRequest locale(@Nullable Locale locale) {
        return new ResetRequest(identifier, clientAddress, locale, userAgent);
    }

    /** Adds the user agent, from which the mail tells in a word what program asked. */
    public ResetRequest userAgent(@Nullable String userAgent) {
        return new ResetRequest(identifier, clientAddress, locale, userAgent);
    }

    String identifier() {
        return identifier;
    }

    Optional<String> clientAddress() {
        return Optional.ofNullable(clientAddress);
    }

    Optional<Locale> locale() {
        return Optional.ofNullable(locale);
    }

    Optional<String> userAgent() {
        return Optional.ofNullable(userAgent);
    }

    /** Tells nothing of what was typed. */
    @Override
    public String toString() {
        return "ResetRequest";
    }
}
