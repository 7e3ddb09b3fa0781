package dev.resetta.benchmarks.database;

import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.JdbcOneTimeTokenService;
import org.springframework.security.authentication.ott.OneTimeToken;

/** One link minted and its row committed. */
@State(Scope.Benchmark)
public class Issue {
    private static final String INSERT = """
            INSERT INTO resetta_token (
                digest, cancel_digest, slot, number, realm, account_id, kind, key_id, seal, issued_at, expires_at, uses, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    @Param("")
    private String database;

    private final SecureRandom random = new SecureRandom();
    private Shop shop;
    private TokenIssuer issuer;
    private TokenIssuer.Scope scope;
    private JdbcOneTimeTokenService spring;
    private int next;

    @Setup
    public void open() {
        shop = Shop.in(database);
        issuer = TokenIssuer.stored(shop.resets().tokenStore(), SigningKeys.of("2026", new byte[32]), random);
        scope = TokenIssuer.Scope.of("", TokenPolicy.oneTime(), shop.resets().accounts("users"), Clock.systemUTC());
        spring = new JdbcOneTimeTokenService(new JdbcTemplate(shop.source()));
    }

    @TearDown
    public void close() throws Exception {
        spring.destroy();
        shop.close();
    }

    /** 13 columns, two of them digests of secrets, one a seal; three indexes. */
    @Benchmark
    public TokenIssuer.Issued ours() {
        return issuer.issue(shop.account(turn()), scope);
    }

    /** Three columns, the token as it is; one index. */
    @Benchmark
    public OneTimeToken spring() {
        return spring.generate(new GenerateOneTimeTokenRequest(Shop.email(turn()), Duration.ofMinutes(30)));
    }

    /** Our row, made of random bytes instead of digests. */
    @Benchmark
    public int floor() throws SQLException {
        byte[] bytes = new byte[32];
        long now = System.currentTimeMillis();
        try (Connection connection = shop.source().getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int column : new int[] {1, 2, 3, 9}) {
                random.nextBytes(bytes);
                insert.setBytes(column, bytes.clone());
            }
            insert.setLong(4, now << 20);
            insert.setString(5, "");
            insert.setString(6, Shop.id(turn()));
            insert.setString(7, "ONE_TIME");
            insert.setString(8, "2026");
            insert.setLong(10, now);
            insert.setLong(11, now + 1_800_000);
            insert.setInt(12, 0);
            insert.setString(13, "LIVE");
            return insert.executeUpdate();
        }
    }

    private int turn() {
        return (next++ & Integer.MAX_VALUE) % Shop.ACCOUNTS;
    }
}
