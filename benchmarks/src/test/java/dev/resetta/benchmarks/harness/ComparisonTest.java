package dev.resetta.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A ratio that is upside down would turn the slower into the faster. */
class ComparisonTest {
    private final Comparison time = comparison("µs", 2, 5, 1);
    private final Comparison rate = comparison("mails/s", 400, 100, 500);

    @Test
    void ofTwoTimesTheShorterIsFaster() {
        assertThat(time.gainOverPeer()).isEqualTo(2.5);
        assertThat(time.costOverFloor()).isEqualTo(2);
    }

    @Test
    void ofTwoRatesTheHigherIsFaster() {
        assertThat(rate.gainOverPeer()).isEqualTo(4);
        assertThat(rate.costOverFloor()).isCloseTo(1.25, within(1e-9));
    }

    @Test
    void aLineIsForPrograms() {
        assertThat(time.line()).isEqualTo("an-id ours=2.00 peer=5.00 floor=1.00 unit=µs");
        assertThat(new Comparison("an-id", "", "kB", Figure.of(71), "", Figure.NONE, Figure.NONE, Goal.NONE).line())
                .isEqualTo("an-id ours=71.0 peer=- floor=- unit=kB");
    }

    @Test
    void goalsAreHeldAgainstTheFigures() {
        assertThat(Goal.timesFloor(2).isMet().test(time)).isTrue();
        assertThat(Goal.timesFloor(1.9).isMet().test(time)).isFalse();
        assertThat(Goal.timesFaster(2.5).isMet().test(time)).isTrue();
        assertThat(Goal.timesFaster(2.6).and(Goal.timesFloor(2)).isMet().test(time))
                .isFalse();
        assertThat(Goal.bytes(1000).isMet().test(time)).as("nobody looked").isFalse();
        assertThat(Goal.timesFaster(4).isMet().test(rate)).isTrue();
    }

    @Test
    void aFigureIsTheMedianOfItsRounds() {
        Figure figure = Figure.of(List.of(9.0, 1.0, 2.0, 3.0), List.of());

        assertThat(figure.value()).isEqualTo(2.5);
        assertThat(figure.least()).isEqualTo(1);
        assertThat(figure.most()).isEqualTo(9);
    }

    private static Comparison comparison(String unit, double ours, double theirs, double floor) {
        return new Comparison(
                "an-id", "", unit, Figure.of(ours), "somebody", Figure.of(theirs), Figure.of(floor), Goal.NONE);
    }
}
