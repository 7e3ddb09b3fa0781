package dev.resetta;

import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.Notice;
import dev.resetta.limit.Limits;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A link's life is a span of time, whatever calendars, zones and clocks do meanwhile. */
class ClockTest {
    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void putTheZoneBack() {
        TimeZone.setDefault(before);
    }

    /** Half an hour before the hour that is skipped or that comes twice, in a zone that knows such nights. */
    static Stream<Arguments> nights() {
        return Stream.of(
                        "Europe/Berlin, 2030-03-31T01:45",
                        "Europe/Berlin, 2030-10-27T02:45",
                        "America/New_York, 2030-03-10T01:45",
                        "America/New_York, 2030-11-03T01:45",
                        "Australia/Lord_Howe, 2030-04-07T01:45",
                        "Pacific/Apia, 2011-12-29T23:45")
                .map(text -> text.split(", "))
                .flatMap(night -> Arrays.stream(TokenPolicy.Kind.values())
                        .map(kind -> Arguments.of(kind, ZoneId.of(night[0]), LocalDateTime.parse(night[1]))));
    }

    @ParameterizedTest
    @MethodSource("nights")
    void aNightOfDaylightSavingMakesNoLinkLongerOrShorter(TokenPolicy.Kind kind, ZoneId zone, LocalDateTime night) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        Fixture fixture = Fixture.of(kind);
        fixture.clock.set(night.atZone(zone).toInstant());

        Notice.ResetLink link = fixture.link();
        String token = TestMail.tokenIn(link.link());

        assertThat(Duration.between(fixture.clock.instant(), link.expiresAt())).isEqualTo(fixture.policy.lifetime());
        fixture.clock.advance(fixture.policy.lifetime().minusMillis(1));
        assertThat(fixture.problem(token)).isNull();
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.EXPIRED);
    }

    @ParameterizedTest
    @EnumSource
    void theDefaultTimeZoneMeansNothing(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        Notice.ResetLink link = fixture.link();
        String token = TestMail.tokenIn(link.link());

        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Niue"));
        fixture.clock.set(link.expiresAt().minusMillis(1));
        assertThat(fixture.problem(token)).isNull();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatGoesBackALittleHurtsNobody(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();

        fixture.clock.advance(Duration.ofMinutes(-4));

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatGoesFarBackMakesNoLinkLiveForYears(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();

        fixture.clock.advance(Duration.ofDays(-3650));

        assertThat(fixture.redeem(token, NEW)).isEqualTo(refused(LinkProblem.INVALID));
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatWasAheadForAMomentEndsNoLaterLink(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        Instant right = fixture.clock.instant();
        fixture.clock.advance(Duration.ofDays(3650));
        String ofTheFuture = fixture.token();

        fixture.clock.set(right);
        String token = fixture.token();

        assertThat(fixture.problem(ofTheFuture)).isEqualTo(LinkProblem.INVALID);
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @Test
    void aClockThatJumpsAheadExpiresWithoutDeleting() {
        Fixture fixture = Fixture.oneTime();
        String token = fixture.token();
        Instant right = fixture.clock.instant();
        fixture.clock.advance(Duration.ofHours(24));
        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.EXPIRED);
        fixture.reset().support("grace").purge();

        fixture.clock.set(right);

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    /** A time too far ahead counts as one window from the first try on, for one limit after the other. */
    @Test
    void limitsReachedUnderAWrongClockHealWithinAWindow() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.standard();
        Instant right = fixture.clock.instant();
        fixture.clock.advance(Duration.ofDays(3650));
        for (int i = 0; i < 10; i++) {
            fixture.reset().request(ResetRequest.forIdentifier(Fixture.ADDRESS));
        }
        fixture.queue.run();

        fixture.clock.set(right);
        for (int i = 0; i < 2; i++) {
            fixture.reset().request(ResetRequest.forIdentifier(Fixture.ADDRESS));
            fixture.queue.run();
            fixture.clock.advance(Duration.ofMinutes(12));
        }

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());
    }
}
