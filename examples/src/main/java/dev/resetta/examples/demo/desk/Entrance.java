package dev.resetta.examples.demo.desk;

import dev.resetta.examples.demo.web.Cookie;
import dev.resetta.examples.demo.web.RandomText;
import dev.resetta.examples.demo.web.Routes;
import dev.resetta.examples.demo.web.Visit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lets operators in and nobody else. Their sessions are in memory, and their cookie is sent to the desk alone. */
final class Entrance {
    private static final String COOKIE = "desk";
    private static final String PATH = "/desk";
    private static final Duration LIFETIME = Duration.ofHours(8);
    private static final int ID_BYTES = 32;

    private final Map<String, DeskSession> live = new ConcurrentHashMap<>();
    private final Clock clock;

    Entrance(Clock clock) {
        this.clock = clock;
    }

    /** Answers a request of an operator. */
    @FunctionalInterface
    interface Work {
        void handle(Visit visit, DeskSession session);
    }

    /** What operators alone may do; everybody else is asked to sign in. */
    Routes.Handler forOperators(Work work) {
        return visit -> session(visit)
                .ifPresentOrElse(session -> work.handle(visit, session), () -> visit.goTo("/desk/sign-in"));
    }

    /** Begins a session under a new id, so that nobody can know it beforehand. */
    void letIn(Visit visit, String operator) {
        leave(visit);
        Instant now = clock.instant();
        live.values().removeIf(session -> !session.isLiveAt(now));
        String id = RandomText.of(ID_BYTES);
        live.put(id, new DeskSession(operator, now.plus(LIFETIME)));
        visit.set(new Cookie(COOKIE, id, PATH, Optional.empty()));
    }

    /** Ends the session of this browser. */
    void leave(Visit visit) {
        visit.cookie(COOKIE, PATH).ifPresent(live::remove);
    }

    static void removeCookie(Visit visit) {
        visit.set(Cookie.removing(COOKIE, PATH));
    }

    private Optional<DeskSession> session(Visit visit) {
        return visit.cookie(COOKIE, PATH).map(live::get).filter(session -> session.isLiveAt(clock.instant()));
    }
}
