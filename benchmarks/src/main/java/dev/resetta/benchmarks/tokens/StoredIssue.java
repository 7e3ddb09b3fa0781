package dev.resetta.benchmarks.tokens;

import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.InMemoryOneTimeTokenService;

/**
 * One random token minted into an empty map.
 *
 * <p>Every batch has a map of its own, or memory would fill up. A batch is smaller than the hundred tokens from which on Spring
 * looks through all of its own at each mint.
 */
@State(Scope.Benchmark)
@OperationsPerInvocation(StoredIssue.BATCH)
public class StoredIssue {
    static final int BATCH = 64;

    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final Alice alice = new Alice();
    private final TokenPolicy policy = TokenPolicy.oneTime().lifetime(LIFETIME);
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final SigningKeys keys = SigningKeys.of("2026", random.generateSeed(32));
    private TokenIssuer issuer;
    private InMemoryOneTimeTokenService spring;
    private BareStore bare;

    @Setup(Level.Invocation)
    public void forget() {
        issuer = TokenIssuer.stored(TokenStore.inMemory(), keys, random);
        spring = new InMemoryOneTimeTokenService();
        bare = new BareStore();
    }

    /** With a cancel token, a place among the account's links, and a seal over all of the account's state. */
    @Benchmark
    public void ours(Blackhole hole) {
        for (int i = 0; i < BATCH; i++) {
            hole.consume(issuer.issue(alice.account(), TokenIssuer.Scope.of("", policy, alice, clock)));
        }
    }

    /** A random UUID, kept as it is: no digest, no seal. */
    @Benchmark
    public void spring(Blackhole hole) {
        for (int i = 0; i < BATCH; i++) {
            hole.consume(spring.generate(new GenerateOneTimeTokenRequest(Alice.ID, LIFETIME)));
        }
    }

    /** See {@link BareStore}. */
    @Benchmark
    public void floor(Blackhole hole) throws Exception {
        for (int i = 0; i < BATCH; i++) {
            hole.consume(bare.issue(clock.millis() + LIFETIME.toMillis()));
        }
    }
}
