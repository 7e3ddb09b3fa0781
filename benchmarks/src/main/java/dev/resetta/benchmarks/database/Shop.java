package dev.resetta.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.account.Account;
import dev.resetta.benchmarks.harness.Servers;
import dev.resetta.benchmarks.servers.MariaDb;
import dev.resetta.benchmarks.servers.PostgreSql;
import dev.resetta.jdbc.ResetDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The database of a shop with a thousand accounts, empty but for them, with the tables of Resetta and of Spring Security. All
 * contestants use the same pool with the same settings; a commit is on the disk before it is answered.
 */
final class Shop implements AutoCloseable {
    static final String H2 = "h2";
    static final int ACCOUNTS = 1000;

    private final String database;
    private final HikariDataSource source;
    private final String[] hashes = new String[ACCOUNTS];
    private Path folder;

    private Shop(String database) throws IOException, SQLException {
        this.database = database;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address());
        source = new HikariDataSource(config);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : new String[] {
                "users",
                "one_time_tokens",
                "resetta_token",
                "resetta_slot",
                "resetta_permit",
                "resetta_queue_requests",
                "resetta_queue_links",
                "resetta_queue_notices"
            }) {
                statement.execute("DROP TABLE IF EXISTS " + table);
            }
            statement.execute("""
                    CREATE TABLE users (
                        id            VARCHAR(36)  NOT NULL PRIMARY KEY,
                        email         VARCHAR(254) NOT NULL UNIQUE,
                        password_hash VARCHAR(255) NOT NULL
                    )""");
            // What Spring Security ships, with a type that all databases know.
            statement.execute("""
                    CREATE TABLE one_time_tokens (
                        token_value VARCHAR(36) NOT NULL PRIMARY KEY,
                        username    VARCHAR(50) NOT NULL,
                        expires_at  TIMESTAMP   NOT NULL
                    )""");
        }
        resets().createSchema();
        fill();
    }

    static Shop in(String database) {
        try {
            return new Shop(database);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    HikariDataSource source() {
        return source;
    }

    ResetDatabase resets() {
        return ResetDatabase.of(source);
    }

    Account account(int i) {
        return Account.of(id(i), email(i), hashes[i]);
    }

    static String id(int i) {
        return new UUID(i, i).toString();
    }

    static String email(int i) {
        return "user" + i + "@example.com";
    }

    static String freshHash() {
        return "$of$no$cost$" + UUID.randomUUID();
    }

    String hash(int i) {
        return hashes[i];
    }

    void remember(int i, String hash) {
        hashes[i] = hash;
    }

    /** Whether commits are answered before they are on the disk, for warming up. */
    void setHasty(boolean isHasty) throws SQLException {
        List<String> statements = switch (database) {
            case PostgreSql.NAME ->
                List.of("ALTER SYSTEM SET synchronous_commit = " + (isHasty ? "off" : "on"), "SELECT pg_reload_conf()");
            case MariaDb.NAME -> List.of("SET GLOBAL innodb_flush_log_at_trx_commit = " + (isHasty ? 0 : 1));
            default -> List.of("SET WRITE_DELAY " + (isHasty ? 1000 : 0));
        };
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private String address() throws IOException {
        if (!database.equals(H2)) {
            return Servers.address(database);
        }
        folder = Files.createTempDirectory("resetta-h2");
        return "jdbc:h2:file:" + folder.resolve("shop") + ";WRITE_DELAY=0";
    }

    private void fill() throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO users VALUES (?, ?, ?)")) {
            for (int i = 0; i < ACCOUNTS; i++) {
                hashes[i] = freshHash();
                insert.setString(1, id(i));
                insert.setString(2, email(i));
                insert.setString(3, hashes[i]);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public void close() {
        source.close();
        if (folder != null) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
