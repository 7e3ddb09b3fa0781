package dev.resetta.examples.guides;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.examples.replays.Race;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.limit.Limits;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.testkit.SettableClock;
import dev.resetta.token.SigningKeys;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** An application with its people in a database, deployed anew as it moves. */
final class MovingShop implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final String OLD_HASH = "hash of a password of long ago, salt 0";
    static final String NEW = "correct horse battery";
    static final String OTHER = "another horse battery";

    private static final int PROCESSES = 16;

    final DataSource source;
    final ResetDatabase db;
    final SigningKeys keys = SigningKeys.of("2026-11", new byte[SigningKeys.SHORTEST_KEY]);
    final SettableClock clock = SettableClock.at(NOON);
    final RecordingNotifier mailbox = new RecordingNotifier();

    private final AtomicInteger salt = new AtomicInteger();
    private final List<PasswordReset> processes = new ArrayList<>();
    private ManualDeliveryQueue queue = new ManualDeliveryQueue();
    private PasswordReset reset;

    /** Opens with Ada and Ben, in a new H2 database. */
    MovingShop() {
        this(JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", ""));
    }

    /** The same in another empty database. */
    MovingShop(DataSource source) {
        this.source = source;
        this.db = ResetDatabase.of(source);
        write(
                "CREATE TABLE users (id BIGINT PRIMARY KEY, username VARCHAR(50) NOT NULL UNIQUE, email VARCHAR(320) NOT NULL"
                        + " UNIQUE, password_hash VARCHAR(255) NOT NULL)");
        write("INSERT INTO users VALUES (17, 'ada', 'ada@example.com', '" + OLD_HASH + "')");
        write("INSERT INTO users VALUES (18, 'ben', 'ben@example.com', '" + OLD_HASH + "')");
    }

    /** Goes on with a reset that knows all of this but how links live. */
    void deploy(PasswordReset.Builder builder) {
        queue = new ManualDeliveryQueue();
        reset = process(builder, queue);
    }

    /**
     * How many of sixteen processes change Ada's password that redeem at once. Within one process those who use the same link
     * would take turns.
     *
     * @param builder what each of them goes on with
     * @param token what each of them was given
     */
    long winners(Supplier<PasswordReset.Builder> builder, IntFunction<String> token) {
        List<PasswordReset> racing = IntStream.range(0, PROCESSES)
                .mapToObj(number -> process(builder.get(), new ManualDeliveryQueue()))
                .toList();
        return Race.of(
                        PROCESSES,
                        number -> racing.get(number)
                                .redeem(ResetSubmission.forToken(token.apply(number))
                                        .password(NEW + " " + number)))
                .stream()
                .filter(ResetResult.Changed.class::isInstance)
                .count();
    }

    private PasswordReset process(PasswordReset.Builder builder, ManualDeliveryQueue waiting) {
        PasswordReset process = builder.passwordHasher(
                        password -> "hash of " + password + ", salt " + salt.incrementAndGet())
                .notifier(mailbox)
                .deliveryQueue(waiting)
                .limits(Limits.none())
                .endSessions(changed -> {})
                .clock(clock)
                .build();
        processes.add(process);
        return process;
    }

    PasswordReset reset() {
        return reset;
    }

    /** A link of Resetta's for Ada. */
    String tokenForAda() {
        reset.request(ResetRequest.forIdentifier("ada@example.com"));
        queue.carryOut();
        return mailbox.lastToken();
    }

    ResetResult redeem(String token, String password) {
        return reset.redeem(ResetSubmission.forToken(token).password(password));
    }

    /** Whether Ada's password is this one. */
    boolean isAdas(String password) {
        return hashOfAda().startsWith("hash of " + password + ", ");
    }

    String hashOfAda() {
        return read("SELECT password_hash FROM users WHERE id = 17");
    }

    int rowsIn(String table) {
        return Integer.parseInt(read("SELECT COUNT(*) FROM " + table));
    }

    int write(String sql, Object... values) {
        return db.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                return statement.executeUpdate();
            }
        });
    }

    private String read(String sql) {
        return db.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        });
    }

    @Override
    public void close() {
        processes.forEach(PasswordReset::close);
        if (source instanceof JdbcConnectionPool pool) {
            pool.dispose();
        }
    }
}
