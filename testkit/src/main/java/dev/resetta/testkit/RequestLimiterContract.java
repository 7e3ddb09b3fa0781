package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What a {@link RequestLimiter} owes: exactly as many permits as the rate says, by the time it is told, also to many at once.
 *
 * <p>Extend it, and return a limiter that has not counted anything yet:
 *
 * <pre>{@code
 * class MyRequestLimiterTest extends RequestLimiterContract {
 *     @Override
 *     protected RequestLimiter createLimiter() {
 *         return new MyRequestLimiter(...);
 *     }
 * }
 * }</pre>
 *
 * <p>Time is what the tests say; a limiter that asks a clock of its own fails. Where counts expire by the clock of a server, keep
 * them a day longer than their window. Races are run more often with {@code -Dresetta.thorough=true}.
 */
@DisplayName("A request limiter")
public abstract class RequestLimiterContract {
    private static final Rate RATE = new Rate(6, Duration.ofHours(1), 3);
    private static final int RUNNERS = 16;
    private static final int ROUNDS = Boolean.getBoolean("resetta.thorough") ? 300 : 20;

    /** Near the true time, for limiters whose counts expire by the clock of a server. */
    private final Instant now = Instant.ofEpochMilli(System.currentTimeMillis());

    private RequestLimiter limiter = RequestLimiter.inMemory();

    /** For extension. */
    protected RequestLimiterContract() {}

    /** Makes a limiter without any count, or one that has not heard of the keys of earlier tests; called before each test. */
    protected abstract RequestLimiter createLimiter();

    @BeforeEach
    void createTheLimiter() {
        limiter = createLimiter();
    }

    @Nested
    @DisplayName("grants")
    class Grants {
        @Test
        @DisplayName("as many permits at once as the burst, and no more")
        void theBurstAndNoMore() {
            assertThat(granted("burst", RATE, now, 10)).isEqualTo(3);
        }

        @Test
        @DisplayName("one more after each interval, and not a millisecond earlier")
        void oneMoreAfterEachInterval() {
            granted("interval", RATE, now, 3);
            Instant back = now.plus(RATE.interval());

            assertThat(limiter.tryAcquire("interval", RATE, back.minusMillis(1)))
                    .isFalse();
            assertThat(granted("interval", RATE, back, 5)).isOne();
            assertThat(granted("interval", RATE, back.plus(RATE.interval()), 5)).isOne();
        }

        @Test
        @DisplayName("no more than the burst after however long")
        void noMoreThanTheBurstLater() {
            granted("long", RATE, now, 3);

            assertThat(granted("long", RATE, now.plus(Duration.ofDays(400)), 10))
                    .isEqualTo(3);
        }

        @Test
        @DisplayName("on time, however often it was refused meanwhile")
        void aRefusedTryProlongsNothing() {
            granted("refused", RATE, now, 3);
            granted("refused", RATE, now.plus(RATE.interval()).minusMillis(1), 100);

            assertThat(limiter.tryAcquire("refused", RATE, now.plus(RATE.interval())))
                    .isTrue();
        }

        @Test
        @DisplayName("what the slowest and the fastest rate say")
        void extremeRates() {
            Rate slow = new Rate(1, Duration.ofDays(366), 2);
            Rate fast = new Rate(1000, Duration.ofSeconds(1), 1_000_000);

            assertThat(granted("slow", slow, now, 5)).isEqualTo(2);
            assertThat(limiter.tryAcquire("slow", slow, now.plus(Duration.ofDays(365))))
                    .isFalse();
            assertThat(limiter.tryAcquire("slow", slow, now.plus(Duration.ofDays(366))))
                    .isTrue();
            assertThat(granted("fast", fast, now, 50)).isEqualTo(50);
        }

        @Test
        @DisplayName("each key its own, told apart by case and to the last of 64 characters")
        void keysAreToldApart() {
            String longKey = "k".repeat(63);
            granted("key", RATE, now, 3);
            granted(longKey + "a", RATE, now, 3);

            assertThat(granted("KEY", RATE, now, 5)).isEqualTo(3);
            assertThat(granted(longKey + "b", RATE, now, 5)).isEqualTo(3);
            assertThat(granted(longKey + "a", RATE, now, 5)).isZero();
        }
    }

    @Nested
    @DisplayName("to many at once")
    class Races {
        @Test
        @DisplayName("grants exactly the burst")
        void exactlyTheBurst() {
            for (int round = 0; round < ROUNDS; round++) {
                String key = "race " + round;
                int granted =
                        Collections.frequency(Race.of(RUNNERS, runner -> limiter.tryAcquire(key, RATE, now)), true);

                assertThat(granted).as("permits granted in round %s", round).isEqualTo(3);
            }
        }

        @Test
        @DisplayName("grants exactly one where one has come back")
        void exactlyOneThatCameBack() {
            for (int round = 0; round < ROUNDS; round++) {
                String key = "again " + round;
                granted(key, RATE, now, 3);
                int granted = Collections.frequency(
                        Race.of(RUNNERS, runner -> limiter.tryAcquire(key, RATE, now.plus(RATE.interval()))), true);

                assertThat(granted).as("permits granted in round %s", round).isOne();
            }
        }

        @Test
        @DisplayName("takes back what each gives back")
        void everythingThatIsGivenBack() {
            Rate rate = new Rate(RUNNERS, Duration.ofHours(1), RUNNERS);
            for (int round = 0; round < ROUNDS; round++) {
                String key = "given back " + round;
                granted(key, rate, now, RUNNERS);
                Race.of(RUNNERS, runner -> {
                    limiter.giveBack(key, rate);
                    return runner;
                });

                assertThat(granted(key, rate, now, RUNNERS))
                        .as("permits in round %s", round)
                        .isEqualTo(RUNNERS);
            }
        }
    }

    @Nested
    @DisplayName("takes back")
    class GivenBack {
        @Test
        @DisplayName("a permit that was not used, for the next one")
        void aPermitGivenBackIsThereAgain() {
            granted("back", RATE, now, 3);
            limiter.giveBack("back", RATE);

            assertThat(granted("back", RATE, now, 5)).isOne();
        }

        @Test
        @DisplayName("nothing that makes the burst larger")
        void givingBackTooOftenGivesNothing() {
            granted("too often", RATE, now, 1);
            for (int i = 0; i < 10; i++) {
                limiter.giveBack("too often", RATE);
            }
            limiter.giveBack("never taken", RATE);

            assertThat(granted("too often", RATE, now, 10)).isEqualTo(3);
            assertThat(granted("never taken", RATE, now, 10)).isEqualTo(3);
        }
    }

    @Nested
    @DisplayName("after a clock went wrong")
    class WrongClocks {
        @Test
        @DisplayName("refuses nobody for longer than one window, and lets nobody in before")
        void aCountFromTheFutureCountsAsOneWindow() {
            granted("future", RATE, now.plus(Duration.ofDays(3650)), 3);

            assertThat(granted("future", RATE, now, 5)).as("permits at once").isZero();
            Duration window = RATE.interval().multipliedBy(RATE.burst());
            assertThat(limiter.tryAcquire("future", RATE, now.plus(window))).isTrue();
        }

        @Test
        @DisplayName("that lags a little, grants nothing that is used up")
        void aClockThatLagsFreesNothing() {
            granted("lag", RATE, now, 3);

            assertThat(granted("lag", RATE, now.minusSeconds(2), 5)).isZero();
        }
    }

    private int granted(String key, Rate rate, Instant at, int tries) {
        return (int) IntStream.range(0, tries)
                .filter(i -> limiter.tryAcquire(key, rate, at))
                .count();
    }
}
