package dev.resetta.jdbc;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.testkit.SharedParts;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A store and accounts in one database, shared by the nodes of a test. */
final class DatabaseParts implements SharedParts {
    private final DataSource source;
    private final ResetDatabase database;
    private final JdbcAccounts accounts;

    DatabaseParts(DataSource source) {
        this(source, ResetDatabase.of(source));
    }

    /** With what the tests write themselves on connections of this source. */
    DatabaseParts(DataSource source, ResetDatabase database) {
        this.source = source;
        Memory.execute(source, """
                CREATE TABLE users (
                    id            VARCHAR(40)  NOT NULL PRIMARY KEY,
                    email         VARCHAR(200) NOT NULL,
                    password_hash VARCHAR(200) NOT NULL,
                    stamp         VARCHAR(40),
                    enabled       BOOLEAN      NOT NULL
                )
                """);
        this.database = database.createSchema();
        this.accounts = database.accounts("users").stampColumn("stamp").where("enabled");
    }

    @Override
    public TokenStore tokenStore() {
        return database.tokenStore();
    }

    @Override
    public AccountDirectory accounts() {
        return accounts;
    }

    @Override
    public PasswordUpdater updater() {
        return accounts;
    }

    @Override
    public TokenIssuer.Transactional transactions() {
        return database;
    }

    @Override
    public void save(Account account) {
        delete(account.id());
        Memory.write(
                source,
                "INSERT INTO users (id, email, password_hash, stamp, enabled) VALUES (?, ?, ?, ?, ?)",
                account.id(),
                account.address().orElseThrow(),
                account.passwordHash().orElseThrow(),
                account.securityStamp().orElse(null),
                account.isEligible());
    }

    @Override
    public void delete(String accountId) {
        Memory.write(source, "DELETE FROM users WHERE id = ?", accountId);
    }

    @Override
    public String passwordHash(String accountId) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT password_hash FROM users WHERE id = ?")) {
            statement.setString(1, accountId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "(no row)";
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
