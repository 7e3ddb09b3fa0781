package dev.resetta.examples.reading;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.delivery.Notice;
import dev.resetta.jdbc.JdbcAccounts;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.password.PasswordHasher;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A hash of the application's own: PBKDF2 out of the JDK, where the reset makes the hash and the sign-in verifies it. Do it so
 * where passwords are hashed already and have to stay as they are, or where only FIPS-approved functions are allowed; a new
 * application is better off with Argon2id.
 */
public final class OwnHash implements AutoCloseable {
    /** The iterations that the OWASP Password Storage Cheat Sheet asks for. */
    private static final int ITERATIONS = 210_000;

    private final Pbkdf2 hasher = new Pbkdf2(ITERATIONS);
    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    private final ResetDatabase db = ResetDatabase.of(pool).createSchema();
    private final JdbcAccounts accounts = db.accounts("users");

    /** Stands for the mail: links are kept here, so that this program can click on them. */
    private final BlockingQueue<Notice> mailbox = new LinkedBlockingQueue<>();

    private final PasswordReset reset = PasswordReset.builder()
            .resetLink("https://shop.example.com/reset-password?token={token}")
            .accounts(accounts)
            .passwordHasher(hasher)
            .tokenStore(db.tokenStore())
            .notifier(mailbox::add)
            .endSessions(
                    changed -> System.out.println("All sessions of account " + changed.accountId() + " are ended."))
            .build();

    OwnHash() {
        execute("CREATE TABLE users (id BIGINT PRIMARY KEY, email VARCHAR(320) NOT NULL UNIQUE,"
                + " password_hash VARCHAR(255) NOT NULL)");
        execute("INSERT INTO users VALUES (17, 'ada@example.com', ?)", hasher.hash("a password of long ago"));
    }

    /** Tells that what the reset has hashed signs in. */
    public static void main(String... args) throws InterruptedException {
        try (OwnHash shop = new OwnHash()) {
            System.out.println("Stored is, among others, " + shop.storedHash().substring(0, 24) + "...");
            System.out.println("Does Ada's password sign in? " + shop.signsIn("a password of long ago"));
            System.out.println("She resets her password: " + shop.resetTo("correct horse battery"));
            System.out.println(
                    "Stored is now, by the same hasher, " + shop.storedHash().substring(0, 24) + "...");
            System.out.println("Does the new password sign in? " + shop.signsIn("correct horse battery"));
            System.out.println("Does the old password sign in? " + shop.signsIn("a password of long ago"));
        }
    }

    ResetResult resetTo(String password) throws InterruptedException {
        reset.request(ResetRequest.forIdentifier("ada@example.com"));
        String link = ((Notice.ResetLink) mailbox.take()).link(); // mailed on another thread
        String token = link.substring(link.indexOf('=') + 1);
        return reset.redeem(ResetSubmission.forToken(token).password(password));
    }

    boolean signsIn(String password) {
        return hasher.verify(password, storedHash());
    }

    String storedHash() {
        return accounts.findById("17").flatMap(Account::passwordHash).orElseThrow();
    }

    @Override
    public void close() {
        reset.close();
        pool.dispose();
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

    /**
     * PBKDF2 with HMAC-SHA-512, written like a PHC string: {@code $pbkdf2-sha512$i=210000$salt$hash}. A stored hash is verified with
     * its own iterations, so that they can be raised later.
     */
    static final class Pbkdf2 implements PasswordHasher {
        private static final int SALT_BYTES = 16;
        private static final int HASH_BYTES = 32;
        private static final Pattern STORED =
                Pattern.compile("\\$pbkdf2-sha512\\$i=([1-9]\\d{0,6})\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

        private final SecureRandom random = new SecureRandom();
        private final int iterations;

        Pbkdf2(int iterations) {
            this.iterations = iterations;
        }

        @Override
        public String hash(String password) {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
            return "$pbkdf2-sha512$i=" + iterations + "$" + base64.encodeToString(salt) + "$"
                    + base64.encodeToString(derive(password, salt, iterations));
        }

        /** What the sign-in asks; compared in constant time, and text that is no such hash verifies nothing. */
        boolean verify(String password, String stored) {
            Matcher parts = STORED.matcher(stored);
            if (!parts.matches()) {
                return false;
            }
            int itsIterations = Integer.parseInt(parts.group(1));
            byte[] salt = Base64.getDecoder().decode(parts.group(2));
            byte[] expected = Base64.getDecoder().decode(parts.group(3));
            return MessageDigest.isEqual(expected, derive(password, salt, itsIterations));
        }

        private static byte[] derive(String password, byte[] salt, int iterations) {
            try {
                PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BYTES * 8);
                return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                        .generateSecret(spec)
                        .getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This JDK cannot compute PBKDF2 with HMAC-SHA-512.", e);
            }
        }
    }
}
