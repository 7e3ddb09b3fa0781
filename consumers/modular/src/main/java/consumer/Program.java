package consumer;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import dev.resetta.jdbc.JdbcDeliveryQueue;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.mail.MailNotifier;
import dev.resetta.mail.SmtpServer;
import dev.resetta.micrometer.ResetMetrics;
import dev.resetta.micrometer.ResetObservations;
import dev.resetta.password.Argon2id;
import dev.resetta.testkit.InMemoryAccounts;
import dev.resetta.token.TokenStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Forgets a password and chooses a new one: in memory, and with everything in a database. */
public final class Program {
    private static final String ADDRESS = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";

    private Program() {}

    /** Ends with an exception if anything is not as it should be. */
    public static void main(String... args) throws Exception {
        inMemory();
        inADatabase();
        aMailIsWritten();
        System.out.println("All is well on Java " + Runtime.version().feature() + ", "
                + (Program.class.getModule().isNamed() ? "as a module." : "on the class path."));
    }

    private static void inMemory() throws InterruptedException {
        InMemoryAccounts accounts = new InMemoryAccounts().put(Account.of("17", ADDRESS, "old hash"));
        forgetAndChoose(PasswordReset.builder().accounts(accounts).tokenStore(TokenStore.inMemory()));

        require(Argon2id.recommended().verify(PASSWORD, accounts.passwordHash("17")), "The new hash does not verify.");
    }

    private static void inADatabase() throws InterruptedException, SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
        addAccount(source);
        ResetDatabase db = ResetDatabase.of(source).createSchema();
        JdbcDeliveryQueue queue = db.deliveryQueue();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        forgetAndChoose(PasswordReset.builder()
                .accounts(db.accounts("users"))
                .tokenStore(db.tokenStore())
                .requestLimiter(db.requestLimiter())
                .deliveryQueue(queue)
                .onEvent(ResetMetrics.of(meters).watch(queue)));

        require(meters.get("resetta.passwords.changed").counter().count() == 1, "The change was not counted.");
    }

    private static void forgetAndChoose(PasswordReset.Builder parts) throws InterruptedException {
        BlockingQueue<Notice> mailbox = new LinkedBlockingQueue<>();
        SimpleMeterRegistry times = new SimpleMeterRegistry();
        try (PasswordReset reset = parts.resetLink("https://shop.example.com/reset?token={token}")
                .passwordHasher(ResetObservations.timedIn(times).hashesOf(Argon2id.recommended()))
                .notifier(mailbox::add)
                .endSessions(changed -> {})
                .build()) {
            reset.request(ResetRequest.forIdentifier(ADDRESS));
            Notice notice = mailbox.poll(1, TimeUnit.MINUTES);
            String link = ((Notice.ResetLink) notice).link();
            String token = link.substring(link.indexOf('=') + 1);

            require(reset.check(token).isGood(), "The link is not good.");
            ResetSubmission submission = ResetSubmission.forToken(token).password(PASSWORD);
            require(reset.redeem(submission) instanceof ResetResult.Changed, "The password was not changed.");
            require(reset.redeem(submission) instanceof ResetResult.LinkRefused, "The link works twice.");
        }
        require(times.get("resetta.hashes").timer().count() == 1, "The hash was not timed.");
    }

    /** Nobody listens there, but the mail is written before that is found out. */
    private static void aMailIsWritten() {
        try (MailNotifier mail = MailNotifier.of(SmtpServer.of("localhost", 1), "Shop <no-reply@example.com>")) {
            mail.send(new Notice.PasswordChanged(
                    new Notice.Recipient("", "17", ADDRESS, "Ada", null),
                    new Notice.Circumstances(Instant.now(), null, null)));
            require(false, "A mail was sent to nobody.");
        } catch (DeliveryException e) {
            require(e.kind() == DeliveryException.Kind.NOT_NOW, "The mail was not written: " + e.getMessage());
        }
    }

    private static void addAccount(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE users (id BIGINT PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(200))");
            statement.execute("INSERT INTO users VALUES (17, '" + ADDRESS + "', 'old hash')");
        }
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalStateException(otherwise);
        }
    }
}
