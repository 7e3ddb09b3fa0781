package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Accounts are found by what somebody typed, within a condition, in columns of any name. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseAccountsTest {
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
    void anAccountIsReadFromItsRow() {
        JdbcAccounts accounts = users("VARCHAR(100)", "(1, 'Alice@Example.com', 'old')");

        assertThat(accounts.findByIdentifier("Alice@Example.com"))
                .singleElement()
                .satisfies(account -> {
                    assertThat(account.id()).isEqualTo("1");
                    assertThat(account.address()).contains("Alice@Example.com");
                    assertThat(account.passwordHash()).contains("old");
                    assertThat(account.isEligible()).isTrue();
                    assertThat(account.locale()).isEmpty();
                    assertThat(account.securityStamp()).isEmpty();
                });
    }

    @Test
    void whateverSomebodyTypesIsNoError() {
        JdbcAccounts accounts = users("VARCHAR(100)", "(1, 'Alice@Example.com', 'old'), (2, NULL, 'old')");

        for (String typed : List.of(
                "",
                " Alice@Example.com",
                "%",
                "_lice@Example.com",
                "' OR '1'='1",
                "\\",
                "\0",
                "Alice@Example.com\0",
                "Alice@Example.com\uD800",
                "Alice@Example.com\uD83D\uDE00",
                "\u0430lice@Example.com",
                "Alice@Example.com,eve@evil.io",
                "a".repeat(10_000))) {
            assertThat(accounts.findByIdentifier(typed)).as(typed).isEmpty();
            assertThat(accounts.ignoringCase().findByIdentifier(typed))
                    .as(typed)
                    .isEmpty();
        }
    }

    @Test
    void everybodyUnderOneAddressIsFound() {
        JdbcAccounts accounts =
                users("VARCHAR(100)", "(1, 'family@x.io', 'a'), (2, 'family@x.io', NULL), (3, NULL, 'c')");

        assertThat(accounts.findByIdentifier("family@x.io"))
                .extracting(Account::id)
                .containsExactly("1", "2");
        assertThat(accounts.findById("3").orElseThrow().address()).isEmpty();
    }

    @Test
    void noMoreRowsAreReadThanTellThatThereAreTooMany() {
        JdbcAccounts accounts = users("VARCHAR(100)", "(0, 'family@x.io', 'a')");
        for (int id = 1; id < 20; id++) {
            Memory.execute(source, "INSERT INTO users VALUES (" + id + ", 'family@x.io', 'a')");
        }

        assertThat(accounts.findByIdentifier("family@x.io")).hasSize(11);
    }

    @Test
    void anAddressThatACollationFoldsIsGivenAsItIsStored() {
        JdbcAccounts accounts = users(database.foldingText(source), "(1, 'Alice@Example.com', 'old')");

        assertThat(accounts.findByIdentifier("aLICE@eXAMPLE.COM"))
                .extracting(Account::address)
                .containsExactly(Optional.of("Alice@Example.com"));
    }

    @Test
    void caseIsIgnoredOnRequest() {
        String sensitive =
                database.isMySqlLike() ? "VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : "VARCHAR(100)";
        JdbcAccounts accounts = users(sensitive, "(1, 'Alice@Example.com', 'old'), (2, 'ALICE@example.com', 'old')");

        assertThat(accounts.findByIdentifier("alice@example.com")).isEmpty();
        assertThat(accounts.ignoringCase().where("id < ?", 9).findByIdentifier("alice@EXAMPLE.com"))
                .extracting(Account::address)
                .containsExactly(Optional.of("Alice@Example.com"), Optional.of("ALICE@example.com"));
        assertThat(accounts.ignoringCase().findById("1")).isPresent();
    }

    @Test
    void aKelvinSignRedirectsNothing() {
        JdbcAccounts accounts =
                users("VARCHAR(100)", "(1, 'mike@example.com', 'old')").ignoringCase();

        assertThat(accounts.findByIdentifier("mi\u212Ae@example.com"))
                .extracting(Account::address)
                .isSubsetOf(Optional.of("mike@example.com"));
    }

    @Test
    void aConditionHoldsForLookUpAndWrite() {
        Memory.execute(
                source,
                "CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(100),"
                        + " tenant INT, enabled BOOLEAN)",
                "INSERT INTO users VALUES (1, 'a@x.io', 'old', 17, TRUE), (2, 'a@x.io', 'old', 18, TRUE),"
                        + " (3, 'a@x.io', 'old', 17, FALSE), (4, 'a@x.io', NULL, 18, TRUE), (5, 'a@x.io', NULL, 17, TRUE)");
        JdbcAccounts all = resets.accounts("users");
        JdbcAccounts some = all.where("enabled OR 1 = 0").where("tenant = ? AND tenant < ?", 17, 100);

        assertThat(some.findByIdentifier("a@x.io")).extracting(Account::id).containsExactly("1", "5");
        for (String id : List.of("2", "3", "4")) {
            assertThat(some.findById(id)).isEmpty();
            assertThat(some.update(Memory.update(all.findById(id).orElseThrow(), "new")))
                    .isFalse();
        }
        for (String id : List.of("1", "5")) {
            assertThat(some.update(Memory.update(some.findById(id).orElseThrow(), "new")))
                    .isTrue();
        }
        assertThat(Memory.rows(source, "SELECT id FROM users WHERE password_hash = 'new' ORDER BY id"))
                .containsExactly(List.of("1"), List.of("5"));
    }

    @Test
    void furtherColumnsAreReadWhereTheyAreNamed() {
        Memory.execute(
                source,
                "CREATE TABLE people (no INT PRIMARY KEY, mail VARCHAR(50), pw VARCHAR(50), called VARCHAR(50),"
                        + " lang VARCHAR(20), version INT)",
                "INSERT INTO people VALUES (1, 'a@x.io', 'h', 'Ada', 'de_CH', 7), (2, 'b@x.io', 'h', NULL, '?', NULL)");
        JdbcAccounts accounts = resets.accounts("people")
                .columns("no", "mail", "pw")
                .stampColumn("version")
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

    @Test
    void reservedWordsAreNamesInQuotes() {
        String table = database.quoted("Order");
        String id = database.quoted("primary");
        String address = database.quoted("e-mail address");
        String hash = database.quoted("select");
        String name = database.quoted("Group");
        Memory.execute(
                source,
                "CREATE TABLE " + table + " (" + id + " INT PRIMARY KEY, " + address + " VARCHAR(50), " + hash
                        + " VARCHAR(50), " + name + " VARCHAR(50))",
                "INSERT INTO " + table + " VALUES (1, 'a@x.io', 'old', 'Ada')");
        JdbcAccounts accounts = resets.accounts(table)
                .columns(id, address, hash)
                .nameColumn(name)
                .ignoringCase();

        assertThat(accounts.findByIdentifier("A@X.IO"))
                .extracting(Account::name)
                .containsExactly("Ada");
        assertThat(accounts.update(Memory.update(accounts.findById("1").orElseThrow(), "new")))
                .isTrue();
        assertThat(accounts.findById("1").orElseThrow().passwordHash()).contains("new");
    }

    private JdbcAccounts users(String addressType, String rows) {
        Memory.execute(
                source,
                "CREATE TABLE users (id INT PRIMARY KEY, email " + addressType + ", password_hash VARCHAR(100))",
                "INSERT INTO users VALUES " + rows);
        return resets.accounts("users");
    }
}
