package dev.resetta.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.Race;
import dev.resetta.limit.RequestLimiter.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The in-memory limiter: exact, bounded, and healed soon after a clock went wrong. */
class MemoryRequestLimiterTest {
    private static final Instant NOW = Instant.ofEpochMilli(2_000_000_000_123L);
    private static final Rate FIVE_AN_HOUR = new Rate(5, Duration.ofHours(1), 3);

    private final RequestLimiter limiter = RequestLimiter.inMemory();

    @Test
    void theBurstIsFreeAndPermitsComeBackOneByOne() {
        assertThat(taken("k", NOW, 10)).isEqualTo(3);
        assertThat(taken("other", NOW, 10)).isEqualTo(3);
        assertThat(taken("k", NOW.plus(Duration.ofMinutes(12)).minusMillis(1), 10))
                .isZero();
        assertThat(taken("k", NOW.plus(Duration.ofMinutes(12)), 10)).isEqualTo(1);
        assertThat(taken("k", NOW.plus(Duration.ofMinutes(36)), 10)).isEqualTo(2);
        assertThat(taken("k", NOW.plus(Duration.ofDays(30)), 10)).isEqualTo(3);
    }

    @Test
    void refusedTriesNeverProlongTheWait() {
        taken("k", NOW, 1000);

        assertThat(taken("k", NOW.plus(Duration.ofMinutes(12)), 1)).isEqualTo(1);
    }

    @Test
    void aPermitGivenBackCanBeTakenAgain() {
        taken("k", NOW, 3);
        limiter.giveBack("k", FIVE_AN_HOUR);

        assertThat(taken("k", NOW, 10)).isEqualTo(1);
    }

    @Test
    void givingBackWhatWasNeverTakenGivesNothing() {
        for (int i = 0; i < 10; i++) {
            limiter.giveBack("k", FIVE_AN_HOUR);
        }
        taken("k", NOW, 1);
        for (int i = 0; i < 10; i++) {
            limiter.giveBack("k", FIVE_AN_HOUR);
        }

        assertThat(taken("k", NOW, 10)).isEqualTo(3);
    }

    @Test
    void fiftyAtOnceTakeExactlyTheBurst() {
        Rate rate = new Rate(10, Duration.ofHours(1), 10);
        for (int round = 0; round < Race.rounds(); round++) {
            String key = "k" + round;
            assertThat(Race.of(50, i -> limiter.tryAcquire(key, rate, NOW)))
                    .filteredOn(taken -> taken)
                    .hasSize(10);
        }
    }

    @Test
    void aClockThatWasAheadHealsWithinAWindow() {
        taken("k", NOW.plus(Duration.ofDays(365)), 3);
        Duration window = FIVE_AN_HOUR.interval().multipliedBy(3);

        assertThat(taken("k", NOW, 1)).isZero();
        assertThat(taken("k", NOW.plus(window), 10)).isEqualTo(3);
    }

    @Test
    void aClockThatGoesBackGivesNothingAway() {
        taken("k", NOW, 3);

        assertThat(taken("k", NOW.minus(Duration.ofHours(5)), 10)).isZero();
    }

    @Test
    void aFloodOfKeysNeitherFreesNorForgetsTheOthers() {
        taken("victim", NOW, 2);
        long refused = IntStream.range(0, 150_000)
                .filter(i -> !limiter.tryAcquire("flood" + i, FIVE_AN_HOUR, NOW))
                .count();

        assertThat(refused).as("late comers share buckets").isBetween(40_000L, 50_000L);
        assertThat(taken("victim", NOW, 10)).as("the count of before is kept").isEqualTo(1);
        assertThat(taken("newcomer", NOW.plus(Duration.ofHours(1)), 10))
                .as("once the flood has run dry there is room again")
                .isEqualTo(3);
        assertThat(taken("victim", NOW.plus(Duration.ofHours(1)), 10)).isEqualTo(3);
    }

    /** Each key has a count of its own as long as there is room; then those whose hashes agree share one. */
    @Test
    void theFirstHundredThousandKeysHaveACountOfTheirOwn() {
        Rate once = fill(Duration.ofHours(1));

        assertThat(limiter.tryAcquire("key 99999", once, NOW))
                .as("taken before")
                .isFalse();
        assertThat(limiter.tryAcquire("Aa", once, NOW)).isTrue();
        assertThat(limiter.tryAcquire("BB", once, NOW))
                .as("shares its hash with Aa")
                .isFalse();
        assertThat(limiter.tryAcquire("C#", once, NOW)).as("shares it, too").isFalse();
        assertThat(limiter.tryAcquire("Ab", once, NOW)).isTrue();
    }

    @Test
    void thereIsRoomAgainAtTheInstantAtWhichAPermitIsBack() {
        Rate once = fill(Duration.ofSeconds(1));
        limiter.tryAcquire("finds no room", once, NOW);

        assertThat(limiter.tryAcquire("Aa", once, NOW.plusMillis(1000))).isTrue();
        assertThat(limiter.tryAcquire("BB", once, NOW.plusMillis(1000))).isTrue();
    }

    @Test
    void roomIsMadeAtMostOnceASecond() {
        Rate once = fill(Duration.ofMillis(500));
        limiter.tryAcquire("finds no room", once, NOW);

        assertThat(limiter.tryAcquire("Aa", once, NOW.plusMillis(999))).isTrue();
        assertThat(limiter.tryAcquire("BB", once, NOW.plusMillis(999))).isFalse();
        assertThat(limiter.tryAcquire("BB", once, NOW.plusMillis(1000))).isTrue();
    }

    private Rate fill(Duration period) {
        Rate once = new Rate(1, period, 1);
        for (int key = 0; key < 100_000; key++) {
            assertThat(limiter.tryAcquire("key " + key, once, NOW)).isTrue();
        }
        return once;
    }

    private long taken(String key, Instant now, int tries) {
        return IntStream.range(0, tries)
                .filter(i -> limiter.tryAcquire(key, FIVE_AN_HOUR, now))
                .count();
    }

    @Test
    void afterAClockThatWasAheadTheLimiterStillMakesRoom() {
        Rate rate = new Rate(5, Duration.ofHours(1), 1);
        for (int i = 0; i < 100_000; i++) {
            limiter.tryAcquire("k" + i, rate, NOW.plus(Duration.ofDays(365)));
        }
        limiter.tryAcquire("sweep", rate, NOW.plus(Duration.ofDays(365)));
        Instant back = NOW.plus(Duration.ofDays(1));
        for (int i = 0; i < 100_000; i++) {
            limiter.tryAcquire("k" + i, rate, back);
        }
        Instant later = back.plus(Duration.ofHours(2));
        int admitted = 0;
        for (int i = 0; i < 5_000; i++) {
            admitted += limiter.tryAcquire("new" + i, rate, later) ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(5_000);
    }

    @Test
    void aPermitOfAnOverflowBucketCanBeGivenBack() {
        Rate one = new Rate(1, Duration.ofHours(1), 1);
        for (int i = 0; i < 100_000; i++) {
            limiter.tryAcquire("k" + i, one, NOW);
        }
        assertThat(limiter.tryAcquire("late", one, NOW)).isTrue();
        limiter.giveBack("late", one);

        assertThat(limiter.tryAcquire("late", one, NOW)).isTrue();
    }
}
