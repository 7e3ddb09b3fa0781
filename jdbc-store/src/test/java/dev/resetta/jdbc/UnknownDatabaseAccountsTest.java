package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts in databases that Resetta does not know. */
class UnknownDatabaseAccountsTest {
    @TempDir
    Path directory;

    @Test
    void accountsOfSqliteAreReadAndWritten() {
        // Its INTEGER has 64 bits.
        areReadAndWritten("jdbc:sqlite:" + directory.resolve("users.db"), "3000000000");
    }

    @Test
    void accountsOfDerbyAreReadAndWritten() {
        areReadAndWritten("jdbc:derby:memory:" + Database.name("d") + ";create=true", "7");
    }

    private static void areReadAndWritten(String url, String id) {
        DataSource source = Database.pool(url, any -> any);
        Memory.execute(
                source,
                "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(100))",
                "INSERT INTO users VALUES (" + id + ", 'Alice@x.io', NULL)");
        JdbcAccounts accounts = ResetDatabase.of(source).accounts("users").ignoringCase();

        Account judged = accounts.findById(id).orElseThrow();
        assertThat(accounts.findByIdentifier("alice@X.io"))
                .extracting(Account::id)
                .containsExactly(id);
        assertThat(accounts.update(Memory.update(judged, "first"))).isTrue();
        assertThat(accounts.update(Memory.update(judged, "second"))).isFalse();
        Account changed = accounts.findById(id).orElseThrow();
        assertThat(changed.passwordHash()).contains("first");
        assertThat(accounts.update(Memory.update(changed, "new"))).isTrue();
        assertThat(accounts.update(Memory.update(changed, "newer"))).isFalse();
        for (String forged : List.of("0" + id, "99999999999", "99999999999999999999", "one", id + "'", id + "\0")) {
            assertThat(accounts.findById(forged)).as(forged).isEmpty();
        }
    }
}
