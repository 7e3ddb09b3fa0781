package dev.resetta.benchmarks.tokens;

import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One hash-bound token minted, the clock read and its random bytes drawn. */
@State(Scope.Benchmark)
public class HashBoundIssue {
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final Alice alice = new Alice();
    private final TokenPolicy policy = TokenPolicy.hashBound().lifetime(LIFETIME);
    private final Clock clock = Clock.systemUTC();
    private final byte[] key = new byte[32];
    private final NimbusTokens nimbus = new NimbusTokens();
    private final JjwtTokens jjwt = new JjwtTokens(alice);
    private TokenIssuer issuer;

    @Setup
    public void drawKey() {
        SecureRandom random = new SecureRandom();
        random.nextBytes(key);
        issuer = TokenIssuer.hashBound(SigningKeys.of("2026", key), random);
    }

    @Benchmark
    public Object ours() {
        return issuer.issue(alice.account(), TokenIssuer.Scope.of("", policy, alice, clock));
    }

    @Benchmark
    public Object nimbus() throws Exception {
        return nimbus.issue(alice.account(), LIFETIME);
    }

    @Benchmark
    public Object jjwt() {
        return jjwt.issue(alice.account(), LIFETIME);
    }

    /** The signature over the same fields alone: no random bytes, no text. */
    @Benchmark
    public Object floor() throws Exception {
        long expiresAt = clock.millis() + LIFETIME.toMillis();
        return Bare.hmac(
                key,
                Bare.fields("hash-bound", "HASH_BOUND", alice.account(), expiresAt, "2026", "AAAAAAAAAAAAAAAAAAAAAA"));
    }
}
