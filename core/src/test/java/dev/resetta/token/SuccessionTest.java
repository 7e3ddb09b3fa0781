package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which link is newer, even when a clock goes back or far ahead. */
class SuccessionTest {
    private static final Instant NOW = Instant.ofEpochMilli(2_000_000_000_123L);

    private final SecureRandom random = new SecureRandom();
    private final Succession.Numbers numbers = new Succession.Numbers();

    @Test
    void laterLinksHaveLargerNumbersEvenWithinAMillisecond() {
        long before = next(NOW);
        for (int i = 0; i < 10_000; i++) {
            long next = next(NOW);
            assertThat(next).isGreaterThan(before);
            before = next;
        }
    }

    @Test
    void aClockThatGoesBackALittleDoesNotTurnTheOrder() {
        long before = next(NOW);

        assertThat(next(NOW.minus(Duration.ofMinutes(4)))).isGreaterThan(before);
    }

    @Test
    void aClockThatWasFarAheadLeavesNoTrace() {
        long ahead = next(NOW.plus(Duration.ofDays(365)));
        long back = next(NOW);

        assertThat(back).isLessThan(ahead);
        assertThat(next(NOW)).isGreaterThan(back);
        assertThat(new Succession("s", back).isEndedBy(ahead, NOW))
                .as("a slot of the far future is not believed")
                .isFalse();
    }

    @Test
    void aLinkIsEndedByALargerNumberOnly() {
        long number = next(NOW);
        Succession link = new Succession("s", number);

        assertThat(link.isEndedBy(0, NOW)).isFalse();
        assertThat(link.isEndedBy(number - 1, NOW)).isFalse();
        assertThat(link.isEndedBy(number, NOW)).isFalse();
        assertThat(link.isEndedBy(number + 1, NOW)).isTrue();
        assertThat(link.isEndedBy(next(NOW.plus(Duration.ofMinutes(5))), NOW)).isTrue();
        assertThat(link.isEndedBy(next(NOW.plus(Duration.ofMinutes(5).plusMillis(2))), NOW))
                .isFalse();
    }

    @Test
    void numbersArePositiveAndRiseForCenturies() {
        assertThat(next(Instant.EPOCH)).isNotNegative();
        assertThat(new Succession.Numbers().next(NOW.plus(Duration.ofDays(36_500)), -1))
                .isPositive();
    }

    @Test
    void aNumberIsTheMillisecondOfIssueAndTwentyRandomBits() {
        assertThat(numbers.next(NOW, 0xfff12345)).isEqualTo((2_000_000_000_123L << 20) | 0x12345);
        assertThat(new Succession.Numbers().next(NOW, 0)).isEqualTo(2_000_000_000_123L << 20);
    }

    @Test
    void numbersFollowAClockBackOnlyIfItGoesBackMoreThanFiveMinutes() {
        long before = numbers.next(NOW, 0);
        Instant back = NOW.minus(Duration.ofMinutes(5));

        assertThat(numbers.next(back, 0)).isEqualTo(before + 1);
        assertThat(numbers.next(back, 0)).as("a hair more than five minutes").isEqualTo(back.toEpochMilli() << 20);
    }

    private long next(Instant now) {
        return numbers.next(now, random.nextInt());
    }
}
