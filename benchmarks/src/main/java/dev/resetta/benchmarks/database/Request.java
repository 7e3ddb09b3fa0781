package dev.resetta.benchmarks.database;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.token.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A link asked for, which is on the disk before the answer. No worker runs here: as in a process that only serves pages. */
@State(Scope.Benchmark)
public class Request {
    private static final String INSERT = """
            INSERT INTO resetta_queue_requests (task_name, task_instance, task_data, execution_time, picked, version)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    @Param("")
    private String database;

    private Shop shop;
    private PasswordReset reset;
    private long next;

    @Setup
    public void open() {
        shop = Shop.in(database);
        reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset-password?token={token}")
                .accounts(shop.resets().accounts("users"))
                .tokenStore(shop.resets().tokenStore())
                .signingKeys(SigningKeys.of("2026", new byte[32]))
                .passwordHasher(password -> password)
                .deliveryQueue(shop.resets().deliveryQueue().workers(0))
                .notifier(notice -> {})
                .endSessions(changed -> {})
                .build();
    }

    /** So that the queue is never full. */
    @Setup(Level.Iteration)
    public void empty() throws SQLException {
        try (Connection connection = shop.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE TABLE resetta_queue_requests");
        }
    }

    @TearDown
    public void close() {
        reset.close();
        shop.close();
    }

    /** For an account that exists. */
    @Benchmark
    public boolean ours() {
        return reset.request(ResetRequest.forIdentifier(spelled("user7")));
    }

    /** The same for nobody. */
    @Benchmark
    public boolean unknown() {
        return reset.request(ResetRequest.forIdentifier(spelled("nobody")));
    }

    /** The insert alone. */
    @Benchmark
    public int floor() throws SQLException {
        try (Connection connection = shop.source().getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, "floor");
            insert.setString(2, Long.toString(next++));
            insert.setBytes(3, spelled("user7").getBytes(StandardCharsets.UTF_8));
            insert.setObject(4, OffsetDateTime.now());
            insert.setBoolean(5, false);
            insert.setLong(6, 1);
            return insert.executeUpdate();
        }
    }

    private String spelled(String name) {
        return name + "+" + next++ + "@example.com";
    }
}
