package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import dev.resetta.account.PasswordUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The application's accounts, read and written in its own table. */
class JdbcAccountsTest {
    private final DataSource source = Memory.database();
    private final ResetDatabase database = ResetDatabase.of(source);

    @Test
    void anAccountIsReadFromItsRow() {
        users("VARCHAR(20)", "('alice', 'Alice@Example.com', 'old')");

        List<Account> found = database.accounts("users").findByIdentifier("Alice@Example.com");

        assertThat(found).singleElement().satisfies(account -> {
            assertThat(account.id()).isEqualTo("alice");
            assertThat(account.address()).contains("Alice@Example.com");
            assertThat(account.passwordHash()).contains("old");
            assertThat(account.locale()).isEmpty();
            assertThat(account.securityStamp()).isEmpty();
        });
        assertThat(database.accounts("users").findById("alice"))
                .map(Account::id)
                .contains("alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alice@example.com", " Alice@Example.com", "Alice@Example.com ", "", "%", "' OR '1'='1", "\0"})
    void theAddressIsComparedExactly(String typed) {
        users("VARCHAR(20)", "('alice', 'Alice@Example.com', 'old')");

        assertThat(database.accounts("users").findByIdentifier(typed)).isEmpty();
    }

    @Test
    void everybodyUnderOneAddressIsFound() {
        users("INT", "(1, 'family@x.io', 'a'), (2, 'family@x.io', NULL), (3, NULL, 'c')");

        assertThat(database.accounts("users").findByIdentifier("family@x.io"))
                .extracting(Account::id)
                .containsExactly("1", "2");
        assertThat(database.accounts("users").findById("3").orElseThrow().address())
                .isEmpty();
    }

    @Test
    void furtherColumnsAreReadWhereTheyAreNamed() {
        Memory.execute(
                source,
                "CREATE TABLE people (no INT PRIMARY KEY, mail VARCHAR(50), pw VARCHAR(50), called VARCHAR(50),"
                        + " lang VARCHAR(20), \"order\" INT)",
                "INSERT INTO people VALUES (1, 'a@x.io', 'h', 'Ada', 'de_CH', 7), (2, 'b@x.io', 'h', NULL, '?', NULL)");
        JdbcAccounts accounts = database.accounts("public.people")
                .columns("no", "mail", "pw")
                .stampColumn("\"order\"")
                .localeColumn("lang")
                .nameColumn("called");

        Account ada = accounts.findById("1").orElseThrow();
        assertThat(ada.name()).isEqualTo("Ada");
        assertThat(ada.locale()).contains(Locale.forLanguageTag("de-CH"));
        assertThat(ada.securityStamp()).contains("7");
        Account nobody = accounts.findById("2").orElseThrow();
        assertThat(nobody.name()).isEqualTo("b@x.io");
        assertThat(nobody.locale()).isEmpty();
        assertThat(nobody.securityStamp()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 7, 7",
        "SMALLINT, -7, -7",
        "BIGINT, 9223372036854775807, 9223372036854775807",
        "'NUMERIC(20)', 12345678901234567890, 12345678901234567890",
        "UUID, '''0f8fad5b-d9cb-469f-a165-70867728950e''', 0f8fad5b-d9cb-469f-a165-70867728950e",
        "BINARY(2), X'c0fe', c0fe",
        "VARCHAR(20), '''007''', 007"
    })
    void idsAreBoundInTheTypeOfTheirColumn(String type, String literal, String id) {
        users(type, "(" + literal + ", 'a@x.io', 'old')");
        JdbcAccounts accounts = database.accounts("users");

        assertThat(accounts.findByIdentifier("a@x.io")).extracting(Account::id).containsExactly(id);
        assertThat(accounts.findById(id)).map(Account::id).contains(id);
        assertThat(accounts.update(update(accounts.findById(id).orElseThrow(), "new")))
                .isTrue();
        assertThat(hash()).isEqualTo("new");
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 07",
        "INT, +7",
        "INT, 7.0",
        "INT, ' 7'",
        "INT, seven",
        "INT, 99999999999999999999",
        "INT, 3000000000",
        "INT, ''",
        "NUMERIC(20), 1E999999999",
        "NUMERIC(20), 7.0",
        "UUID, 0F8FAD5B-D9CB-469F-A165-70867728950E",
        "UUID, 1-1-1-1-1",
        "BINARY(2), C0FE",
        "BINARY(2), c0f"
    })
    void anIdTheColumnCannotHoldIsNobodys(String type, String id) {
        users(
                type,
                type.equals("UUID")
                        ? "('0f8fad5b-d9cb-469f-a165-70867728950e', 'a@x.io', 'old')"
                        : type.startsWith("BINARY") ? "(X'c0fe', 'a@x.io', 'old')" : "(7, 'a@x.io', 'old')");
        JdbcAccounts accounts = database.accounts("users");

        assertThat(accounts.findById(id)).isEmpty();
        Account made = Account.of(id.isBlank() ? "x" : id, "a@x.io", "old");
        assertThat(accounts.update(update(made, "new"))).isFalse();
        assertThat(hash()).isEqualTo("old");
    }

    @Test
    void anIdIsNotFoundUnderAnotherSpellingEvenIfTheDatabaseFoldsIt() {
        DataSource folding = Memory.database(";IGNORECASE=TRUE");
        Memory.execute(
                folding,
                "CREATE TABLE users (id VARCHAR(20) PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(100))",
                "INSERT INTO users VALUES ('alice', 'a@x.io', 'old')");

        assertThat(ResetDatabase.of(folding).accounts("users").findById("ALICE"))
                .isEmpty();
    }

    @Test
    void onlyTheExpectedHashIsReplaced() {
        users("INT", "(1, 'a@x.io', 'old'), (2, 'b@x.io', 'old')");
        JdbcAccounts accounts = database.accounts("users");
        Account judged = accounts.findById("1").orElseThrow();

        assertThat(accounts.update(update(judged, "new"))).isTrue();
        assertThat(accounts.update(update(judged, "newer")))
                .as("judged by the old hash")
                .isFalse();

        assertThat(accounts.findById("1").orElseThrow().passwordHash()).contains("new");
        assertThat(accounts.findById("2").orElseThrow().passwordHash()).contains("old");
    }

    @Test
    void anAccountWithoutAHashIsGivenItsFirstOnce() {
        users("INT", "(1, 'a@x.io', NULL)");
        JdbcAccounts accounts = database.accounts("users");
        Account judged = accounts.findById("1").orElseThrow();

        assertThat(accounts.update(update(judged, "first"))).isTrue();
        assertThat(accounts.update(update(judged, "second"))).isFalse();
        assertThat(hash()).isEqualTo("first");
    }

    @Test
    void aHashThatHasGoneIsNotReplaced() {
        users("INT", "(1, 'a@x.io', 'old')");
        JdbcAccounts accounts = database.accounts("users");
        Account judged = accounts.findById("1").orElseThrow();
        Memory.execute(source, "UPDATE users SET password_hash = NULL");

        assertThat(accounts.update(update(judged, "new"))).isFalse();
    }

    @Test
    void nothingButTheHashIsWritten() {
        users("INT", "(1, 'a@x.io', 'old')");
        Memory.execute(source, "ALTER TABLE users ADD seen INT DEFAULT 7");
        JdbcAccounts accounts = database.accounts("users").stampColumn("seen");
        accounts.update(update(accounts.findById("1").orElseThrow(), "new"));

        assertThat(Memory.select(source, "SELECT id || email || password_hash || seen FROM users"))
                .isEqualTo("1a@x.ionew7");
    }

    @Test
    void aConditionHoldsForLookUpAndWrite() {
        users("INT", "(1, 'a@x.io', 'old'), (2, 'a@x.io', 'old'), (3, 'a@x.io', 'old')");
        Memory.execute(
                source,
                "ALTER TABLE users ADD (tenant INT DEFAULT 17, enabled BOOLEAN DEFAULT TRUE)",
                "UPDATE users SET tenant = 18 WHERE id = 2",
                "UPDATE users SET enabled = FALSE WHERE id = 3");
        JdbcAccounts accounts =
                database.accounts("users").where("enabled OR FALSE").where("tenant = ? AND tenant < ?", 17, 100);

        assertThat(accounts.findByIdentifier("a@x.io")).extracting(Account::id).containsExactly("1");
        assertThat(accounts.findById("2")).isEmpty();
        assertThat(accounts.findById("3")).isEmpty();
        JdbcAccounts all = database.accounts("users");
        assertThat(accounts.update(update(all.findById("2").orElseThrow(), "new")))
                .isFalse();
        assertThat(accounts.update(update(all.findById("3").orElseThrow(), "new")))
                .isFalse();
        assertThat(accounts.update(update(all.findById("1").orElseThrow(), "new")))
                .isTrue();
    }

    @Test
    void aConditionHoldsForAFirstHashToo() {
        users("INT", "(1, 'a@x.io', NULL)");
        Account judged = database.accounts("users").findById("1").orElseThrow();

        assertThat(database.accounts("users").where("id = ?", 2).update(update(judged, "new")))
                .isFalse();
        assertThat(database.accounts("users").where("id = ?", 1).update(update(judged, "new")))
                .isTrue();
    }

    @Test
    void aConditionNeedsAValueForEachQuestionMark() {
        JdbcAccounts accounts = database.accounts("users");

        assertThatIllegalArgumentException().isThrownBy(() -> accounts.where("tenant = ?"));
        assertThatIllegalArgumentException().isThrownBy(() -> accounts.where("enabled", true));
        assertThatIllegalArgumentException().isThrownBy(() -> accounts.where("  "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accounts.where("tenant = ?", (Object) null))
                .withMessageContaining("IS NULL");
        assertThat(accounts.where("note <> 'really?' AND tenant = ?", 17)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "users u", "users;", "users--", "a.b.c.d", "\"a\"\"b\"", "1users", "users)", "us\ners"})
    void namesThatCouldBeMoreThanNamesAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> database.accounts(name));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.accounts("users").columns("id", name, "password_hash"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.accounts("users").nameColumn(name));
    }

    @Test
    void anIdOfTwoRowsChangesNeither() {
        Memory.execute(
                source,
                "CREATE TABLE users (id INT, email VARCHAR(100), password_hash VARCHAR(100))",
                "INSERT INTO users VALUES (1, 'a@x.io', 'old'), (1, 'b@x.io', 'old')");
        JdbcAccounts accounts = database.accounts("users");

        assertThatIllegalStateException()
                .isThrownBy(() -> accounts.update(update(Account.of("1", "a@x.io", "old"), "new")))
                .withMessageContaining("not unique");
        assertThat(Memory.select(source, "SELECT COUNT(*) FROM users WHERE password_hash = 'old'"))
                .isEqualTo("2");
    }

    @Test
    void aMissingTableIsSaidClearly() {
        assertThatThrownBy(() ->
                        database.accounts("nobody").findById(UUID.randomUUID().toString()))
                .isInstanceOf(ResetDatabaseException.class)
                .hasMessageContaining("42S");
    }

    @Test
    void aHashTooLongForItsColumnIsNotQuotedByTheException() {
        users("INT", "(1, 'a@x.io', 'old')");
        JdbcAccounts accounts = database.accounts("users");
        String hash = "$argon2id$" + "x".repeat(200);

        assertThatThrownBy(() -> accounts.update(update(accounts.findById("1").orElseThrow(), hash)))
                .isInstanceOf(ResetDatabaseException.class)
                .hasMessageContaining("22001")
                .hasStackTraceContaining("JdbcAccounts")
                .satisfies(thrown -> {
                    for (Throwable t = thrown; t != null; t = t.getCause()) {
                        assertThat(t.toString()).doesNotContain("argon2id");
                    }
                });
    }

    private void users(String idType, String rows) {
        Memory.execute(
                source,
                "CREATE TABLE users (id " + idType + " PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(100))",
                "INSERT INTO users VALUES " + rows);
    }

    private String hash() {
        return Memory.select(source, "SELECT password_hash FROM users");
    }

    private static PasswordUpdate update(Account judged, String newHash) {
        return PasswordUpdate.of(judged, newHash, "secret", Instant.EPOCH);
    }
}
