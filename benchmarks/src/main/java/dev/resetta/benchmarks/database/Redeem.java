package dev.resetta.benchmarks.database;

import dev.resetta.PasswordReset;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.JdbcOneTimeTokenService;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One link used: from judging it to the commit of the new password. A link is minted for each before the time is taken.
 *
 * <p>Waiting for the disk leaves room for some hundred of them in a turn, which is not enough for the JVM to compile what they run. So
 * each contestant begins with some thousand that do not wait.
 */
@State(Scope.Benchmark)
public class Redeem {
    private static final String PASSWORD = "seven swans a swimming";
    private static final int WARM_UP = 6000;

    @Param("")
    private String database;

    private Shop shop;
    private TokenIssuer issuer;
    private TokenIssuer.Scope scope;
    private PasswordReset reset;
    private JdbcOneTimeTokenService spring;
    private JdbcTemplate template;
    private TransactionTemplate transaction;
    private Next next;
    private int person;
    private String token;
    private String newHash;

    /** Whose link is minted. */
    private enum Next {
        OURS,
        SPRINGS,
        BARE
    }

    @Setup
    public void open(BenchmarkParams params) throws Exception {
        shop = Shop.in(database);
        String contestant =
                params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
        next = contestant.equals("ours") ? Next.OURS : contestant.equals("spring") ? Next.SPRINGS : Next.BARE;
        SigningKeys keys = SigningKeys.of("2026", new byte[32]);
        issuer = TokenIssuer.stored(shop.resets().tokenStore(), keys, new SecureRandom());
        scope = TokenIssuer.Scope.of("", TokenPolicy.oneTime(), shop.resets().accounts("users"), Clock.systemUTC());
        reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset-password?token={token}")
                .accounts(shop.resets().accounts("users"))
                .tokenStore(shop.resets().tokenStore())
                .signingKeys(keys)
                .passwordHasher(password -> newHash)
                .deliveryQueue(new Nowhere())
                .notifier(notice -> {})
                .endSessions(changed -> {})
                .build();
        template = new JdbcTemplate(shop.source());
        spring = new JdbcOneTimeTokenService(template);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(shop.source()));
        shop.setHasty(true);
        for (int i = 0; i < WARM_UP; i++) {
            mint();
            switch (next) {
                case OURS -> ours();
                case SPRINGS -> spring();
                case BARE -> floor();
            }
            remember();
        }
        shop.setHasty(false);
    }

    @Setup(Level.Invocation)
    public void mint() {
        person = (person + 1) % Shop.ACCOUNTS;
        newHash = Shop.freshHash();
        token = next == Next.SPRINGS
                ? spring.generate(new GenerateOneTimeTokenRequest(Shop.email(person), Duration.ofMinutes(30)))
                        .getTokenValue()
                : issuer.issue(shop.account(person), scope).token();
    }

    @TearDown(Level.Invocation)
    public void remember() {
        shop.remember(person, newHash);
    }

    @TearDown
    public void close() throws Exception {
        spring.destroy();
        reset.close();
        shop.close();
    }

    /**
     * Judged before the hash, then claimed, judged again, written and committed; rules, limits, events, the warning and the end of
     * sessions included, which a queue takes and throws away.
     */
    @Benchmark
    public void ours() {
        ResetResult result = reset.redeem(ResetSubmission.forToken(token).password(PASSWORD));
        if (!(result instanceof ResetResult.Changed)) {
            throw new IllegalStateException("A good link was not redeemed: " + result);
        }
    }

    /** Its token consumed and the password written in one transaction. Nothing is judged but the token's expiry. */
    @Benchmark
    public void spring() {
        transaction.executeWithoutResult(status -> {
            OneTimeToken consumed = spring.consume(OneTimeTokenAuthenticationToken.unauthenticated(token));
            changed(template.update(
                    "UPDATE users SET password_hash = ? WHERE email = ?", newHash, consumed.getUsername()));
        });
    }

    /** The row and its account read, the row claimed, the hash compared and set, all committed. No seal, no rules, nothing else. */
    @Benchmark
    public void floor() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(Base64.getUrlDecoder().decode(token));
        try (Connection connection = shop.source().getConnection()) {
            connection.setAutoCommit(false);
            String id;
            String hash;
            try (PreparedStatement read = connection.prepareStatement("""
                    SELECT u.id, u.password_hash, t.expires_at
                      FROM resetta_token t
                      JOIN users u ON u.id = t.account_id
                     WHERE t.digest = ?
                    """)) {
                read.setBytes(1, digest);
                try (ResultSet row = read.executeQuery()) {
                    row.next();
                    id = row.getString(1);
                    hash = row.getString(2);
                    changed(row.getLong(3) > System.currentTimeMillis() ? 1 : 0);
                }
            }
            try (PreparedStatement claim = connection.prepareStatement(
                    "UPDATE resetta_token SET uses = 1, state = 'USED' WHERE digest = ? AND uses = 0 AND state = 'LIVE'")) {
                claim.setBytes(1, digest);
                changed(claim.executeUpdate());
            }
            try (PreparedStatement write = connection.prepareStatement(
                    "UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?")) {
                write.setString(1, newHash);
                write.setString(2, id);
                write.setString(3, hash);
                changed(write.executeUpdate());
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void changed(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("A good link was not redeemed.");
        }
    }

    /** Takes what follows a change, and carries nothing out, so that no other thread works while the time is taken. */
    private static final class Nowhere implements DeliveryQueue {
        @Override
        public void start(Worker worker) {}

        @Override
        public boolean submit(Lane lane, String item) {
            return true;
        }

        @Override
        public void close() {}
    }
}
