package dev.resetta.examples.demo;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.examples.demo.DemoOptions.UnusableOptionException;
import java.io.IOException;
import java.util.Optional;
import javax.sql.DataSource;

/** The connections to the database that the demo was told to use, or to a new one in a file that ends with the demo. */
final class ShopDatabase implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 10_000;

    private final String address;
    private final HikariDataSource pool;
    private final Optional<TemporaryDatabase> temporary;

    private ShopDatabase(String address, HikariDataSource pool, Optional<TemporaryDatabase> temporary) {
        this.address = address;
        this.pool = pool;
        this.temporary = temporary;
    }

    /**
     * Connects.
     *
     * @throws UnusableOptionException if the database does not answer
     */
    static ShopDatabase open(DatabaseOptions options) throws IOException {
        // Before H2 looks: what lets other processes in beside the demo shall listen on this machine alone.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        if (options.url().isPresent()) {
            String url = options.url().get();
            return new ShopDatabase(url, connect(url, options), Optional.empty());
        }
        TemporaryDatabase temporary = TemporaryDatabase.create();
        DatabaseOptions login = temporary.login();
        try {
            HikariDataSource pool = connect(login.url().orElseThrow(), login);
            return new ShopDatabase(temporary.address(), pool, Optional.of(temporary));
        } catch (RuntimeException e) {
            temporary.close();
            throw e;
        }
    }

    /** Where it is, for people; holds no secret. */
    String address() {
        return address;
    }

    DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        temporary.ifPresent(TemporaryDatabase::close);
    }

    private static HikariDataSource connect(String url, DatabaseOptions options) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("shop");
        config.setJdbcUrl(url);
        options.user().ifPresent(config::setUsername);
        options.password().ifPresent(config::setPassword);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setInitializationFailTimeout(PATIENCE_MILLIS);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new UnusableOptionException("The database " + url + " does not let us in: " + reason(e));
        }
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
