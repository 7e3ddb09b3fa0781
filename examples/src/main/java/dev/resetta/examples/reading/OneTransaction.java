package dev.resetta.examples.reading;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.delivery.Notice;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.jdbc.ResetDatabaseException;
import dev.resetta.password.Argon2id;
import java.sql.PreparedStatement;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Plain JDBC: the application replaces the hash with statements of its own and writes a line into a log of its own, in the
 * transaction in which Resetta uses the link. So there is a new password with its line, or neither, and then the link is good
 * still. Do it so where a changed password is more than one column.
 */
public final class OneTransaction implements AutoCloseable {
    private static final String REPLACE_HASH = """
            UPDATE users
               SET password_hash = ?, password_changed_at = ?
             WHERE id = ? AND password_hash = ?
            """;

    private static final String LOG_CHANGE = """
            INSERT INTO password_log (user_id, changed_at)
            VALUES (?, ?)
            """;

    private final Argon2id hasher = Argon2id.recommended();
    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    private final ResetDatabase db = ResetDatabase.of(pool).createSchema();

    /** Stands for the mail: links are kept here, so that this program can click on them. */
    private final BlockingQueue<Notice> mailbox = new LinkedBlockingQueue<>();

    private final PasswordReset reset = PasswordReset.builder()
            .resetLink("https://shop.example.com/reset-password?token={token}")
            .accounts(db.accounts("users"))
            .passwordUpdater(this::replace)
            .passwordHasher(hasher)
            .tokenStore(db.tokenStore())
            .notifier(mailbox::add)
            .endSessions(
                    changed -> System.out.println("All sessions of account " + changed.accountId() + " are ended."))
            .build();

    OneTransaction() {
        execute("CREATE TABLE users (id BIGINT PRIMARY KEY, email VARCHAR(320) NOT NULL UNIQUE,"
                + " password_hash VARCHAR(255) NOT NULL, password_changed_at TIMESTAMP WITH TIME ZONE)");
        execute("CREATE TABLE password_log (user_id BIGINT NOT NULL, changed_at TIMESTAMP WITH TIME ZONE NOT NULL)");
        execute(
                "INSERT INTO users (id, email, password_hash) VALUES (17, 'ada@example.com', ?)",
                hasher.hash("a password of long ago"));
    }

    /** Tells how a password is changed when the log cannot be written at first. */
    public static void main(String... args) throws InterruptedException {
        try (OneTransaction shop = new OneTransaction()) {
            String token = shop.tokenFor("ada@example.com");

            System.out.println("The log is away; Ada sends in a new password.");
            shop.takeTheLogAway();
            try {
                shop.choose(token, "correct horse battery");
            } catch (ResetDatabaseException e) {
                System.out.println(
                        "It fails. Does the old password sign in? " + shop.signsIn("a password of long ago"));
                System.out.println("Is her link good still? " + shop.isGood(token));
            }

            System.out.println("The log is back; she sends it in again.");
            shop.putTheLogBack();
            System.out.println("Now it is " + shop.choose(token, "correct horse battery"));
            System.out.println("Does the new password sign in? " + shop.signsIn("correct horse battery"));
            System.out.println("Lines in the log: " + shop.linesInTheLog());
        }
    }

    /** The updater: it works on the connection of the redemption, neither commits nor rolls back, and lets exceptions through. */
    private boolean replace(PasswordUpdate update) {
        return db.inTransaction(connection -> {
            try (PreparedStatement replace = connection.prepareStatement(REPLACE_HASH);
                    PreparedStatement log = connection.prepareStatement(LOG_CHANGE)) {
                replace.setString(1, update.newHash());
                replace.setObject(2, update.at());
                replace.setLong(3, Long.parseLong(update.accountId()));
                replace.setString(4, update.expectedHash().orElseThrow());
                if (replace.executeUpdate() != 1) {
                    return false; // somebody else has changed the password meanwhile
                }
                log.setLong(1, Long.parseLong(update.accountId()));
                log.setObject(2, update.at());
                return log.executeUpdate() == 1;
            }
        });
    }

    String tokenFor(String typed) throws InterruptedException {
        reset.request(ResetRequest.forIdentifier(typed));
        String link = ((Notice.ResetLink) mailbox.take()).link(); // mailed on another thread
        return link.substring(link.indexOf('=') + 1);
    }

    ResetResult choose(String token, String password) {
        return reset.redeem(ResetSubmission.forToken(token).password(password));
    }

    boolean signsIn(String password) {
        return hasher.verify(password, ask("SELECT password_hash FROM users WHERE id = 17"));
    }

    boolean isGood(String token) {
        return reset.check(token).isGood();
    }

    int linesInTheLog() {
        return Integer.parseInt(ask("SELECT COUNT(*) FROM password_log WHERE user_id = 17"));
    }

    void takeTheLogAway() {
        execute("ALTER TABLE password_log RENAME TO log_taken_away");
    }

    void putTheLogBack() {
        execute("ALTER TABLE log_taken_away RENAME TO password_log");
    }

    @Override
    public void close() {
        reset.close();
        pool.dispose();
    }

    private String ask(String question) {
        return db.inTransaction(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(question)) {
                row.next();
                return row.getString(1);
            }
        });
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
