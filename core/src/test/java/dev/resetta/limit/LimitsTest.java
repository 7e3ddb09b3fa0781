package dev.resetta.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.limit.RequestLimiter.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits as values: what they are by default, and which rates make sense. */
class LimitsTest {
    private static final Instant NOW = Instant.ofEpochMilli(2_000_000_000_123L);
    private static final Rate FIVE_AN_HOUR = new Rate(5, Duration.ofHours(1), 3);

    /** Each limit, by what sets it and what tells it. */
    static Stream<Arguments> limits() {
        return Stream.of(
                limit(Limits::perClient, Limits::perClient),
                limit(Limits::perIdentifier, Limits::perIdentifier),
                limit(Limits::perAccount, Limits::perAccount),
                limit(Limits::failuresPerClient, Limits::failuresPerClient),
                limit(Limits::submissionsPerLink, Limits::submissionsPerLink));
    }

    private static Arguments limit(BiFunction<Limits, Rate, Limits> with, Function<Limits, Optional<Rate>> told) {
        return Arguments.of(with, told);
    }

    @ParameterizedTest
    @MethodSource("limits")
    void eachLimitIsSetByItself(BiFunction<Limits, Rate, Limits> with, Function<Limits, Optional<Rate>> told) {
        Limits one = with.apply(Limits.none(), FIVE_AN_HOUR);

        assertThat(told.apply(one)).hasValue(FIVE_AN_HOUR);
        assertThat(told.apply(Limits.none())).isEmpty();
        assertThat(rates(one)).containsExactly(FIVE_AN_HOUR);
        assertThat(rates(with.apply(Limits.standard(), FIVE_AN_HOUR))).hasSize(5);
        assertThatThrownBy(() -> with.apply(one, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void theStandardIsWhatTheDocsSay() {
        assertThat(Limits.standard().perClient()).hasValue(new Rate(60, Duration.ofHours(1), 20));
        assertThat(Limits.standard().perIdentifier()).hasValue(FIVE_AN_HOUR);
        assertThat(Limits.standard().perAccount()).hasValue(FIVE_AN_HOUR);
        assertThat(Limits.standard().failuresPerClient()).hasValue(new Rate(20, Duration.ofMinutes(10), 20));
        assertThat(Limits.standard().submissionsPerLink()).hasValue(new Rate(10, Duration.ofHours(1), 10));
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT1H, 1",
        "-1, PT1H, 1",
        "1, PT1H, 0",
        "1, PT1H, 1000001",
        "1, PT0S, 1",
        "1, PT-1H, 1",
        "2, PT0.001999999S, 1",
        "1, P366DT0.000000001S, 1"
    })
    void ratesThatMakeNoSenseAreRefused(int permits, Duration per, int burst) {
        assertThatThrownBy(() -> new Rate(permits, per, burst))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(permits + " in " + per + ", burst " + burst);
    }

    @ParameterizedTest
    @CsvSource({
        "60, PT1H, 20, PT1M",
        "1, PT1H, 1, PT1H",
        "1, PT1H, 1000000, PT1H",
        "2, PT0.002S, 1, PT0.001S",
        "1, P366D, 1, P366D",
        "1, PT0.001000001S, 1, PT0.002S",
        "7, PT1H, 1, PT8M34.286S",
        "600, PT1S, 1, PT0.002S"
    })
    void anIntervalIsRoundedUpToMilliseconds(int permits, Duration per, int burst, Duration interval) {
        assertThat(new Rate(permits, per, burst).interval()).isEqualTo(interval);
    }

    @Test
    void aPeriodThatDoesNotComeOutEvenHasNoPermitMore() {
        RequestLimiter limiter = RequestLimiter.inMemory();
        Rate rate = new Rate(600, Duration.ofSeconds(1), 1);

        assertThat(IntStream.range(1, 1001).filter(milli -> limiter.tryAcquire("k", rate, NOW.plusMillis(milli))))
                .hasSizeLessThanOrEqualTo(600);
    }

    private static Stream<Rate> rates(Limits limits) {
        return Stream.of(
                        limits.perClient(),
                        limits.perIdentifier(),
                        limits.perAccount(),
                        limits.failuresPerClient(),
                        limits.submissionsPerLink())
                .flatMap(Optional::stream);
    }
}
