package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.resetta.account.Account;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids in columns of every type, and what strangers make up for them. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseAccountIdsTest {
    @Parameter
    Database database;

    private DataSource source;
    private ResetDatabase resets;

    @BeforeEach
    void connect() {
        source = database.fresh();
        resets = ResetDatabase.of(source);
    }

    @ParameterizedTest
    @EnumSource(Column.class)
    void anIdIsBoundInTheTypeOfItsColumn(Column column) {
        JdbcAccounts accounts = users(column);

        assertThat(accounts.findByIdentifier("a@x.io")).extracting(Account::id).containsExactly(column.id);
        Account judged = accounts.findById(column.id).orElseThrow();
        assertThat(judged.id()).isEqualTo(column.id);
        assertThat(accounts.update(Memory.update(judged, "new"))).isTrue();
        assertThat(hashes()).containsExactly("new");
    }

    @ParameterizedTest
    @EnumSource(Column.class)
    void aForgedIdIsNobodys(Column column) {
        JdbcAccounts accounts = users(column);

        for (String forged : forgeries(column.id)) {
            assertThat(accounts.findById(forged)).as(forged).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Column.class)
    void aForgedIdDoesNotSpoilTheUnit(Column column) {
        JdbcAccounts accounts = users(column);

        boolean stands = resets.transactionally(() -> {
            for (String forged : forgeries(column.id)) {
                assertThat(accounts.findById(forged)).as(forged).isEmpty();
            }
            return accounts.update(Memory.update(accounts.findById(column.id).orElseThrow(), "new"));
        });

        assertThat(stands).isTrue();
        assertThat(hashes()).containsExactly("new");
    }

    @ParameterizedTest
    @EnumSource(
            value = Column.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TEXT", "TEXT_OF_DIGITS", "PADDED_TEXT"})
    void aForgedIdIsNotWrittenTo(Column column) {
        JdbcAccounts accounts = users(column);

        for (String forged : forgeries(column.id)) {
            if (!forged.isBlank() && forged.length() <= 200) {
                assertThat(accounts.update(Memory.update(Account.of(forged, "a@x.io", "old"), "new")))
                        .as(forged)
                        .isFalse();
            }
        }
        assertThat(hashes()).containsExactly("old");
    }

    @Test
    void anIdIsNotFoundByAnotherThatItsCollationTakesForEqual() {
        Memory.execute(
                source,
                "CREATE TABLE users (id " + database.foldingText(source) + ", email VARCHAR(100),"
                        + " password_hash VARCHAR(100))",
                "INSERT INTO users VALUES ('alice', 'a@x.io', 'old')");
        JdbcAccounts accounts = resets.accounts("users");

        assertThat(accounts.findById("ALICE")).isEmpty();
        assertThat(accounts.findById("alice ")).isEmpty();
        assertThat(accounts.findById("alice")).isPresent();
    }

    @Test
    void unsignedNumbersAreIdsToTheirLast() {
        assumeTrue(database.isMySqlLike(), "only MariaDB and MySQL have them");
        String last = "18446744073709551615";
        Memory.execute(
                source,
                "CREATE TABLE users (id BIGINT UNSIGNED PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(100))",
                "INSERT INTO users VALUES (" + last + ", 'a@x.io', 'old')");
        JdbcAccounts accounts = resets.accounts("users");

        Account judged = accounts.findById(last).orElseThrow();
        assertThat(accounts.update(Memory.update(judged, "new"))).isTrue();
        assertThat(accounts.findById("18446744073709551616")).isEmpty();
    }

    private JdbcAccounts users(Column column) {
        Memory.execute(
                source,
                "CREATE TABLE users (id " + column.type(database)
                        + " PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(100))",
                "INSERT INTO users VALUES (" + column.literal(database) + ", 'a@x.io', 'old')");
        return resets.accounts("users");
    }

    private List<String> hashes() {
        return Memory.rows(source, "SELECT password_hash FROM users").get(0);
    }

    private static List<String> forgeries(String id) {
        return Stream.of(
                        "",
                        " ",
                        "0" + id,
                        "+" + id,
                        " " + id,
                        id + " ",
                        id + ".0",
                        id + "00",
                        id.toUpperCase(Locale.ROOT),
                        id + "\0",
                        "\0",
                        id + "'",
                        "' OR '1'='1",
                        "%",
                        id + "\uD800",
                        "\uDC00" + id,
                        id + "\uD83D\uDE00",
                        "\u0667",
                        "1E999999999",
                        "1-1-1-1-1",
                        "3000000000",
                        "-3000000000",
                        "99999999999999999999",
                        "7".repeat(150),
                        "ab".repeat(100),
                        "7".repeat(10_000))
                .filter(forged -> !forged.equals(id))
                .toList();
    }

    /** A type for ids. */
    enum Column {
        INTEGER("INTEGER", "7", "7"),
        SMALLINT("SMALLINT", "-7", "-7"),
        BIGINT("BIGINT", "9223372036854775807", "9223372036854775807"),
        NUMERIC("NUMERIC(20)", "12345678901234567890", "12345678901234567890"),
        TEXT("VARCHAR(40)", "'alice-7'", "alice-7"),
        TEXT_OF_DIGITS("VARCHAR(40)", "'007'", "007"),
        PADDED_TEXT("CHAR(40)", "'alice-7'", "alice-7"),
        NATIVE_UUID("UUID", "'0f8fad5b-d9cb-469f-a165-70867728950e'", "0f8fad5b-d9cb-469f-a165-70867728950e"),
        BYTES("BINARY(16)", "X'0f8fad5bd9cb469fa16570867728950e'", "0f8fad5bd9cb469fa16570867728950e");

        private final String type;
        private final String literal;
        final String id;

        Column(String type, String literal, String id) {
            this.type = type;
            this.literal = literal;
            this.id = id;
        }

        String type(Database database) {
            return this == BYTES && database == Database.POSTGRESQL ? "BYTEA" : type;
        }

        String literal(Database database) {
            return this == BYTES && database == Database.POSTGRESQL ? "'\\x" + id + "'" : literal;
        }
    }
}
