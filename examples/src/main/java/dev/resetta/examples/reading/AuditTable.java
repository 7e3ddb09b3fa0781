package dev.resetta.examples.reading;

import dev.resetta.PasswordReset;
import dev.resetta.Realm;
import dev.resetta.ResetEvent;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.delivery.Notice;
import dev.resetta.jdbc.JdbcAccounts;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.password.Argon2id;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Every event is written to a table, with its realm and the reason that no page tells: that nobody was meant, that a link was
 * used before. No event holds a token, a password, a hash or what somebody typed, so the table is no treasure. Do it so where you
 * have to answer later what happened.
 */
public final class AuditTable implements AutoCloseable {
    private static final String AUDIT = """
            CREATE TABLE reset_audit (
                id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                at         TIMESTAMP WITH TIME ZONE NOT NULL,
                realm      VARCHAR(100) NOT NULL,
                event      VARCHAR(50) NOT NULL,
                account_id VARCHAR(200),
                detail     VARCHAR NOT NULL,
                everything VARCHAR NOT NULL
            )
            """;

    private static final String WRITE = """
            INSERT INTO reset_audit (at, realm, event, account_id, detail, everything)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private final Argon2id hasher = Argon2id.recommended();
    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    private final ResetDatabase db = ResetDatabase.of(pool).createSchema();
    private final Map<String, Realm> realms = Map.of("customers", realm("customers"), "staff", realm("staff"));

    /** Stands for the mail: links are kept here, so that this program can click on them. */
    private final BlockingQueue<Notice> mailbox = new LinkedBlockingQueue<>();

    private final PasswordReset reset = PasswordReset.builder()
            .realms(name -> Optional.ofNullable(realms.get(name)))
            .passwordHasher(hasher)
            .tokenStore(db.tokenStore())
            .notifier(mailbox::add)
            .endSessions(
                    changed -> System.out.println("All sessions of account " + changed.accountId() + " are ended."))
            .onEvent(this::write)
            .build();

    AuditTable() {
        execute(AUDIT);
        for (String realm : realms.keySet()) {
            execute("CREATE TABLE " + realm + " (id BIGINT PRIMARY KEY, email VARCHAR(320) NOT NULL UNIQUE,"
                    + " password_hash VARCHAR(255) NOT NULL)");
        }
        execute("INSERT INTO customers VALUES (17, 'ada@example.com', ?)", hasher.hash("a password of long ago"));
    }

    /** Does what can be done with a link, and shows what is kept of it. */
    public static void main(String... args) throws InterruptedException {
        try (AuditTable audit = new AuditTable()) {
            System.out.println("Ada, a customer, asks for a link on the page for staff, and then on the right one.");
            audit.ask("staff", "ada@example.com");
            audit.ask("customers", "ada@example.com");
            String token = audit.nextToken();

            System.out.println("She tries a short password, then a better one; later her link is tried again.");
            audit.choose(token, "too short");
            audit.choose(token, "correct horse battery");
            audit.choose(token, "stolen horse battery");

            System.out.println("And somebody makes a link up.");
            audit.choose("made-up", "stolen horse battery");
            audit.carryOut();

            System.out.println("What the table holds:");
            audit.lines().forEach(System.out::println);
            System.out.println("Is the token in it? " + audit.holds(token));
            System.out.println("Is a password in it? " + audit.holds("horse"));
            System.out.println("Is the address that was typed in it? " + audit.holds("ada@example.com"));
        }
    }

    /**
     * The listener. It is called on whatever thread the event happens, and so may come in the midst of a transaction: with a
     * connection of its own its line stays whatever becomes of that. Should it throw, that is logged, and the reset goes on.
     */
    private void write(ResetEvent event) {
        try (var connection = pool.getConnection();
                var insert = connection.prepareStatement(WRITE)) {
            insert.setObject(1, event.at());
            insert.setString(2, event.realm());
            insert.setString(3, event.getClass().getSimpleName());
            insert.setString(4, event.accountId());
            insert.setString(5, event.detail());
            insert.setString(6, event.toString());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The audit table cannot be written.", e);
        }
    }

    private Realm realm(String name) {
        JdbcAccounts people = db.accounts(name);
        return Realm.of("https://" + name + ".example.com/reset-password?token={token}", people, people);
    }

    void ask(String realm, String typed) {
        reset.realm(realm).request(ResetRequest.forIdentifier(typed));
    }

    String nextToken() throws InterruptedException {
        String link = ((Notice.ResetLink) mailbox.take()).link(); // mailed on another thread
        return link.substring(link.indexOf('=') + 1);
    }

    ResetResult choose(String token, String password) {
        return reset.realm("customers").redeem(ResetSubmission.forToken(token).password(password));
    }

    /** Ends the reset; what is still to be mailed is mailed before this returns. */
    void carryOut() {
        reset.close();
    }

    List<String> lines() {
        return rows("SELECT TRIM(CONCAT_WS(' ', realm, event, account_id, detail)) FROM reset_audit ORDER BY id");
    }

    boolean holds(String text) {
        return rows("SELECT everything FROM reset_audit").stream().anyMatch(row -> row.contains(text));
    }

    @Override
    public void close() {
        reset.close();
        pool.dispose();
    }

    private List<String> rows(String question) {
        return db.inTransaction(connection -> {
            try (var statement = connection.createStatement();
                    var found = statement.executeQuery(question)) {
                List<String> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(found.getString(1));
                }
                return rows;
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
