package dev.resetta.examples.replays;

import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.BOB;

import dev.resetta.account.Account;
import dev.resetta.examples.demo.TestServer;
import dev.resetta.examples.demo.TestSite;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.token.TokenPolicy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database with users, and the plain SQL that an application, or somebody who broke in, says to it. */
public record TestDatabase(DataSource dataSource) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private static final String USERS = """
            CREATE TABLE users (
                id            VARCHAR(36)  NOT NULL PRIMARY KEY,
                email         VARCHAR(60),
                password_hash VARCHAR(200),
                name          VARCHAR(100),
                invited_until VARCHAR(40),
                second_factor VARCHAR(40)
            )
            """;

    /** An empty H2 database with Ada and Bob in it. */
    static TestDatabase h2() {
        return new TestDatabase(TestSite.newDatabase()).withUsers();
    }

    /** The same on PostgreSQL. */
    static TestDatabase postgreSql() {
        return new TestDatabase(emptyPostgreSql()).withUsers();
    }

    /** An empty schema of a PostgreSQL that all tests share and that ends with them; whoever asks is skipped where none starts. */
    public static DataSource emptyPostgreSql() {
        EmbeddedPostgres server = TestServer.orSkip("PostgreSQL", () -> PostgreSql.SERVER);
        String schema = "replay" + SCHEMAS.incrementAndGet();
        new TestDatabase(server.getPostgresDatabase()).write("CREATE SCHEMA " + schema);
        return server.getDatabase("postgres", "postgres", Map.of("currentSchema", schema));
    }

    /** The same in a MariaDB database of the caller's, which is emptied before. */
    static TestDatabase onMariaDb(DataSource dataSource) {
        TestDatabase database = new TestDatabase(dataSource);
        for (Map<String, Object> table : database.read("SHOW TABLES")) {
            database.write("DROP TABLE " + table.values().iterator().next());
        }
        return database.withUsers();
    }

    private TestDatabase withUsers() {
        write(USERS);
        add(ADA, null, "a secret of Ada's");
        add(BOB, "2020-01-01", "a secret of Bob's");
        ResetDatabase.of(dataSource).createSchema();
        return this;
    }

    void add(Account account, String invitedUntil, String secondFactor) {
        write(
                "INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)",
                account.id(),
                account.address().orElse(null),
                account.passwordHash().orElse(null),
                account.name(),
                invitedUntil,
                secondFactor);
    }

    /** An application over this database; links, limits and accounts are in it. */
    Application application(TokenPolicy policy) {
        ResetDatabase db = ResetDatabase.of(dataSource);
        Application app = Application.of(policy);
        app.directory = db.accounts("users").nameColumn("name");
        app.updater = db.accounts("users");
        app.store = db.tokenStore();
        app.limiter = db.requestLimiter();
        return app;
    }

    int write(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The rows of a query, by the names of their columns in small letters. */
    List<Map<String, Object>> read(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<Map<String, Object>> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        row.put(rows.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT), rows.getObject(i));
                    }
                    all.add(row);
                }
            }
            return all;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Every value of every table in H2. */
    List<Object> dump() {
        List<Object> values = new ArrayList<>();
        for (Map<String, Object> table :
                read("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'")) {
            for (Map<String, Object> row : read("SELECT * FROM " + table.get("table_name"))) {
                row.values().stream().filter(value -> value != null).forEach(values::add);
            }
        }
        return values;
    }

    private static final class PostgreSql {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
