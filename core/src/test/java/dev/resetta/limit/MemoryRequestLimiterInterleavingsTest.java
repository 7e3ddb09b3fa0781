package dev.resetta.limit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.Interleavings;
import dev.resetta.limit.RequestLimiter.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However many threads ask at once, the limiter answers as if they had asked one after the other. */
@Tag("once")
class MemoryRequestLimiterInterleavingsTest {

    @Test
    void everyPermitIsTakenAndGivenBackAtOneMoment() {
        Interleavings.check(InMemory.class);
    }

    /** Planted: two threads see the same permit. */
    @Test
    void aPermitThatIsLookedAtFirstAndTakenThenIsFound() {
        assertThatThrownBy(() -> Interleavings.check(LooksFirst.class)).isInstanceOf(LincheckAssertionError.class);
    }

    public static final class InMemory extends Uses {
        public InMemory() {
            super(new MemoryRequestLimiter());
        }
    }

    public static final class LooksFirst extends Uses {
        public LooksFirst() {
            super(new LooksFirstLimiter());
        }
    }

    /** What may be done at once, with one key and two permits. */
    @Param(name = "second", gen = IntGen.class, conf = "0:2")
    public abstract static class Uses {
        private static final Rate RATE = new Rate(1, Duration.ofSeconds(1), 2);

        private final RequestLimiter limiter;

        Uses(RequestLimiter limiter) {
            this.limiter = limiter;
        }

        @Operation
        public boolean tryAcquire(@Param(name = "second") int second) {
            return limiter.tryAcquire("key", RATE, Instant.EPOCH.plusSeconds(second));
        }

        @Operation
        public void giveBack() {
            limiter.giveBack("key", RATE);
        }
    }

    private static final class LooksFirstLimiter implements RequestLimiter {
        private final ConcurrentMap<String, Long> fullAgainAt = new ConcurrentHashMap<>();

        @Override
        public boolean tryAcquire(String key, Rate rate, Instant now) {
            long from = Math.max(fullAgainAt.getOrDefault(key, 0L), now.toEpochMilli());
            long next = from + rate.interval().toMillis();
            boolean free = next <= now.toEpochMilli() + rate.interval().toMillis() * rate.burst();
            Interleavings.gap();
            if (free) {
                fullAgainAt.put(key, next);
            }
            return free;
        }

        @Override
        public void giveBack(String key, Rate rate) {
            fullAgainAt.computeIfPresent(
                    key, (k, stored) -> stored - rate.interval().toMillis());
        }
    }
}
