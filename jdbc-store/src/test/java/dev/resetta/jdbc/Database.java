package dev.resetta.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.provider.Arguments;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The databases that everything is tested on; the real things. */
enum Database {
    POSTGRESQL {
        @Override
        String url() {
            String schema = name("s");
            PostgreSqlServer.running().execute("CREATE SCHEMA " + schema);
            return PostgreSqlServer.running().url() + "&currentSchema=" + schema;
        }
    },
    MARIADB {
        @Override
        String url() {
            return MariaDbServer.running().freshDatabase();
        }
    },
    /** As MariaDB is by default from version 11.6 on. */
    MARIADB_SNAPSHOT {
        @Override
        String url() {
            return MariaDbServer.running().freshDatabase() + "&sessionVariables=innodb_snapshot_isolation=ON";
        }
    },
    /** MySQL's statements on MariaDB, which calls itself MySQL then: there is no MySQL server to be had here. */
    MYSQL_ON_MARIADB {
        @Override
        String url() {
            return MariaDbServer.running().freshDatabase() + "&useMysqlMetadata=true";
        }
    },
    H2 {
        @Override
        String url() {
            return "jdbc:h2:mem:" + name("h") + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
        }
    },
    HSQLDB_LOCKS {
        @Override
        String url() {
            return hsqldb("locks");
        }
    },
    HSQLDB_MVLOCKS {
        @Override
        String url() {
            return hsqldb("mvlocks");
        }
    },
    HSQLDB_MVCC {
        @Override
        String url() {
            return hsqldb("mvcc");
        }
    };

    /** Enough for every thread of a race, with one to spare for a look at the truth. */
    static final int CONNECTIONS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int MOST_OPEN = 6;
    private static final Deque<HikariDataSource> OPEN = new ArrayDeque<>();

    /** All of them, or those that {@code -Dresetta.databases=H2,MARIADB} names. */
    static Stream<Database> tested() {
        String named = System.getProperty("resetta.databases", "");
        return named.isEmpty()
                ? Stream.of(values())
                : Stream.of(named.split(",")).map(Database::valueOf);
    }

    /** All tested ones, each at three isolation levels. */
    static Stream<Arguments> isolated() {
        return tested().flatMap(database -> Stream.of("READ_COMMITTED", "REPEATABLE_READ", "SERIALIZABLE")
                .map(isolation -> Arguments.of(database, isolation)));
    }

    /** The address of a new and empty database. */
    abstract String url();

    /** A pool of connections to a new and empty database; it is closed when some more were made after it. */
    HikariDataSource fresh() {
        return pool(url(), any -> any);
    }

    /** The same with an isolation level: READ_COMMITTED, REPEATABLE_READ or SERIALIZABLE. */
    HikariDataSource fresh(String isolation) {
        return pool(url(), config -> {
            config.setTransactionIsolation("TRANSACTION_" + isolation);
            return config;
        });
    }

    /** A pool that holds one connection to a new and empty database, and says soon that it has no second one. */
    HikariDataSource freshPoolOfOne() {
        return pool(url(), config -> {
            config.setMaximumPoolSize(1);
            config.setConnectionTimeout(3000);
            return config;
        });
    }

    /** A pool for a database that is there. */
    static HikariDataSource pool(String url, UnaryOperator<HikariConfig> settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user(url));
        config.setPassword("");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(60_000);
        HikariDataSource source = new HikariDataSource(settings.apply(config));
        synchronized (OPEN) {
            OPEN.addLast(source);
            if (OPEN.size() > MOST_OPEN) {
                close(OPEN.removeFirst());
            }
        }
        return source;
    }

    /** A database in memory would stay there for as long as the JVM. */
    private static void close(HikariDataSource source) {
        if (!source.isClosed() && source.getJdbcUrl().contains(":mem:")) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            } catch (SQLException e) {
                LOG.warn("A database in memory stays.", e);
            }
        }
        source.close();
    }

    /** Whether this database has a case of a list of cases in a plain build: H2, which is quick, all and the others one each. */
    boolean has(int caseNumber) {
        return this == H2 || Threads.THOROUGH || List.of(values()).indexOf(this) == caseNumber;
    }

    boolean isMySqlLike() {
        return this == MARIADB || this == MARIADB_SNAPSHOT || this == MYSQL_ON_MARIADB;
    }

    /** A type of text whose collation takes capitals and small letters for equal. */
    String foldingText(DataSource source) {
        if (isMySqlLike()) {
            return "VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";
        }
        if (this == POSTGRESQL) {
            Memory.execute(
                    source,
                    "CREATE COLLATION folding (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
            return "VARCHAR(100) COLLATE folding";
        }
        return "VARCHAR_IGNORECASE(100)";
    }

    /** A name as it is written, in the quotes of this database. */
    String quoted(String name) {
        return isMySqlLike() ? "`" + name + "`" : "\"" + name + "\"";
    }

    boolean isHsqldb() {
        return name().startsWith("HSQLDB");
    }

    static String name(String first) {
        return first + UUID.randomUUID().toString().replace("-", "");
    }

    private static String user(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return "postgres";
        }
        return url.startsWith("jdbc:mariadb:") ? "root" : "SA";
    }

    private static String hsqldb(String model) {
        return "jdbc:hsqldb:mem:" + name("q") + ";hsqldb.tx=" + model;
    }

    /** Skips on a machine where a server cannot be started, and fails there if it has to be (CI=true). */
    static <T> T orSkip(String server, ThrowingSupplier<T> start) {
        try {
            return start.get();
        } catch (Exception | LinkageError e) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(server + " could not be started.", e);
            }
            throw new TestAbortedException(server + " could not be started here: " + e);
        }
    }

    /** Something that starts a server. */
    interface ThrowingSupplier<T> {
        T get() throws Exception;
    }
}
