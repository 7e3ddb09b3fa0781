package dev.resetta.benchmarks.scale;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.PasswordReset;
import dev.resetta.delivery.Notifier;
import dev.resetta.jdbc.JdbcDeliveryQueue;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.limit.Limits;
import dev.resetta.token.SigningKeys;

/** An application with a durable queue, as each of several processes builds it. */
final class Shop {
    /** So that the tables are in nobody's way. */
    static final String SCHEMA = "nodes";

    private static final byte[] KEY = new byte[SigningKeys.SHORTEST_KEY];

    private Shop() {}

    static HikariDataSource pool(String address) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address);
        config.setSchema(SCHEMA);
        return new HikariDataSource(config);
    }

    static PasswordReset reset(ResetDatabase database, JdbcDeliveryQueue queue, Notifier notifier) {
        return PasswordReset.builder()
                .resetLink("https://shop.example.com/reset-password?token={token}")
                .accounts(database.accounts("users"))
                .tokenStore(database.tokenStore())
                .signingKeys(SigningKeys.of("2026", KEY))
                .limits(Limits.none())
                .passwordHasher(password -> password)
                .deliveryQueue(queue)
                .notifier(notifier)
                .endSessions(changed -> {})
                .build();
    }
}
