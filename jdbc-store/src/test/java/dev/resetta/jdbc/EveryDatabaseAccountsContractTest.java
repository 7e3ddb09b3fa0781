package dev.resetta.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.testkit.AccountsContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every directory and updater promise, of {@code accounts("users")} on every database, with a number as the id. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseAccountsContractTest extends AccountsContract {
    private final AtomicInteger ids = new AtomicInteger(1000);

    @Parameter
    Database database;

    private HikariDataSource source;
    private JdbcAccounts accounts;

    @Override
    protected AccountDirectory createDirectory() {
        source = database.fresh();
        Memory.execute(
                source,
                "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, email VARCHAR(200), password_hash VARCHAR(200),"
                        + " enabled BOOLEAN NOT NULL)");
        accounts = ResetDatabase.of(source).createSchema().accounts("users").where("enabled");
        return accounts;
    }

    @Override
    protected PasswordUpdater createUpdater() {
        return accounts;
    }

    @Override
    protected String add(String address) {
        int id = ids.incrementAndGet();
        Memory.execute(source, "INSERT INTO users VALUES (" + id + ", '" + address + "', 'first hash', TRUE)");
        return String.valueOf(id);
    }

    @Override
    protected void changePassword(String accountId) {
        Memory.execute(source, "UPDATE users SET password_hash = 'another hash' WHERE id = " + accountId);
    }

    @Override
    protected void changeAddress(String accountId, String address) {
        Memory.execute(source, "UPDATE users SET email = '" + address + "' WHERE id = " + accountId);
    }

    @Override
    protected void disable(String accountId) {
        Memory.execute(source, "UPDATE users SET enabled = FALSE WHERE id = " + accountId);
    }

    @Override
    protected void delete(String accountId) {
        Memory.execute(source, "DELETE FROM users WHERE id = " + accountId);
    }
}
