package dev.resetta.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/** A clock that stands still until it is told otherwise; thread-safe. */
public final class SettableClock extends Clock {
    private final Hand hand;
    private final ZoneId zone;

    private SettableClock(Hand hand, ZoneId zone) {
        this.hand = hand;
        this.zone = zone;
    }

    /** A clock that shows this instant. */
    public static SettableClock at(Instant now) {
        return new SettableClock(new Hand(now), ZoneOffset.UTC);
    }

    /** Puts the clock to an instant, earlier ones too. */
    public void set(Instant instant) {
        hand.now = Objects.requireNonNull(instant, "instant");
    }

    /** Moves the clock by a time, which may be negative. */
    public void advance(Duration duration) {
        synchronized (hand) {
            hand.now = hand.now.plus(duration);
        }
    }

    @Override
    public Instant instant() {
        return hand.now;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock, moved together with this one, in another zone. */
    @Override
    public Clock withZone(ZoneId otherZone) {
        return new SettableClock(hand, otherZone);
    }

    /** What the clocks of several zones share. */
    private static final class Hand {
        private volatile Instant now;

        Hand(Instant now) {
            this.now = Objects.requireNonNull(now, "now");
        }
    }
}
