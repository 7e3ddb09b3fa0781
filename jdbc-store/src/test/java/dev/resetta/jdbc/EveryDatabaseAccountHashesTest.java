package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A hash is replaced only where it is exactly the expected one, and nothing else is written. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseAccountHashesTest {
    @Parameter
    Database database;

    private DataSource source;
    private ResetDatabase resets;

    @BeforeEach
    void connect() {
        source = database.fresh();
        resets = ResetDatabase.of(source);
    }

    @Test
    void onlyTheExpectedHashIsReplaced() {
        JdbcAccounts accounts = users("VARCHAR(100)", "(1, 'a@x.io', 'old'), (2, 'b@x.io', 'old')");
        Account judged = accounts.findById("1").orElseThrow();

        assertThat(accounts.update(Memory.update(judged, "new"))).isTrue();
        assertThat(accounts.update(Memory.update(judged, "newer")))
                .as("judged by the old hash")
                .isFalse();
        assertThat(hashes()).containsExactly("new", "old");
    }

    @Test
    void anAccountWithoutAHashIsGivenItsFirstOnce() {
        JdbcAccounts accounts = users("VARCHAR(100)", "(1, 'a@x.io', NULL)");
        Account judged = accounts.findById("1").orElseThrow();
        assertThat(judged.passwordHash()).isEmpty();

        assertThat(accounts.update(Memory.update(judged, "first"))).isTrue();
        assertThat(accounts.update(Memory.update(judged, "second"))).isFalse();
        assertThat(hashes()).containsExactly("first");
    }

    @Test
    void aHashThatHasGoneIsNotReplaced() {
        JdbcAccounts accounts = users("VARCHAR(100)", "(1, 'a@x.io', 'old'), (2, 'b@x.io', '')");
        Account judged = accounts.findById("1").orElseThrow();
        Account empty = accounts.findById("2").orElseThrow();
        Memory.execute(source, "UPDATE users SET password_hash = NULL");

        assertThat(accounts.update(Memory.update(judged, "new"))).isFalse();
        assertThat(accounts.update(Memory.update(empty, "new"))).isFalse();
    }

    @Test
    void aHashIsNoOtherThatItsCollationTakesForEqual() {
        JdbcAccounts accounts = users(database.foldingText(source), "(1, 'a@x.io', '$2y$Abc')");

        for (String other : List.of("$2y$abc", "$2Y$ABC", "$2y$Abc ", "$2y$\u00C1bc", "")) {
            assertThat(accounts.update(Memory.update(Account.of("1", "a@x.io", other), "new")))
                    .as(other)
                    .isFalse();
        }
        assertThat(hashes()).containsExactly("$2y$Abc");
        assertThat(accounts.update(Memory.update(accounts.findById("1").orElseThrow(), "new")))
                .isTrue();
    }

    @Test
    void aHashIsNoOtherThatPaddingTakesForEqual() {
        JdbcAccounts accounts = users("VARCHAR(100)", "(1, 'a@x.io', 'old'), (2, 'b@x.io', 'old ')");

        assertThat(accounts.update(Memory.update(Account.of("1", "a@x.io", "old "), "new")))
                .isFalse();
        assertThat(accounts.update(Memory.update(Account.of("2", "b@x.io", "old"), "new")))
                .isFalse();
        assertThat(hashes()).containsExactly("old", "old ");
    }

    @Test
    void aHashOfFixedWidthIsExpectedAsItIsRead() {
        JdbcAccounts accounts = users("CHAR(30)", "(1, 'a@x.io', 'old')");
        Account judged = accounts.findById("1").orElseThrow();

        assertThat(accounts.update(Memory.update(judged, "new"))).isTrue();
        assertThat(accounts.update(Memory.update(judged, "newer"))).isFalse();
    }

    @Test
    void nothingButTheHashIsWritten() {
        Memory.execute(
                source,
                "CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(100),"
                        + " stamp INT DEFAULT 3, called VARCHAR(20) DEFAULT 'Ada', seen INT DEFAULT 7)",
                "INSERT INTO users (id, email, password_hash) VALUES (1, 'a@x.io', 'old'), (2, 'a@x.io', 'old'),"
                        + " (3, 'c@x.io', NULL)");
        JdbcAccounts accounts = resets.accounts("users").stampColumn("stamp").nameColumn("called");
        assertThat(accounts.update(Memory.update(accounts.findById("1").orElseThrow(), "new")))
                .isTrue();
        assertThat(accounts.update(Memory.update(accounts.findById("3").orElseThrow(), "first")))
                .isTrue();

        assertThat(Memory.rows(source, "SELECT * FROM users ORDER BY id"))
                .containsExactly(
                        List.of("1", "a@x.io", "new", "3", "Ada", "7"),
                        List.of("2", "a@x.io", "old", "3", "Ada", "7"),
                        List.of("3", "c@x.io", "first", "3", "Ada", "7"));
    }

    private JdbcAccounts users(String hashType, String rows) {
        Memory.execute(
                source,
                "CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(100), password_hash " + hashType + ")",
                "INSERT INTO users VALUES " + rows);
        return resets.accounts("users");
    }

    private List<String> hashes() {
        return Memory.rows(source, "SELECT password_hash FROM users ORDER BY id").stream()
                .map(row -> row.get(0))
                .toList();
    }
}
