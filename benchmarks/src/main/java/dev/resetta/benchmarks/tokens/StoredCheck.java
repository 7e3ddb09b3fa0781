package dev.resetta.benchmarks.tokens;

import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenVerdict;
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
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;

/**
 * One random token judged, each of a batch once.
 *
 * <p>Spring has no way to look at a token but to consume it, so each batch of its is generated before, outside of the time; but
 * what that allocates is counted.
 */
@OperationsPerInvocation(StoredCheck.BATCH)
public class StoredCheck {
    static final int BATCH = 64;

    private static final Duration LIFETIME = Duration.ofMinutes(30);

    /** Our tokens, which a check leaves as they are. */
    @State(Scope.Benchmark)
    public static class Ours {
        private final Alice alice = new Alice();
        private final TokenPolicy policy = TokenPolicy.oneTime().lifetime(LIFETIME);
        private final Clock clock = Clock.systemUTC();
        private final String[] tokens = new String[BATCH];
        private TokenIssuer issuer;

        @Setup
        public void issue() {
            SecureRandom random = new SecureRandom();
            SigningKeys keys = SigningKeys.of("2026", random.generateSeed(32));
            issuer = TokenIssuer.stored(TokenStore.inMemory(), keys, random);
            for (int i = 0; i < BATCH; i++) {
                tokens[i] = issuer.issue(alice.account(), scope()).token();
                if (!(issuer.judge(tokens[i], scope()) instanceof TokenVerdict.Good)) {
                    throw new IllegalStateException("A token that was just issued is not good.");
                }
            }
        }

        private TokenIssuer.Scope scope() {
            return TokenIssuer.Scope.of("", policy, alice, clock);
        }
    }

    /** Spring's, generated anew for each batch. */
    @State(Scope.Benchmark)
    public static class Spring {
        private final InMemoryOneTimeTokenService service = new InMemoryOneTimeTokenService();
        private final String[] tokens = new String[BATCH];

        @Setup(Level.Invocation)
        public void generate() {
            for (int i = 0; i < BATCH; i++) {
                tokens[i] = service.generate(new GenerateOneTimeTokenRequest(Alice.ID, LIFETIME))
                        .getTokenValue();
            }
        }
    }

    /** The least there has to be. */
    @State(Scope.Benchmark)
    public static class Floor {
        private final BareStore store = new BareStore();
        private final String[] tokens = new String[BATCH];

        @Setup
        public void issue() throws Exception {
            for (int i = 0; i < BATCH; i++) {
                tokens[i] = store.issue(System.currentTimeMillis() + LIFETIME.toMillis());
                if (!store.check(tokens[i])) {
                    throw new IllegalStateException("A token that was just issued is not good.");
                }
            }
        }
    }

    @Benchmark
    public void ours(Ours state, Blackhole hole) {
        for (String token : state.tokens) {
            hole.consume(state.issuer.judge(token, state.scope()));
        }
    }

    /** A map entry removed and its time compared. */
    @Benchmark
    public void spring(Spring state, Blackhole hole) {
        for (String token : state.tokens) {
            hole.consume(state.service.consume(OneTimeTokenAuthenticationToken.unauthenticated(token)));
        }
    }

    /** See {@link BareStore}. */
    @Benchmark
    public void floor(Floor state, Blackhole hole) throws Exception {
        for (String token : state.tokens) {
            hole.consume(state.store.check(token));
        }
    }
}
