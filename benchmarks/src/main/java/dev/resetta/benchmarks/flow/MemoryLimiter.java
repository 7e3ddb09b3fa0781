package dev.resetta.benchmarks.flow;

import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One try, the clock read. Of one key nearly every try is refused, as in a flood; of many keys nearly every one is granted.
 */
@State(Scope.Benchmark)
public class MemoryLimiter {
    private static final int PERMITS = 200;
    private static final Duration PERIOD = Duration.ofSeconds(1);

    @Param("1")
    private int keys;

    private final RequestLimiter limiter = RequestLimiter.inMemory();
    private final Rate rate = new Rate(PERMITS, PERIOD, PERMITS);
    private final Clock clock = Clock.systemUTC();
    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();
    private String[] names;
    private int next;

    @Setup
    public void name() {
        names = new String[keys];
        for (int i = 0; i < keys; i++) {
            names[i] = String.format("%064x", i * 0x9E3779B97F4A7C15L);
        }
    }

    @Benchmark
    public boolean ours() {
        return limiter.tryAcquire(name(next++), rate, clock.instant());
    }

    /** A bucket for each key in a map, as its documentation shows it. That map grows with its keys; ours is bounded. */
    @Benchmark
    public boolean bucket4j() {
        return buckets.computeIfAbsent(name(next++), MemoryLimiter::bucket).tryConsume(1);
    }

    private String name(int i) {
        return names[(i & Integer.MAX_VALUE) % keys];
    }

    private static Bucket bucket(String key) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(PERMITS).refillGreedy(PERMITS, PERIOD))
                .build();
    }
}
