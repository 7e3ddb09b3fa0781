package dev.resetta.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.testkit.SettableClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Somebody at a terminal, with a database of his own; after each command no secret is in what was printed or logged. */
final class Operator {
    static final String PASSWORD = "sesame-4711-sesame";
    static final String KEY = "d1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70";

    private static final String USERS = """
            CREATE TABLE users (
                id            BIGINT PRIMARY KEY,
                email         VARCHAR(254),
                name          VARCHAR(64),
                password_hash VARCHAR(255),
                disabled      BOOLEAN NOT NULL
            )
            """;

    private static final String PEOPLE = """
            INSERT INTO users (id, email, name, password_hash, disabled)
            VALUES (1, 'alma@larkspur.example', 'Alma Larkspur', 'hash 1', FALSE),
                   (2, 'ben@larkspur.example', 'Ben', 'hash 2', FALSE),
                   (3, 'ben@larkspur.example', 'Ben the younger', 'hash 3', FALSE),
                   (4, 'cleo@larkspur.example', 'Cleo', 'hash 4', TRUE)
            """;

    final Map<String, String> environment = new HashMap<>();
    final SettableClock clock = SettableClock.at(Instant.parse("2026-03-01T10:00:00Z"));
    private final String url;

    private Operator(String url) {
        this.url = url;
    }

    /** What a command ended with. */
    record Answer(int code, String out, String err) {}

    /** One whose application keeps everything in H2. */
    static Operator overH2() {
        Operator operator = new Operator("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        operator.environment.put("RESETTA_DB_PASSWORD", PASSWORD);
        operator.fill("desk");
        return operator;
    }

    /** One whose application keeps everything in a fresh database of some kind. */
    static Operator over(String url, String user) {
        Operator operator = new Operator(url);
        operator.fill(user);
        return operator;
    }

    private void fill(String user) {
        environment.put("RESETTA_DB_URL", url);
        environment.put("RESETTA_DB_USER", user);
        environment.put("RESETTA_LINK", "https://shop.example.com/reset?token={token}");
        environment.put("RESETTA_NAME_COLUMN", "name");
        environment.put("RESETTA_WHERE", "disabled = FALSE");
        execute(USERS);
        execute(PEOPLE);
    }

    /** With the tables of the links, as the application would have created them. */
    Operator withTables() {
        String product = url.startsWith("jdbc:h2:") ? "h2" : "postgresql";
        String schema = run("schema", product)
                .out()
                .lines()
                .filter(line -> !line.startsWith("--"))
                .reduce("", (all, line) -> all + line + "\n");
        for (String statement : schema.split(";\\s*\n", 0)) {
            execute(statement);
        }
        return this;
    }

    Answer run(String... arguments) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        log.start();
        root.addAppender(log);
        int code;
        try {
            CommandLine line = ResetLink.commandLine(Machine.of(environment, clock, "olga"));
            line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
            code = line.execute(arguments);
            line.getOut().flush();
            line.getErr().flush();
        } finally {
            root.detachAppender(log);
        }
        String logged = log.list.stream()
                .map(event -> event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .reduce("", String::concat);
        assertThat(out + err.toString() + logged).doesNotContain(PASSWORD).doesNotContain(KEY);
        assertThat(err + logged).doesNotContainPattern("token=[^{]");
        return new Answer(code, out.toString(), err.toString());
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                url, environment.get("RESETTA_DB_USER"), environment.getOrDefault("RESETTA_DB_PASSWORD", ""));
    }

    /** The database as the application sees it. */
    ResetDatabase database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl(url);
        source.setUser("desk");
        source.setPassword(PASSWORD);
        return ResetDatabase.of(source);
    }
}
