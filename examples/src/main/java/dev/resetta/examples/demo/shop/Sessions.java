package dev.resetta.examples.demo.shop;

import dev.resetta.examples.demo.web.RandomText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is signed in, in the memory of this process. */
public final class Sessions {
    private static final Duration LIFETIME = Duration.ofHours(8);
    private static final int ID_BYTES = 32;

    private final Map<String, Session> live = new ConcurrentHashMap<>();
    private final Clock clock;

    public Sessions(Clock clock) {
        this.clock = clock;
    }

    /** Begins a session under a new id, so that nobody can know it beforehand. */
    String begin(String userId) {
        Instant now = clock.instant();
        live.values().removeIf(session -> !session.isLiveAt(now));
        String id = RandomText.of(ID_BYTES);
        live.put(id, new Session(userId, now.plus(LIFETIME)));
        return id;
    }

    Optional<String> userOf(String id) {
        return Optional.ofNullable(live.get(id))
                .filter(session -> session.isLiveAt(clock.instant()))
                .map(Session::userId);
    }

    void end(String id) {
        live.remove(id);
    }

    /** Ends every session of a user, on whatever device. */
    public void endAll(String userId) {
        live.values().removeIf(session -> session.userId().equals(userId));
    }

    private record Session(String userId, Instant expiresAt) {
        boolean isLiveAt(Instant now) {
            return now.isBefore(expiresAt);
        }
    }
}
