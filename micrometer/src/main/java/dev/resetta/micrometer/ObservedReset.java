package dev.resetta.micrometer;

import dev.resetta.LinkCheck;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A reset whose calls are timed. Its methods are those of {@link PasswordReset}, and answer the same.
 *
 * <p>Made by {@link ResetObservations#callsOf}; closing the reset stays with whoever built it.
 */
public final class ObservedReset {
    private final ResetObservations observations;
    private final PasswordReset reset;

    ObservedReset(ResetObservations observations, PasswordReset reset) {
        this.observations = observations;
        this.reset = reset;
    }

    /** As {@link PasswordReset#request}; the outcome is {@code taken} or {@code throttled}. */
    public boolean request(ResetRequest request) {
        return time("request", () -> reset.request(request), taken -> taken ? "taken" : "throttled");
    }

    /** As {@link PasswordReset#check}; the outcome is {@code good} or {@code refused}. */
    public LinkCheck check(@Nullable String token) {
        return time("check", () -> reset.check(token), link -> link.isGood() ? "good" : "refused");
    }

    /**
     * As {@link PasswordReset#redeem}; the outcome is {@code changed}, {@code password_refused}, {@code link_refused} or
     * {@code busy}.
     */
    public ResetResult redeem(ResetSubmission submission) {
        return time("redeem", () -> reset.redeem(submission), ObservedReset::word);
    }

    /** As {@link PasswordReset#cancel}; the outcome is {@code cancelled} or {@code refused}. */
    public boolean cancel(@Nullable String cancelToken) {
        return time("cancel", () -> reset.cancel(cancelToken), ended -> ended ? "cancelled" : "refused");
    }

    /** As {@link PasswordReset#realm}; no tag tells which it is, because an application may have thousands. */
    public ObservedReset realm(String name) {
        return new ObservedReset(observations, reset.realm(name));
    }

    private <T> T time(String call, Supplier<T> work, Function<T, String> outcome) {
        return ResetObservations.time(
                observations.observation("resetta.calls", "resetta " + call).lowCardinalityKeyValue("call", call),
                work,
                outcome);
    }

    private static String word(ResetResult result) {
        if (result instanceof ResetResult.Changed) {
            return "changed";
        }
        if (result instanceof ResetResult.PasswordRefused) {
            return "password_refused";
        }
        return result instanceof ResetResult.Busy ? "busy" : "link_refused";
    }
}
