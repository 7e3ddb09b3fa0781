package dev.resetta.micrometer;

import dev.resetta.PasswordReset;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import dev.resetta.delivery.Notifier;
import dev.resetta.password.PasswordHasher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes the time of what takes time: the calls of a reset, its mails and its hashes.
 *
 * <p>Each is an observation of Micrometer's, which the application's registry makes a timer of, and a span if it traces. What
 * is sent is a trace of its own: it happens later, on another thread, perhaps in another process.
 */
public final class ResetObservations {
    private final ObservationRegistry registry;

    private ResetObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    /** Observations in this registry. */
    public static ResetObservations in(ObservationRegistry registry) {
        return new ResetObservations(Objects.requireNonNull(registry, "registry"));
    }

    /** Timers alone, for an application that has no observations of its own. */
    public static ResetObservations timedIn(MeterRegistry meters) {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        return new ResetObservations(registry);
    }

    /** The same reset, whose calls are timed as {@code resetta.calls}. */
    public ObservedReset callsOf(PasswordReset reset) {
        return new ObservedReset(this, Objects.requireNonNull(reset, "reset"));
    }

    /** The same notifier, whose sends are timed as {@code resetta.sends}. */
    public Notifier sendsOf(Notifier notifier) {
        Objects.requireNonNull(notifier, "notifier");
        return notice -> time(
                observation("resetta.sends", "resetta send").lowCardinalityKeyValue("notice", word(notice)),
                () -> {
                    notifier.send(notice);
                    return notice;
                },
                sent -> "sent");
    }

    /** The same hasher, whose hashes are timed as {@code resetta.hashes}. */
    public PasswordHasher hashesOf(PasswordHasher hasher) {
        // What makes no hash takes no time, and says so by itself.
        return hasher.hashes()
                ? password ->
                        time(observation("resetta.hashes", "resetta hash"), () -> hasher.hash(password), made -> "made")
                : hasher;
    }

    /** An observation that is not started yet; its span has another name than its timer. */
    Observation observation(String name, String span) {
        return Observation.createNotStarted(name, registry).contextualName(span);
    }

    /**
     * Observes one piece of work.
     *
     * @param outcome what became of it, in a word
     */
    static <T> T time(Observation observation, Supplier<T> work, Function<T, String> outcome) {
        Observation.Scope scope = observation.start().openScope();
        String word = "failed";
        try {
            T result = work.get();
            word = outcome.apply(result);
            return result;
        } catch (DeliveryException e) {
            word = Words.of(e.kind());
            throw e;
        } finally {
            // The exception stays out of it: a span would show its message, and nobody knows what others write there.
            scope.close();
            observation.lowCardinalityKeyValue("outcome", word).stop();
        }
    }

    private static String word(Notice notice) {
        if (notice instanceof Notice.ResetLink) {
            return "reset_link";
        }
        return notice instanceof Notice.PasswordChanged ? "password_changed" : "link_issued_by_support";
    }
}
