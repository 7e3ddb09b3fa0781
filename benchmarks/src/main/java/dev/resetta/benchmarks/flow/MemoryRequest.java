package dev.resetta.benchmarks.flow;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.password.PasswordHasher;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A link asked for, with the limits of clients and identifiers counted and the work handed to the in-memory queue.
 *
 * <p>The queue's workers find the account or do not, and mint and hand over the mail. They are slower than one who does nothing but
 * ask, so that a long series would fill the queue up and measure how it refuses; so requests come in batches, and between two batches,
 * outside of the time, the queue runs empty. Either the workers are held back during a batch, and what is measured is what the caller
 * does; or they are at work on the same cores, which they need longer for an account that exists. Limits are so wide that nobody
 * reaches them. Links are hash-bound, since a store in memory would fill up, too.
 */
@State(Scope.Benchmark)
@OperationsPerInvocation(MemoryRequest.BATCH)
public class MemoryRequest {
    static final int BATCH = 250;
    static final String HELD = "held";
    static final String AT_WORK = "at work";

    private static final Rate WIDE = new Rate(1000, Duration.ofSeconds(1), 1_000_000);

    @Param("")
    private String workers;

    private final DrainedQueue queue = new DrainedQueue();
    private final Map<String, Long> counted = new ConcurrentHashMap<>();
    private final String[] clients = texts(i -> "2001:db8:" + Integer.toHexString(i) + "::1");
    private final String[] known = texts(Shop::known);
    private final String[] unknown = texts(Shop::unknown);
    private PasswordReset reset;
    private int next;

    @Setup
    public void build() {
        reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset-password?token={token}")
                .accounts(new Shop())
                .policy(TokenPolicy.hashBound())
                .signingKeys(SigningKeys.of("2026", new byte[32]))
                .passwordHasher(PasswordHasher.none())
                .limits(Limits.standard().perClient(WIDE).perIdentifier(WIDE).perAccount(WIDE))
                .deliveryQueue(queue)
                .notifier(notice -> {})
                .endSessions(changed -> {})
                .build();
    }

    /** The next of them, all of them in turn, after some of both kinds: both find the same caches and the same compiled code. */
    @Setup(Level.Invocation)
    public void turn(Blackhole hole) {
        ask(known, hole);
        ask(unknown, hole);
        queue.awaitEmpty();
        next = (next + BATCH) % Shop.PEOPLE;
        if (workers.equals(HELD)) {
            queue.hold();
        }
    }

    @TearDown(Level.Invocation)
    public void drain() {
        if (workers.equals(HELD)) {
            queue.release();
        }
        queue.awaitEmpty();
    }

    @TearDown
    public void close() {
        reset.close();
    }

    /** For accounts that exist. */
    @Benchmark
    public void ours(Blackhole hole) {
        ask(known, hole);
    }

    /** The same for accounts that do not exist. */
    @Benchmark
    public void unknown(Blackhole hole) {
        ask(unknown, hole);
    }

    /** The map step of the two limits, on the plain texts; no digest, no queue. */
    @Benchmark
    public void floor(Blackhole hole) {
        for (int i = next; i < next + BATCH; i++) {
            long now = System.currentTimeMillis();
            hole.consume(counted.merge(clients[i], now, (from, at) -> Math.max(from, at) + 1));
            hole.consume(counted.merge(known[i], now, (from, at) -> Math.max(from, at) + 1));
        }
    }

    private void ask(String[] whom, Blackhole hole) {
        for (int i = next; i < next + BATCH; i++) {
            boolean isTaken = reset.request(ResetRequest.forIdentifier(whom[i]).clientAddress(clients[i]));
            hole.consume(isTaken);
        }
    }

    private static String[] texts(IntFunction<String> text) {
        String[] texts = new String[Shop.PEOPLE];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text.apply(i);
        }
        return texts;
    }
}
