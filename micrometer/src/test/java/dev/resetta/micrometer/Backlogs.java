package dev.resetta.micrometer;

import dev.resetta.delivery.DeliveryQueue;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A queue of which a test says what waits in it, and that counts how often it is asked. */
final class Backlogs implements DeliveryQueue {
    private final Map<Lane, Backlog> backlogs = new EnumMap<>(Lane.class);
    private boolean isAway;
    private int asked;

    Backlogs set(Lane lane, long items, Duration overdue) {
        backlogs.put(lane, new Backlog(items, overdue));
        return this;
    }

    void goAway() {
        isAway = true;
    }

    int asked() {
        return asked;
    }

    @Override
    public Optional<Backlog> backlog(Lane lane) {
        asked++;
        if (isAway) {
            throw new IllegalStateException("the database is away");
        }
        return Optional.ofNullable(backlogs.get(lane));
    }

    @Override
    public boolean submit(Lane lane, String item) {
        return false;
    }

    @Override
    public void start(Worker worker) {}

    @Override
    public void close() {}
}
