package dev.resetta.spring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.context.ApplicationContext;

/** Somebody else at work in the same database, with whom the caller gets into a deadlock. H2 has the caller lose. */
final class Rival implements AutoCloseable {
    private final DataSource source;
    private final Connection connection;
    private final CompletableFuture<Void> waiting = new CompletableFuture<>();

    /** Begins a transaction that holds the row of alice's account. */
    Rival(ApplicationContext context) {
        this.source = context.getBean(DataSource.class);
        try {
            this.connection = source.getConnection();
            connection.setAutoCommit(false);
            execute("UPDATE users SET email = 'rival@example.com' WHERE id = 'alice'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Goes for what the caller holds, entry 1 of the journal, and returns once it has to wait for that. */
    void waitForTheCaller() {
        new Thread(() -> {
                    try {
                        execute("INSERT INTO journal (entry) VALUES (1)");
                    } catch (SQLException e) {
                        // It waited in vain; the caller has kept the entry for longer than H2 lets anybody wait.
                    } finally {
                        waiting.complete(null);
                    }
                })
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!isAnybodyWaiting() && !waiting.isDone()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("The rival does not wait.");
            }
            Thread.onSpinWait();
        }
    }

    /** Undoes what it did. */
    @Override
    public void close() {
        try {
            waiting.get(30, TimeUnit.SECONDS);
            connection.rollback();
            connection.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private boolean isAnybodyWaiting() {
        String waits = "SELECT 1 FROM information_schema.sessions WHERE blocker_id IS NOT NULL";
        try (Connection own = source.getConnection();
                PreparedStatement statement = own.prepareStatement(waits);
                ResultSet found = statement.executeQuery()) {
            return found.next();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }
}
