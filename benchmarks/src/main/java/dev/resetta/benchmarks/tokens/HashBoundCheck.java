package dev.resetta.benchmarks.tokens;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenVerdict;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One hash-bound token judged; the account is at hand. */
@State(Scope.Benchmark)
public class HashBoundCheck {
    private TokenIssuer issuer;
    private TokenIssuer.Scope scope;
    private String token;

    @Setup
    public void issue() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Account account =
                Account.of("4711", "alice@example.com", "$2b$12$abcdefghijklmnopqrstuu1234567890123456789012345678901");
        AccountDirectory directory = new AccountDirectory() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                return List.of(account);
            }

            @Override
            public Optional<Account> findById(String id) {
                return Optional.of(account);
            }
        };
        issuer = TokenIssuer.hashBound(SigningKeys.of("2026", key), new SecureRandom());
        scope = TokenIssuer.Scope.of("", TokenPolicy.hashBound(), directory, Clock.systemUTC());
        token = issuer.issue(account, scope).token();
    }

    @Benchmark
    public TokenVerdict ours() {
        return issuer.judge(token, scope);
    }
}
