package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.TimeZone;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;

/** A link is good from its issue until it expires, by what the clock says at this moment, however it came to say so. */
class ClockPropertiesTest {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(7);
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Africa/Casablanca"),
            ZoneId.of("America/Santiago"));

    private final TimeZone before = TimeZone.getDefault();

    @AfterTry
    void putTheZoneBack() {
        TimeZone.setDefault(before);
    }

    @Property(seed = "2030")
    void aLinkIsGoodFromItsIssueUntilItExpiresHoweverTheClockGoes(
            @ForAll TokenPolicy.Kind kind,
            @ForAll("starts") Instant issued,
            @ForAll("steps") List<Duration> steps,
            @ForAll("zones") TimeZone zone) {
        Fixture fixture = Fixture.of(kind);
        fixture.clock.set(issued);
        String token = fixture.token();
        TimeZone.setDefault(zone);

        for (Duration step : steps) {
            fixture.clock.advance(step);
            Instant now = fixture.clock.instant();
            assertThat(fixture.reset().check(token).isGood())
                    .as("%s, issued %s, at %s", kind, issued, now)
                    .isEqualTo(isGood(fixture.policy, issued, now));
        }
    }

    @Property(seed = "2030")
    void aLinkThatWasUsedIsDeadHoweverTheClockGoes(
            @ForAll("singleUse") TokenPolicy.Kind kind,
            @ForAll("starts") Instant issued,
            @ForAll("steps") List<Duration> steps) {
        Fixture fixture = Fixture.of(kind);
        fixture.clock.set(issued);
        String token = fixture.token();
        assertThat(fixture.redeem(token, Fixture.NEW)).isEqualTo(Fixture.changed());

        for (Duration step : steps) {
            fixture.clock.advance(step);
            assertThat(fixture.redeem(token, Fixture.OTHER)).isInstanceOf(ResetResult.LinkRefused.class);
        }
        assertThat(fixture.signsIn(Fixture.NEW)).isTrue();
    }

    /** What nobody can tell of a signed token is when it was issued: only that it expires no later than any policy allows. */
    private static boolean isGood(TokenPolicy policy, Instant issued, Instant now) {
        Instant expires = issued.plus(policy.lifetime());
        Instant earliest = policy.kind() == TokenPolicy.Kind.HASH_BOUND ? expires.minus(LONGEST_LIFETIME) : issued;
        return !now.isBefore(earliest.minus(TOLERANCE)) && now.isBefore(expires);
    }

    @Provide
    Arbitrary<TokenPolicy.Kind> singleUse() {
        return Arbitraries.of(TokenPolicy.Kind.ONE_TIME, TokenPolicy.Kind.HASH_BOUND);
    }

    /** Within two hours of a night in which the clocks of a zone are changed. */
    @Provide
    Arbitrary<Instant> starts() {
        Arbitrary<Long> millis = Arbitraries.longs().between(-7_200_000, 7_200_000);
        return Arbitraries.of(ZONES)
                .flatMap(zone -> millis.map(away -> night(zone).plusMillis(away)));
    }

    @Provide
    Arbitrary<TimeZone> zones() {
        return Arbitraries.of(ZONES).map(TimeZone::getTimeZone);
    }

    /** Steps to and over the moments that count, a millisecond either way; an hour as calendars lose it, and any other. */
    @Provide
    Arbitrary<List<Duration>> steps() {
        Arbitrary<Duration> known = Arbitraries.of(
                Duration.ofMillis(1),
                Duration.ofMillis(-1),
                Duration.ofHours(1),
                Duration.ofHours(-1),
                TOLERANCE,
                TOLERANCE.negated(),
                Duration.ofMinutes(30),
                Duration.ofMinutes(-30),
                Duration.ofDays(3),
                LONGEST_LIFETIME,
                LONGEST_LIFETIME.negated());
        Arbitrary<Duration> other = Arbitraries.longs()
                .between(-Duration.ofDays(10).toMillis(), Duration.ofDays(10).toMillis())
                .map(Duration::ofMillis);
        return Arbitraries.oneOf(known, other).list().ofMinSize(1).ofMaxSize(12);
    }

    private static Instant night(ZoneId zone) {
        ZoneOffsetTransition next = zone.getRules().nextTransition(Instant.parse("2030-01-01T00:00:00Z"));
        return next.getInstant();
    }
}
