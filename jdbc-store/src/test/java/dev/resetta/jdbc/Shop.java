package dev.resetta.jdbc;

import dev.resetta.PasswordReset;
import dev.resetta.ResetEvent;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import dev.resetta.limit.Limits;
import dev.resetta.token.SigningKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * An application on PostgreSQL that keeps a record of everything: what was asked for, what a mail server has accepted, which
 * hashes were replaced, whose sessions were ended. The record tells afterwards whether anything was lost or done twice.
 */
final class Shop implements AutoCloseable {
    private static final String TABLES = """
            CREATE TABLE users (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(200));
            CREATE INDEX users_email ON users (email);
            CREATE TABLE asked (account BIGINT PRIMARY KEY);
            CREATE TABLE mail (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account BIGINT, kind VARCHAR(20), token VARCHAR(100));
            CREATE TABLE event (account VARCHAR(40), name VARCHAR(40));
            CREATE TABLE ended (account VARCHAR(40));
            CREATE TABLE changed (account BIGINT, hash VARCHAR(200));
            CREATE FUNCTION record_change() RETURNS TRIGGER AS $$
                BEGIN INSERT INTO changed VALUES (new.id, new.password_hash); RETURN new; END $$ LANGUAGE plpgsql;
            CREATE TRIGGER changes AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION record_change()
            """;

    /** For tests in which processes die. */
    static final Duration SHORT = Duration.ofMillis(250);

    /** For tests in which none does, so that none seems to on a busy machine. */
    static final Duration LONG = Duration.ofMinutes(1);

    private final DataSource source;
    private final PasswordReset reset;

    /**
     * Opens for business.
     *
     * @param workers how many workers this process has
     * @param heartbeat how soon its work is taken over once it is dead, or so slow that it looks it
     */
    Shop(DataSource source, int workers, Duration heartbeat) {
        this.source = source;
        ResetDatabase db = ResetDatabase.of(source);
        reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(db.accounts("users"))
                .passwordHasher(password -> password + " " + UUID.randomUUID())
                .tokenStore(db.tokenStore())
                .signingKeys(SigningKeys.of("test", new byte[32]))
                .notifier(this::send)
                .deliveryQueue(db.deliveryQueue()
                        .workers(workers)
                        .pollEvery(Duration.ofMillis(50))
                        .heartbeat(heartbeat))
                .limits(Limits.none())
                .endSessions(event -> execute("INSERT INTO ended VALUES (?)", event.accountId()))
                .onEvent(this::record)
                .build();
    }

    static void createTables(DataSource source) {
        ResetDatabase.of(source).createSchema();
        Memory.execute(source, TABLES);
    }

    /** Makes an account and asks for a link for it. */
    void newCustomerForgets() {
        forgets(newCustomer());
    }

    /** Makes an account and tells its address. */
    String newCustomer() {
        String address = UUID.randomUUID() + "@example.com";
        execute("INSERT INTO users (email, password_hash) VALUES (?, 'old')", address);
        return address;
    }

    /** Asks for a link; what was accepted is on record. */
    void forgets(String address) {
        if (reset.request(ResetRequest.forIdentifier(address))) {
            execute("INSERT INTO asked SELECT id FROM users WHERE email = ?", address);
        }
    }

    /** Redeems one of the links that were mailed lately, perhaps one that somebody has redeemed already. */
    boolean somebodyRedeems() {
        List<String> mail = row("SELECT id, token FROM mail WHERE kind = 'link' ORDER BY id DESC LIMIT 1 OFFSET "
                + ThreadLocalRandom.current().nextInt(20));
        if (mail.isEmpty()) {
            return false;
        }
        ResetSubmission submission =
                ResetSubmission.forToken(mail.get(1)).password("correct horse of mail " + mail.get(0));
        return reset.redeem(submission) instanceof ResetResult.Changed;
    }

    private void send(Notice notice) {
        if (ThreadLocalRandom.current().nextInt(50) == 0) {
            throw DeliveryException.notNow("the mail server is busy", null);
        }
        String token = notice instanceof Notice.ResetLink link ? tokenIn(link.link()) : null;
        execute(
                "INSERT INTO mail (account, kind, token) VALUES (?, ?, ?)",
                Long.valueOf(notice.to().accountId()),
                token == null ? "warning" : "link",
                token);
    }

    private static String tokenIn(String link) {
        return link.substring(link.indexOf("token=") + 6);
    }

    private void record(ResetEvent event) {
        if (event instanceof ResetEvent.NothingSent nothing) {
            execute(
                    "INSERT INTO event VALUES (?, ?)",
                    nothing.accountId(),
                    nothing.reason().name());
        } else if (event instanceof ResetEvent.DeliveryFailed failed && !failed.again()) {
            execute("INSERT INTO event VALUES (?, 'failed')", failed.accountId());
        }
    }

    private void execute(String sql, Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> row(String sql) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            List<String> columns = new ArrayList<>();
            while (row.next()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
            }
            return columns;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        reset.close();
    }
}
