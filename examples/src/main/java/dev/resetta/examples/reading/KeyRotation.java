package dev.resetta.examples.reading;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.delivery.Notice;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.password.Argon2id;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Links that no table holds: each is signed with a key and bound to the password hash, and dies when that changes. Shows how the
 * key is exchanged while links are on their way, in three deployments. Do it so where you want no table for links, and can keep a
 * secret outside the database.
 */
public final class KeyRotation implements AutoCloseable {
    private final byte[] october = newKey();
    private final byte[] november = newKey();

    /** How it is before: one key. */
    final SigningKeys before = SigningKeys.of("2026-10", october);

    /** First deployment: every process accepts the new key, and none signs with it. */
    final SigningKeys announced = SigningKeys.of("2026-10", october).accepting("2026-11", november);

    /** Second deployment: the new key signs, and links signed with the old one are good still. */
    final SigningKeys rotated = SigningKeys.of("2026-11", november).accepting("2026-10", october);

    /** Third deployment, when the last link signed with the old key has expired, or at once if that key has leaked. */
    final SigningKeys dropped = SigningKeys.of("2026-11", november);

    private final Argon2id hasher = Argon2id.recommended();
    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    private final ResetDatabase db = ResetDatabase.of(pool); // no createSchema(): there are no tables of Resetta's

    /** Stands for the mail: links are kept here, so that this program can click on them. */
    private final BlockingQueue<Notice> mailbox = new LinkedBlockingQueue<>();

    KeyRotation() {
        execute("CREATE TABLE users (id BIGINT PRIMARY KEY, email VARCHAR(320) NOT NULL UNIQUE,"
                + " password_hash VARCHAR(255) NOT NULL)");
        addUser(17, "ada@example.com");
        addUser(18, "ben@example.com");
    }

    /** Follows two links through the rotation. */
    public static void main(String... args) throws InterruptedException {
        try (KeyRotation shop = new KeyRotation()) {
            String ada = shop.tokenFor("ada@example.com", shop.before);
            String ben = shop.tokenFor("ben@example.com", shop.before);
            System.out.println("Ada and Ben have links, signed with the key of October. Ada's token is " + ada);

            System.out.println(
                    "The key of November is accepted; is Ada's link good? " + shop.isGood(ada, shop.announced));
            System.out.println("It signs; is Ada's link good? " + shop.isGood(ada, shop.rotated));
            System.out.println("She uses it: " + shop.choose(ada, "correct horse battery", shop.rotated));
            System.out.println("The hash it was bound to is gone; is it good still? " + shop.isGood(ada, shop.rotated));

            System.out.println("The key of October is dropped; is Ben's link good? " + shop.isGood(ben, shop.dropped));
            String next = shop.tokenFor("ben@example.com", shop.dropped);
            System.out.println("He asks for another; is that good? " + shop.isGood(next, shop.dropped));
        }
    }

    /** The application as it is deployed with these keys. */
    private PasswordReset deployedWith(SigningKeys keys) {
        return PasswordReset.builder()
                .resetLink("https://shop.example.com/reset-password?token={token}")
                .accounts(db.accounts("users"))
                .passwordHasher(hasher)
                .policy(TokenPolicy.hashBound())
                .signingKeys(keys)
                .transactions(db) // a token store would bring them
                .notifier(mailbox::add)
                .endSessions(changed -> System.out.println("All sessions of " + changed.accountId() + " are ended."))
                .build();
    }

    String tokenFor(String typed, SigningKeys keys) throws InterruptedException {
        try (PasswordReset reset = deployedWith(keys)) {
            reset.request(ResetRequest.forIdentifier(typed));
            Notice notice = mailbox.take(); // mailed on another thread
            while (!(notice instanceof Notice.ResetLink)) {
                notice = mailbox.take(); // the warning after Ada's change
            }
            String link = ((Notice.ResetLink) notice).link();
            return link.substring(link.indexOf('=') + 1);
        }
    }

    boolean isGood(String token, SigningKeys keys) {
        try (PasswordReset reset = deployedWith(keys)) {
            return reset.check(token).isGood();
        }
    }

    ResetResult choose(String token, String password, SigningKeys keys) {
        try (PasswordReset reset = deployedWith(keys)) {
            return reset.redeem(ResetSubmission.forToken(token).password(password));
        }
    }

    @Override
    public void close() {
        pool.dispose();
    }

    /** An application reads its keys from where it keeps secrets; made once, by {@code openssl rand 32}. */
    private static byte[] newKey() {
        byte[] key = new byte[SigningKeys.SHORTEST_KEY];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private void addUser(int id, String address) {
        execute("INSERT INTO users VALUES (?, ?, ?)", id, address, hasher.hash("a password of long ago"));
    }

    private void execute(String sql, Object... values) {
        db.inTransaction(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                return statement.execute();
            }
        });
    }
}
