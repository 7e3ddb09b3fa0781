package dev.resetta.micrometer;

import dev.resetta.ResetEvent;
import dev.resetta.token.TokenVerdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The counter of each kind of event. A tag is a constant of the event, never text that came from elsewhere. */
final class EventCounters {
    private static final List<Boolean> YES_OR_NO = List.of(true, false);

    private final MeterRegistry registry;
    private final Map<Class<?>, Consumer<ResetEvent>> kinds = new HashMap<>();

    EventCounters(MeterRegistry registry) {
        this.registry = registry;

        kind(ResetEvent.Requested.class, "resetta.requests", "Requests for a link that were taken");
        kind(
                ResetEvent.Throttled.class,
                "resetta.throttled",
                "What was asked for too often, by the limit that was reached",
                "limit",
                List.of(ResetEvent.Limit.values()),
                ResetEvent.Throttled::limit);
        kind(ResetEvent.Dropped.class, "resetta.queue.dropped", "Items that the delivery queue did not take");
        kind(
                ResetEvent.NothingSent.class,
                "resetta.links.unsent",
                "Requests that ended without a mail, by the reason",
                "reason",
                List.of(ResetEvent.NoMail.values()),
                ResetEvent.NothingSent::reason);
        kind(ResetEvent.LinkIssued.class, "resetta.links.issued", "Links that were minted to be mailed");
        kind(ResetEvent.LinkDelivered.class, "resetta.links.delivered", "Links that the notifier accepted");
        kind(ResetEvent.NoticeDelivered.class, "resetta.notices.delivered", "Notices that the notifier accepted");
        kind(
                ResetEvent.DeliveryFailed.class,
                "resetta.deliveries.failed",
                "Tries of a delivery that failed, by whether there will be another",
                "again",
                YES_OR_NO,
                ResetEvent.DeliveryFailed::again);
        kind(ResetEvent.DeliveryUncertain.class, "resetta.deliveries.uncertain", "Deliveries whose answer was lost");
        kind(
                ResetEvent.LinkRefused.class,
                "resetta.links.refused",
                "Links that were refused, by the private reason",
                "reason",
                List.of(TokenVerdict.Reason.values()),
                ResetEvent.LinkRefused::reason);
        kind(ResetEvent.LinkCancelled.class, "resetta.links.cancelled", "Links that their owners cancelled");
        kind(ResetEvent.PasswordRefused.class, "resetta.passwords.refused", "New passwords that were refused");
        kind(ResetEvent.Busy.class, "resetta.passwords.busy", "Changes put off because too much was going on");
        kind(ResetEvent.PasswordChanged.class, "resetta.passwords.changed", "Passwords that were changed");
        kind(ResetEvent.OutcomeUncertain.class, "resetta.passwords.uncertain", "Changes that nobody knows the end of");
        kind(
                ResetEvent.SessionsNotEnded.class,
                "resetta.sessions.failed",
                "Tries to end an account's sessions that failed, by whether there will be another",
                "again",
                YES_OR_NO,
                ResetEvent.SessionsNotEnded::again);
        kind(ResetEvent.IssuedBySupport.class, "resetta.support.issued", "Links that operators issued and saw");
        kind(ResetEvent.MailedBySupport.class, "resetta.support.mailed", "Links that operators had mailed");
        kind(ResetEvent.RevokedBySupport.class, "resetta.support.revoked", "Links that operators ended");
        kind(ResetEvent.PurgedBySupport.class, "resetta.support.purged", "Purges that operators started");
    }

    void count(ResetEvent event) {
        kinds.getOrDefault(event.getClass(), unknown -> {}).accept(event);
    }

    private void kind(Class<? extends ResetEvent> kind, String name, String description) {
        Counter counter = Counter.builder(name).description(description).register(registry);
        kinds.put(kind, event -> counter.increment());
    }

    private <E extends ResetEvent, V> void kind(
            Class<E> kind, String name, String description, String tag, List<V> values, Function<E, V> value) {
        MeterProvider<Counter> counters =
                Counter.builder(name).description(description).withRegistry(registry);
        for (V possible : values) {
            // Without an event: so the counter is there from the start.
            counters.withTag(tag, Words.of(possible)).increment(0);
        }
        kinds.put(
                kind,
                event -> counters.withTag(tag, Words.of(value.apply(kind.cast(event))))
                        .increment());
    }
}
