package dev.resetta;

import dev.resetta.delivery.DeliveryException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Decides what a failed delivery means: again after a while, or an end with an event. */
final class Retries {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 10;

    private final Parts parts;

    Retries(Parts parts) {
        this.parts = parts;
    }

    /** What any exception of a notifier or a directory means. */
    static DeliveryException failure(RuntimeException e) {
        return e instanceof DeliveryException known ? known : DeliveryException.notNow(describe(e), e);
    }

    /** Reports a failure and says when to try again, if at all. */
    Optional<Duration> after(
            DeliveryException failure, Item item, @Nullable String accountId, int attempt, Duration patience) {
        if (failure.kind() == DeliveryException.Kind.PERHAPS_SENT) {
            parts.events()
                    .publish(new ResetEvent.DeliveryUncertain(parts.now(), item.realm(), accountId, describe(failure)));
            return Optional.empty();
        }
        Optional<Duration> wait = failure.kind() == DeliveryException.Kind.NEVER
                ? Optional.empty()
                : wait(item, attempt, failure.retryAfter().orElse(Duration.ZERO), patience);
        parts.events()
                .publish(new ResetEvent.DeliveryFailed(
                        parts.now(), item.realm(), accountId, describe(failure), wait.isPresent()));
        return wait;
    }

    /** Twice as long each time, with a jitter so that many do not come back at once; empty when it would be too late. */
    Optional<Duration> wait(Item item, int attempt, Duration atLeast, Duration patience) {
        if (atLeast.compareTo(patience) > 0) {
            return Optional.empty();
        }
        long doubled = FIRST_WAIT.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
        long capped = Math.min(doubled, LONGEST_WAIT.toMillis());
        long jittered = capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1);
        Duration wait = Duration.ofMillis(Math.max(jittered, atLeast.toMillis()));
        return parts.now().plus(wait).isBefore(item.act().at().plus(patience)) ? Optional.of(wait) : Optional.empty();
    }

    boolean isTooLate(Item item, Duration patience) {
        return parts.now().isAfter(item.act().at().plus(patience));
    }

    /** Only a delivery exception promises to repeat no secret in its message; of others the kind is told. */
    private static String describe(RuntimeException e) {
        return e instanceof DeliveryException && e.getMessage() != null
                ? e.getMessage()
                : e.getClass().getName();
    }
}
