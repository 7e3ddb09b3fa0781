package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.resetta.delivery.DeliveryQueue.Lane;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reset warns of: settings that are allowed and seldom wise, and events that somebody has to look into. */
class WarningsTest {
    private static final Instant AT = Instant.ofEpochMilli(2_000_000_000_123L);
    private static final Rate RATE = new Rate(5, Duration.ofHours(1), 3);

    private final Fixture fixture = Fixture.oneTime();

    @Test
    void withWiseSettingsThereIsNothingToWarnOf() {
        fixture.limits = Limits.none().perClient(RATE);
        fixture.policy = fixture.policy.lifetime(Duration.ofHours(24));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void sessionsThatSurviveAResetAreWarnedOf() {
        fixture.limits = Limits.standard();
        fixture.endSessions = null;

        assertThat(warnings()).singleElement().asString().contains(".endSessions(...)");
    }

    @Test
    void requestsWithoutAnyLimitAreWarnedOf() {
        fixture.limits = Limits.none().perAccount(RATE);
        assertThat(warnings()).singleElement().asString().contains("not limited");

        fixture.limits = Limits.none().perIdentifier(new Rate(5, Duration.ofMinutes(5), 3));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void linksOfMoreThanADayAreWarnedOfOnceForEachPolicy() {
        fixture.limits = Limits.standard();
        fixture.policy = fixture.policy.lifetime(Duration.ofHours(24).plusMillis(1));

        assertThat(warnings()).singleElement().asString().contains("NIST SP 800-63B-4");
        try (CapturedLog log = new CapturedLog()) {
            fixture.builder().supportPolicy(TokenPolicy.reusableUntilExpiry()).build();
            assertThat(log.lines(Level.WARN)).hasSize(2);
        }
    }

    @Test
    void aLimiterThatCannotBeSharedWithoutKeysIsWarnedOf() {
        fixture.limits = Limits.standard();
        try (CapturedLog log = new CapturedLog()) {
            fixture.builder().requestLimiter(RequestLimiter.inMemory()).build();
            assertThat(log.lines(Level.WARN)).singleElement().asString().contains(".signingKeys(...)");
        }
    }

    static Stream<ResetEvent> troubles() {
        return Stream.of(
                new ResetEvent.DeliveryFailed(AT, "", null, "451", true),
                new ResetEvent.DeliveryUncertain(AT, "", null, "lost"),
                new ResetEvent.OutcomeUncertain(AT, "", "17", "link-1"),
                new ResetEvent.SessionsNotEnded(AT, "", "17", true),
                new ResetEvent.Dropped(AT, "", null));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void whatSomebodyHasToLookIntoIsAWarning(ResetEvent trouble) {
        try (CapturedLog log = new CapturedLog()) {
            new Events(event -> {}).publish(trouble);
            assertThat(log.lines(Level.WARN)).containsExactly(trouble.toString());
        }
    }

    @Test
    void whatIsUsualIsNone() {
        try (CapturedLog log = new CapturedLog()) {
            new Events(event -> {}).publish(new ResetEvent.Requested(AT, ""));
            assertThat(log.lines(Level.WARN)).isEmpty();
            assertThat(log.lines(Level.INFO)).hasSize(1);
        }
    }

    @Test
    void aListenerThatFailsIsTold() {
        try (CapturedLog log = new CapturedLog()) {
            new Events(event -> {
                        throw new IllegalStateException("secret");
                    })
                    .publish(new ResetEvent.Requested(AT, ""));
            assertThat(log.lines(Level.WARN))
                    .containsExactly("The event listener failed; the reset goes on. (java.lang.IllegalStateException)");
        }
    }

    @Test
    void whatCouldNotFollowAChangeIsTold() {
        AtomicBoolean isBroken = new AtomicBoolean();
        fixture.limits = Limits.standard();
        fixture.store = new ForwardingStore() {
            @Override
            public void afterCommit(Runnable action) {
                if (isBroken.get()) {
                    throw new IllegalStateException("secret");
                }
                super.afterCommit(action);
            }
        };
        String token = fixture.token();
        fixture.queue.failsOnceIn = Lane.NOTICES;
        isBroken.set(true);
        try (CapturedLog log = new CapturedLog()) {
            assertThat(fixture.redeem(token, Fixture.NEW)).isEqualTo(Fixture.changed());
            assertThat(log.lines(Level.WARN))
                    .startsWith(
                            "What follows a changed password could not be left until after the commit."
                                    + " (java.lang.IllegalStateException)",
                            "The delivery queue failed after a password was changed. (java.lang.IllegalStateException)")
                    .hasSize(3);
        }
        assertThat(fixture.events(ResetEvent.Dropped.class)).hasSize(1);
        assertThat(fixture.events(ResetEvent.PasswordChanged.class)).hasSize(1);
    }

    @Test
    void linksThatCouldNotBeEndedOrDeletedAreTold() {
        fixture.limits = Limits.standard();
        fixture.store = new ForwardingStore() {
            @Override
            public void supersede(String slot, long number) {
                throw new IllegalStateException("secret");
            }

            @Override
            public int deleteExpired(Instant before, int limit) {
                throw new IllegalStateException("secret");
            }
        };
        fixture.reset();
        try (CapturedLog log = new CapturedLog()) {
            fixture.link();
            assertThat(log.lines(Level.WARN))
                    .anyMatch(line -> line.matches("The links before [0-9a-f]{16} could not be ended\\. .*"))
                    .contains("Expired links could not be deleted; it is tried again in an hour."
                            + " (java.lang.IllegalStateException)")
                    .hasSize(2);
        }
    }

    private List<String> warnings() {
        try (CapturedLog log = new CapturedLog()) {
            fixture.builder().build();
            return log.lines(Level.WARN);
        }
    }
}
