package dev.resetta.examples.reading;

import dev.resetta.LinkCheck;
import dev.resetta.PasswordReset;
import dev.resetta.Realm;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.delivery.Notice;
import dev.resetta.jdbc.JdbcAccounts;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.password.Argon2id;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Several tenants in one application: each has its own page and its own people, and a link of one is nothing to another, even
 * where both know an account of the same id and address. Do it so where one process serves populations that must not mix.
 */
public final class Tenants implements AutoCloseable {
    private final Argon2id hasher = Argon2id.recommended();
    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    private final ResetDatabase db = ResetDatabase.of(pool).createSchema();

    /** An application looks its tenants up here, as they come and go. */
    private final Map<String, Realm> realms = Map.of("acme", realm("acme"), "globex", realm("globex"));

    /** Stands for the mail: links are kept here, so that this program can click on them. */
    private final BlockingQueue<Notice> mailbox = new LinkedBlockingQueue<>();

    private final PasswordReset reset = PasswordReset.builder()
            .realms(name -> Optional.ofNullable(realms.get(name)))
            .passwordHasher(hasher)
            .tokenStore(db.tokenStore())
            .notifier(mailbox::add)
            .endSessions(changed -> System.out.println(
                    "All sessions of account " + changed.accountId() + " of " + changed.realm() + " are ended."))
            .build();

    Tenants() {
        execute("CREATE TABLE users (tenant VARCHAR(20), id BIGINT, email VARCHAR(320) NOT NULL,"
                + " password_hash VARCHAR(255) NOT NULL, PRIMARY KEY (tenant, id))");
        for (String tenant : realms.keySet()) {
            execute(
                    "INSERT INTO users VALUES (?, 17, 'ada@example.com', ?)",
                    tenant,
                    hasher.hash("a password of long ago"));
        }
    }

    /** Tells of a woman who works for two companies. */
    public static void main(String... args) throws InterruptedException {
        try (Tenants tenants = new Tenants()) {
            System.out.println("Ada has an account at Acme and one at Globex. She asks Acme for a link.");
            String link = tenants.linkFrom("acme", "ada@example.com");
            System.out.println("It leads to Acme's page: " + link);

            String token = tokenIn(link);
            System.out.println("What does Globex say of it? " + tenants.check("globex", token));
            System.out.println(
                    "Is it good at Acme? " + tenants.check("acme", token).isGood());
            System.out.println("She uses it at Acme: " + tenants.choose("acme", token, "correct horse battery"));
            System.out.println(
                    "Does the new password sign in at Acme? " + tenants.signsIn("acme", "correct horse battery"));
            System.out.println("Does it at Globex? " + tenants.signsIn("globex", "correct horse battery"));
            try {
                tenants.linkFrom("initech", "ada@example.com");
            } catch (IllegalArgumentException e) {
                System.out.println("She tries a company that is not there: " + e.getMessage());
            }
        }
    }

    /** Where a tenant's links lead, and who its people are: only its own rows exist for it. */
    private Realm realm(String tenant) {
        JdbcAccounts people = db.accounts("users").where("tenant = ?", tenant);
        return Realm.of("https://" + tenant + ".example.com/reset-password?token={token}", people, people);
    }

    /** The tenant comes from where the application trusts it: its host name, looked up; never from a form. */
    String linkFrom(String tenant, String typed) throws InterruptedException {
        reset.realm(tenant).request(ResetRequest.forIdentifier(typed));
        return ((Notice.ResetLink) mailbox.take()).link(); // mailed on another thread
    }

    LinkCheck check(String tenant, String token) {
        return reset.realm(tenant).check(token);
    }

    ResetResult choose(String tenant, String token, String password) {
        return reset.realm(tenant).redeem(ResetSubmission.forToken(token).password(password));
    }

    boolean signsIn(String tenant, String password) {
        String hash = db.inTransaction(connection -> {
            try (var query =
                    connection.prepareStatement("SELECT password_hash FROM users WHERE tenant = ? AND id = 17")) {
                query.setString(1, tenant);
                try (var row = query.executeQuery()) {
                    row.next();
                    return row.getString(1);
                }
            }
        });
        return hasher.verify(password, hash);
    }

    static String tokenIn(String link) {
        return link.substring(link.indexOf('=') + 1);
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
}
