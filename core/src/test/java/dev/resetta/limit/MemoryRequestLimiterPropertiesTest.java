package dev.resetta.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.limit.RequestLimiter.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** In any stretch of any sequence of tries no more succeed than the burst and what came back in that time. */
class MemoryRequestLimiterPropertiesTest {
    private static final Instant START = Instant.ofEpochMilli(2_000_000_000_123L);

    /** A try, or giving one back, some milliseconds after the last one; or before it, where a clock was put back. */
    record Step(long millis, boolean givesBack) {}

    @Property(seed = "2030")
    void whileTimeGoesOnNoStretchHoldsMoreThanBurstAndRate(
            @ForAll("rates") Rate rate, @ForAll("forwards") List<Step> steps) {
        assertWithin(rate, steps);
    }

    @Property(seed = "2030")
    void aClockThatIsPutBackOrAheadFreesNothingEarly(@ForAll("rates") Rate rate, @ForAll("anywhere") List<Step> steps) {
        assertWithin(rate, steps);
    }

    @Property(seed = "2030")
    void keysTakeNothingFromEachOther(@ForAll("rates") Rate rate, @ForAll("forwards") List<Step> steps) {
        RequestLimiter busy = RequestLimiter.inMemory();
        RequestLimiter quiet = RequestLimiter.inMemory();
        Instant now = START;
        for (Step step : steps) {
            now = now.plusMillis(step.millis());
            busy.tryAcquire("other", rate, now);
            assertThat(busy.tryAcquire("key", rate, now)).isEqualTo(quiet.tryAcquire("key", rate, now));
        }
    }

    @Property(seed = "2030")
    void whoWaitsGetsThePermitThatCameBack(@ForAll("rates") Rate rate) {
        RequestLimiter limiter = RequestLimiter.inMemory();
        int burst = Math.min(rate.burst(), 1000);
        for (int i = 0; i < burst; i++) {
            assertThat(limiter.tryAcquire("key", rate, START)).isTrue();
        }
        Instant back = START.plus(rate.interval());

        assertThat(limiter.tryAcquire("key", rate, back)).isTrue();
        assertThat(limiter.tryAcquire("key", rate, back)).isEqualTo(rate.burst() > burst);
    }

    @Provide
    Arbitrary<Rate> rates() {
        Arbitrary<Integer> permits = Arbitraries.integers().between(1, 100);
        Arbitrary<Long> nanos =
                Arbitraries.longs().between(100_000_000, Duration.ofHours(2).toNanos());
        Arbitrary<Integer> bursts = Arbitraries.integers().between(1, 8);
        return Combinators.combine(permits, nanos, bursts).as((p, n, b) -> new Rate(p, Duration.ofNanos(n), b));
    }

    @Provide
    Arbitrary<List<Step>> forwards() {
        return steps(0);
    }

    @Provide
    Arbitrary<List<Step>> anywhere() {
        return steps(-Duration.ofDays(400).toMillis());
    }

    private static Arbitrary<List<Step>> steps(long earliest) {
        long latest = Duration.ofDays(400).toMillis();
        Arbitrary<Long> millis = Arbitraries.oneOf(
                Arbitraries.just(0L),
                Arbitraries.longs().between(0, 100),
                Arbitraries.longs().between(Math.max(earliest, -100_000), 100_000),
                Arbitraries.longs().between(earliest, latest));
        Arbitrary<Boolean> givesBack = Arbitraries.of(false, false, false, false, true);
        return Combinators.combine(millis, givesBack)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    /**
     * Every stretch from one try to a later one: what was taken is at most the burst, what came back while the clock went
     * forwards, and what was given back. Time that a clock repeats brings nothing that it has not brought the first time.
     */
    private static void assertWithin(Rate rate, List<Step> steps) {
        RequestLimiter limiter = RequestLimiter.inMemory();
        Instant now = START;
        List<Integer> taken = new ArrayList<>();
        for (Step step : steps) {
            now = now.plusMillis(step.millis());
            if (step.givesBack()) {
                limiter.giveBack("key", rate);
            }
            taken.add(limiter.tryAcquire("key", rate, now) ? 1 : 0);
        }
        for (int from = 0; from < steps.size(); from++) {
            long forwards = 0;
            long count = 0;
            long givenBack = 0;
            for (int to = from; to < steps.size(); to++) {
                Step step = steps.get(to);
                forwards += to == from ? 0 : Math.max(0, step.millis());
                givenBack += to > from && step.givesBack() ? 1 : 0;
                count += taken.get(to);
                double cameBack =
                        forwards * 1_000_000.0 * rate.permits() / rate.per().toNanos();
                assertThat(count)
                        .as("%s, from try %d to try %d", rate, from, to)
                        .isLessThanOrEqualTo(rate.burst() + givenBack + (long) Math.floor(cameBack + 1e-9));
            }
        }
    }
}
