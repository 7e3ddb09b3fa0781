package dev.resetta.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Somebody else at work in the same database, who gets into a deadlock with the test and is never the one who loses. */
final class Rival implements AutoCloseable {
    private static final int WEIGHT = 50;

    private final Database database;
    private final HikariDataSource pool;
    private final Connection connection;
    private final CompletableFuture<Integer> waiting = new CompletableFuture<>();

    /** Begins a transaction that holds the row of alice's account. */
    Rival(Database database, String url) throws SQLException {
        this.database = database;
        this.pool = Database.pool(url, config -> {
            if (database == Database.POSTGRESQL) {
                // Who notices a deadlock loses; the rival never looks.
                config.setConnectionInitSql("SET deadlock_timeout = '1h'");
            }
            return config;
        });
        this.connection = pool.getConnection();
        connection.setAutoCommit(false);
        // MariaDB spares who has written more.
        for (int i = 0; i < WEIGHT && database.isMySqlLike(); i++) {
            execute("INSERT INTO ballast (entry) VALUES (" + i + ")");
        }
        execute("UPDATE users SET email = 'rival@example.com' WHERE id = 'alice'");
    }

    /** Goes for what the caller holds, entry 1 of the journal, and returns once it has to wait for that. */
    void waitForTheCaller() {
        Thread thread = new Thread(() -> {
            try {
                waiting.complete(execute("INSERT INTO journal (entry, line) VALUES (1, 'rival')"));
            } catch (SQLException e) {
                waiting.completeExceptionally(e);
            }
        });
        thread.start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (Memory.select(pool, waits()).equals("0") && !waiting.isDone()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("The rival does not wait.");
            }
            Thread.onSpinWait();
        }
    }

    /** Says whether the rival got what it had waited for, and undoes what it did. */
    boolean isSpared() {
        try {
            boolean isSpared = waiting.get(30, TimeUnit.SECONDS) == 1;
            connection.rollback();
            return isSpared;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        pool.close();
    }

    private String waits() {
        return switch (database) {
            case POSTGRESQL -> "SELECT COUNT(*) FROM pg_locks WHERE NOT granted";
            case MARIADB, MARIADB_SNAPSHOT, MYSQL_ON_MARIADB ->
                "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
            case H2 -> "SELECT COUNT(*) FROM information_schema.sessions WHERE blocker_id IS NOT NULL";
            case HSQLDB_LOCKS, HSQLDB_MVLOCKS, HSQLDB_MVCC ->
                "SELECT COUNT(*) FROM information_schema.system_sessions WHERE this_waiting_for <> '' OR waiting_for_this <> ''";
        };
    }

    private int execute(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }
}
