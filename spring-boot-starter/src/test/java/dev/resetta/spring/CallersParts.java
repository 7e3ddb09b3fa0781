package dev.resetta.spring;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.jdbc.JdbcAccounts;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.testkit.SharedParts;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenStore;
import org.springframework.jdbc.core.JdbcTemplate;

/** A store and accounts in the application's database; what the application writes itself it writes by its own template. */
final class CallersParts implements SharedParts {
    private final ResetDatabase db;
    private final JdbcAccounts accounts;
    private final JdbcTemplate jdbc;

    CallersParts(ResetDatabase db, JdbcTemplate jdbc) {
        this.db = db;
        this.jdbc = jdbc;
        this.accounts = db.accounts("people").stampColumn("stamp").where("enabled");
        jdbc.execute("""
                CREATE TABLE people (
                    id            VARCHAR(40)  NOT NULL PRIMARY KEY,
                    email         VARCHAR(200) NOT NULL,
                    password_hash VARCHAR(200) NOT NULL,
                    stamp         VARCHAR(40),
                    enabled       BOOLEAN      NOT NULL
                )
                """);
    }

    @Override
    public TokenStore tokenStore() {
        return db.tokenStore();
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
        return db;
    }

    @Override
    public void save(Account account) {
        delete(account.id());
        jdbc.update(
                "INSERT INTO people (id, email, password_hash, stamp, enabled) VALUES (?, ?, ?, ?, ?)",
                account.id(),
                account.address().orElseThrow(),
                account.passwordHash().orElseThrow(),
                account.securityStamp().orElse(null),
                account.isEligible());
    }

    @Override
    public void delete(String accountId) {
        jdbc.update("DELETE FROM people WHERE id = ?", accountId);
    }

    @Override
    public String passwordHash(String accountId) {
        return jdbc.queryForObject("SELECT password_hash FROM people WHERE id = ?", String.class, accountId);
    }
}
