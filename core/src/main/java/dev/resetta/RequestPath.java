package dev.resetta;

import dev.resetta.delivery.DeliveryQueue.Lane;
import java.time.Instant;

/**
 * What happens while somebody waits for the answer to a request: the limiter is asked, one item goes into the queue.
 *
 * <p>No account is looked at here, so nothing here can tell whether there is one.
 */
final class RequestPath {
    private final Parts parts;
    private final String realmName;

    RequestPath(Parts parts, String realmName) {
        this.parts = parts;
        this.realmName = realmName;
    }

    /** False if this client has asked too often; what was typed counts after that, and is told to nobody. */
    boolean take(ResetRequest request) {
        Instant now = parts.now();
        String identifier = Typed.identifier(request.identifier());
        if (!parts.throttle().allowsClient(request.clientAddress(), now)) {
            parts.events().publish(new ResetEvent.Throttled(now, realmName, ResetEvent.Limit.CLIENT, null));
            return false;
        }
        if (!parts.throttle().allowsIdentifier(realmName, identifier, now)) {
            parts.events().publish(new ResetEvent.Throttled(now, realmName, ResetEvent.Limit.IDENTIFIER, null));
            return true;
        }
        parts.enqueue(() -> enqueue(request, identifier, now));
        return true;
    }

    private void enqueue(ResetRequest request, String identifier, Instant now) {
        if (submit(request, identifier, now)) {
            parts.events().publish(new ResetEvent.Requested(now, realmName));
        } else {
            parts.throttle().giveBackIdentifier(realmName, identifier);
            parts.events().publish(new ResetEvent.Dropped(now, realmName, null));
        }
    }

    private boolean submit(ResetRequest request, String identifier, Instant now) {
        Item.Act act = new Item.Act(
                now,
                request.clientAddress().orElse(null),
                request.userAgent().orElse(null),
                request.locale().orElse(null));
        Item item = new Item.Request(realmName, identifier.isEmpty() ? null : identifier, act);
        try {
            return parts.queue().submit(Lane.REQUESTS, item.text());
        } catch (RuntimeException e) {
            parts.throttle().giveBackIdentifier(realmName, identifier);
            throw e;
        }
    }
}
