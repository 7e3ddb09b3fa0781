package dev.resetta.benchmarks.tokens;

import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenVerdict;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One hash-bound token judged: parsed, its account read, the signature compared and the expiry held against the clock. */
@State(Scope.Benchmark)
public class HashBoundCheck {
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final Alice alice = new Alice();
    private final TokenPolicy policy = TokenPolicy.hashBound().lifetime(LIFETIME);
    private final Clock clock = Clock.systemUTC();
    private final byte[] key = new byte[32];
    private final NimbusTokens nimbus = new NimbusTokens();
    private final JjwtTokens jjwt = new JjwtTokens(alice);
    private TokenIssuer issuer;
    private String token;
    private String nimbusToken;
    private String jjwtToken;
    private long expiresAt;
    private byte[] signature;

    @Setup
    public void issue() throws Exception {
        SecureRandom random = new SecureRandom();
        random.nextBytes(key);
        issuer = TokenIssuer.hashBound(SigningKeys.of("2026", key), random);
        token = issuer.issue(alice.account(), scope()).token();
        nimbusToken = nimbus.issue(alice.account(), LIFETIME);
        jjwtToken = jjwt.issue(alice.account(), LIFETIME);
        expiresAt = clock.millis() + LIFETIME.toMillis();
        signature = sign();
        if (!(ours() instanceof TokenVerdict.Good && nimbus().isPresent() && jjwt().isPresent() && floor())) {
            throw new IllegalStateException("A token that was just issued is not good.");
        }
    }

    @Benchmark
    public TokenVerdict ours() {
        return issuer.judge(token, scope());
    }

    @Benchmark
    public Optional<?> nimbus() throws Exception {
        return nimbus.check(nimbusToken, alice);
    }

    @Benchmark
    public Optional<?> jjwt() {
        return jjwt.check(jjwtToken);
    }

    /** The signature over the same fields alone, compared: no token is parsed, nothing looked up or named. */
    @Benchmark
    public boolean floor() throws Exception {
        return clock.millis() < expiresAt && MessageDigest.isEqual(signature, sign());
    }

    private byte[] sign() throws Exception {
        return Bare.hmac(
                key,
                Bare.fields("hash-bound", "HASH_BOUND", alice.account(), expiresAt, "2026", "AAAAAAAAAAAAAAAAAAAAAA"));
    }

    private TokenIssuer.Scope scope() {
        return TokenIssuer.Scope.of("", policy, alice, clock);
    }
}
