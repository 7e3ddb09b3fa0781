package dev.resetta.benchmarks.scale;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.account.Account;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * So many accounts, each with a live link and its slot, in a schema of their own. Some of the links are genuine, so that they can be
 * redeemed; they lie at random places between the others.
 *
 * @param name what the schema is called, and the line in the table
 * @param accounts of genuine links, in random order
 * @param tokens of genuine links that nobody has redeemed yet, in random order
 */
record Crowd(String name, int rows, HikariDataSource source, Queue<Account> accounts, Queue<String> tokens) {
    /** Long enough that no link expires while the tables are filled and measured. */
    static final TokenPolicy POLICY = TokenPolicy.oneTime().lifetime(Duration.ofDays(1));

    static final SigningKeys KEYS = SigningKeys.of("2026", new SecureRandom().generateSeed(32));

    static Crowd of(int rows, HikariDataSource source) {
        String name = rows >= 1_000_000 ? rows / 1_000_000 + "m" : rows / 1000 + "k";
        return new Crowd(name, rows, source, new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
    }

    String schema() {
        return "crowd_" + name;
    }

    String users() {
        return schema() + ".users";
    }

    ResetDatabase database() {
        return ResetDatabase.of(source).inSchema(schema());
    }
}
