package dev.resetta.jdbc;

import dev.resetta.LinkCheck;
import dev.resetta.PasswordReset;
import dev.resetta.ResetEvent;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.limit.Limits;
import dev.resetta.password.PasswordRules;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.testkit.SettableClock;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** An application that resets passwords in its database, and writes a journal of its own there. */
final class Application {
    static final String NEW_PASSWORD = "a new password";

    private static final SigningKeys KEYS = SigningKeys.of("test", new byte[32]);

    final DataSource source;
    final DatabaseParts truth;
    final ManualDeliveryQueue queue = new ManualDeliveryQueue();

    /** What has followed a changed password, in its order: the end of sessions and the event. */
    final List<String> followed = new CopyOnWriteArrayList<>();

    /** What time it is; a second later for each link, because links of one millisecond have no order. */
    final SettableClock clock = SettableClock.at(Instant.now());

    /** Happens while a new password is hashed. */
    Runnable whileHashing = () -> {};

    /** Makes the tables, and accounts for alice and bob. */
    Application(DataSource source) {
        this.source = source;
        this.truth = new DatabaseParts(source);
        Memory.execute(source, "CREATE TABLE journal (entry INT NOT NULL PRIMARY KEY, line VARCHAR(40))");
        addAccount("alice");
        addAccount("bob");
    }

    void addAccount(String id) {
        truth.save(Account.of(id, id + "@example.com", "old hash"));
    }

    /** A reset with one-time links, and a queue that is carried out by hand. */
    PasswordReset reset(ResetDatabase database) {
        return builder(database, TokenPolicy.oneTime(), queue).build();
    }

    PasswordReset.Builder builder(ResetDatabase database, TokenPolicy policy, DeliveryQueue deliveryQueue) {
        return builder(database, policy, deliveryQueue, new RecordingNotifier());
    }

    PasswordReset.Builder builder(
            ResetDatabase database, TokenPolicy policy, DeliveryQueue deliveryQueue, RecordingNotifier mailbox) {
        PasswordReset.Builder builder = PasswordReset.builder()
                .resetLink("https://app.example.com/reset?token={token}")
                .accounts(accounts(database))
                .passwordHasher(this::hash)
                .passwordRules(PasswordRules.nist().minimumLength(8))
                .signingKeys(KEYS)
                .policy(policy)
                .notifier(mailbox)
                .deliveryQueue(deliveryQueue)
                .limits(Limits.none())
                .clock(clock)
                .endSessions(changed -> followed.add("sessions of " + changed.accountId()))
                .onEvent(this::listen);
        return policy.kind() == TokenPolicy.Kind.HASH_BOUND
                ? builder.transactions(database)
                : builder.tokenStore(database.tokenStore());
    }

    static JdbcAccounts accounts(ResetDatabase database) {
        return database.accounts("users").stampColumn("stamp").where("enabled");
    }

    private String hash(String password) {
        whileHashing.run();
        return "hash of " + password + " " + UUID.randomUUID();
    }

    private void listen(ResetEvent event) {
        if (event instanceof ResetEvent.PasswordChanged || event instanceof ResetEvent.OutcomeUncertain) {
            followed.add(event.getClass().getSimpleName());
        }
    }

    String tokenFor(String id) {
        return tokenFor(id, TokenPolicy.oneTime());
    }

    /** The token out of a mail, which goes through a reset and a queue of its own. */
    String tokenFor(String id, TokenPolicy policy) {
        clock.advance(Duration.ofSeconds(1));
        RecordingNotifier mailbox = new RecordingNotifier();
        ManualDeliveryQueue own = new ManualDeliveryQueue();
        builder(ResetDatabase.of(source), policy, own, mailbox)
                .build()
                .request(ResetRequest.forIdentifier(id + "@example.com"));
        own.carryOut();
        return mailbox.lastToken();
    }

    static ResetResult redeem(PasswordReset reset, String token) {
        return reset.redeem(ResetSubmission.forToken(token).password(NEW_PASSWORD));
    }

    boolean isGood(String token) {
        return builder(ResetDatabase.of(source), TokenPolicy.oneTime(), new ManualDeliveryQueue())
                        .build()
                        .check(token)
                instanceof LinkCheck.Good;
    }

    boolean isChanged(String id) {
        return truth.passwordHash(id).startsWith("hash of " + NEW_PASSWORD + " ");
    }

    boolean isUnchanged(String id) {
        return truth.passwordHash(id).equals("old hash");
    }

    /** How many rows a table holds. */
    int rows(String table) {
        return Integer.parseInt(Memory.select(source, "SELECT COUNT(*) FROM " + table));
    }
}
