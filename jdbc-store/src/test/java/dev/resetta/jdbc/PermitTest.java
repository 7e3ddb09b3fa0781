package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.limit.RequestLimiter.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The instants of a try: ten at once, and then one a minute. */
class PermitTest {
    private static final long MINUTE = 60_000;
    private static final long NOW = 1_000_000_000_000L;

    private final Permit permit = Permit.of(new byte[32], new Rate(60, Duration.ofHours(1), 10), NOW);

    @Test
    void onePermitComesBackAnIntervalAndAllOfThemAWindowFromNow() {
        assertThat(permit.first()).isEqualTo(NOW + MINUTE);
        assertThat(permit.last()).isEqualTo(NOW + 10 * MINUTE);
    }

    @Test
    void aKeyHasAPermitLeftUntilAnIntervalBeforeTheWindowEnds() {
        assertThat(permit.latest()).isEqualTo(NOW + 9 * MINUTE);
    }

    @Test
    void aClockIsWrongIfItIsMoreThanFiveMinutesAhead() {
        assertThat(permit.wrong()).isEqualTo(NOW + 10 * MINUTE + 5 * MINUTE);
    }
}
