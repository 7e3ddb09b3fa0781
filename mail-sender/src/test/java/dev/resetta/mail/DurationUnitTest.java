package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which unit a duration is said, and how many of it. */
class DurationUnitTest {

    @ParameterizedTest
    @CsvSource({
        "PT-1H,      HOURS,   0",
        "PT0S,       SECONDS, 0",
        "PT0.9S,     SECONDS, 0",
        "PT59.999S,  SECONDS, 59",
        "PT1M,       MINUTES, 1",
        "PT1M59S,    MINUTES, 1",
        "PT59M59S,   MINUTES, 59",
        "PT60M,      HOURS,   1",
        "PT60M59S,   HOURS,   1",
        "PT61M,      MINUTES, 61",
        "PT23H,      HOURS,   23",
        "PT24H,      DAYS,    1",
        "PT24H1M,    MINUTES, 1441",
        "PT25H,      HOURS,   25",
        "PT72H,      DAYS,    3"
    })
    void itIsTheLargestThatLeavesNothingOver(Duration duration, DurationUnit unit, long count) {
        assertThat(DurationUnit.of(duration)).isEqualTo(unit);
        assertThat(unit.count(duration)).isEqualTo(count);
    }
}
