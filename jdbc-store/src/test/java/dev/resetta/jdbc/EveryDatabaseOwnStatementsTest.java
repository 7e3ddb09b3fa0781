package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.resetta.account.Account;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Accounts by three statements that the application has written. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseOwnStatementsTest {
    private static final String SELECT = """
            SELECT u.no AS id, m.mail AS address, u.pw AS password_hash, u.called AS name, u.lang AS locale,
                   u.version AS stamp, u.enabled AS eligible
              FROM people u LEFT JOIN mails m ON m.person = u.no
            """;

    @Parameter
    Database database;

    private DataSource source;
    private ResetDatabase resets;

    @BeforeEach
    void createTables() {
        source = database.fresh();
        resets = ResetDatabase.of(source);
        Memory.execute(
                source,
                "CREATE TABLE people (no INT PRIMARY KEY, login VARCHAR(50), pw VARCHAR(50), called VARCHAR(50),"
                        + " lang VARCHAR(20), version INT, enabled BOOLEAN, failed INT)",
                "CREATE TABLE mails (person INT, mail VARCHAR(50))",
                "INSERT INTO people VALUES (1, 'ada', 'old', 'Ada', 'de-CH', 7, TRUE, 5),"
                        + " (2, 'bob', NULL, NULL, NULL, NULL, FALSE, 5), (3, 'eve', 'old', NULL, NULL, NULL, NULL, 5)",
                "INSERT INTO mails VALUES (1, 'ada@x.io'), (2, 'bob@x.io')");
    }

    @Test
    void anAccountIsReadByTheLabelsOfTheSelect() {
        Account ada = accounts().findById("1").orElseThrow();

        assertThat(ada.address()).contains("ada@x.io");
        assertThat(ada.passwordHash()).contains("old");
        assertThat(ada.name()).isEqualTo("Ada");
        assertThat(ada.locale()).contains(Locale.forLanguageTag("de-CH"));
        assertThat(ada.securityStamp()).contains("7");
        assertThat(ada.isEligible()).isTrue();
    }

    @Test
    void whatIsTypedStandsForEachQuestionMarkOfTheSelect() {
        assertThat(accounts().findByIdentifier("ada")).extracting(Account::id).containsExactly("1");
        assertThat(accounts().findByIdentifier("ada@x.io"))
                .extracting(Account::id)
                .containsExactly("1");
        assertThat(accounts().findByIdentifier("nobody")).isEmpty();
        assertThat(accounts().findByIdentifier("ada\0")).isEmpty();
        assertThat(accounts().findByIdentifier("ada\uD83D\uDE00")).isEmpty();
    }

    @Test
    void whoIsNotSaidToBeEligibleIsNot() {
        assertThat(accounts().findById("2").orElseThrow().isEligible()).isFalse();
        assertThat(accounts().findById("3").orElseThrow().isEligible()).isFalse();
        assertThat(eligibleBy("CASE WHEN failed = 5 THEN 1 ELSE 0 END")).isTrue();
        assertThat(eligibleBy("CASE WHEN failed = 6 THEN 'Y' ELSE 'N' END")).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> eligibleBy("failed")).withMessageContaining("true or false");
    }

    @Test
    void aForgedIdIsNobodys() {
        for (String forged : List.of("01", " 1", "3000000000", "1'", "one", "1\0", "1\uD800", "9".repeat(10_000))) {
            assertThat(accounts().findById(forged)).as(forged).isEmpty();
        }
    }

    @Test
    void anIdOfAnyTypeIsBoundAsItIsSelected() {
        Memory.execute(
                source,
                "CREATE TABLE keyed (id UUID, pw VARCHAR(50))",
                "INSERT INTO keyed VALUES ('0f8fad5b-d9cb-469f-a165-70867728950e', 'old')");
        String select = "SELECT id, 'a@x.io' AS address, pw AS password_hash FROM keyed WHERE ";
        JdbcAccounts accounts = resets.accounts(
                select + "pw = ?", select + "id = ?", "UPDATE keyed SET pw = ? WHERE id = ? AND pw = ?");

        Account judged =
                accounts.findById("0f8fad5b-d9cb-469f-a165-70867728950e").orElseThrow();
        assertThat(accounts.update(Memory.update(judged, "new"))).isTrue();
        assertThat(accounts.findById("seven")).isEmpty();
    }

    @Test
    void theUpdateWritesWhatItSays() {
        JdbcAccounts accounts = accounts();
        Account judged = accounts.findById("1").orElseThrow();

        assertThat(accounts.update(Memory.update(judged, "new"))).isTrue();
        assertThat(accounts.update(Memory.update(judged, "newer"))).isFalse();
        assertThat(Memory.rows(source, "SELECT pw, failed FROM people WHERE no = 1"))
                .containsExactly(List.of("new", "0"));
    }

    @Test
    void aFirstHashIsSetOnceByANullSafeComparison() {
        JdbcAccounts accounts = accounts();
        Account judged = accounts.findById("2").orElseThrow();

        assertThat(accounts.update(Memory.update(judged, "first"))).isTrue();
        assertThat(accounts.update(Memory.update(judged, "second"))).isFalse();
        assertThat(Memory.select(source, "SELECT pw FROM people WHERE no = 2")).isEqualTo("first");
    }

    @Test
    void theHashIsUndoneWithItsUnit() {
        JdbcAccounts accounts = accounts();

        resets.transactionally(
                () -> !accounts.update(Memory.update(accounts.findById("1").orElseThrow(), "new")));

        assertThat(Memory.select(source, "SELECT pw FROM people WHERE no = 1")).isEqualTo("old");
    }

    @Test
    void aSelectWithoutARequiredColumnIsRefused() {
        JdbcAccounts accounts = resets.accounts(
                "SELECT no AS id, login, pw AS password_hash FROM people WHERE login = ?",
                "SELECT no AS id, login AS address, pw FROM people WHERE no = ?",
                "UPDATE people SET pw = ? WHERE no = ? AND pw = ?");

        assertThatIllegalStateException()
                .isThrownBy(() -> accounts.findByIdentifier("ada"))
                .withMessageContaining("no column labelled address");
        assertThatIllegalStateException()
                .isThrownBy(() -> accounts.findById("1"))
                .withMessageContaining("no column labelled password_hash");
    }

    @Test
    void aSelectWithTwoColumnsOfOneLabelIsRefused() {
        String select = "SELECT no AS id, failed AS id, login AS address, pw AS password_hash FROM people WHERE no = ?";
        JdbcAccounts accounts = resets.accounts(select, select, "UPDATE people SET pw = ? WHERE no = ? AND pw = ?");

        assertThatIllegalStateException()
                .isThrownBy(() -> accounts.findById("1"))
                .withMessageContaining("two columns labelled id");
    }

    private JdbcAccounts accounts() {
        return resets.accounts(
                SELECT + " WHERE u.login = ? OR m.mail = ?",
                SELECT + " WHERE u.no = ?",
                "UPDATE people SET pw = ?, failed = 0 WHERE no = ? AND pw " + isTheSame());
    }

    private String isTheSame() {
        return switch (database) {
            case MARIADB, MARIADB_SNAPSHOT, MYSQL_ON_MARIADB -> "<=> ?";
            case POSTGRESQL, H2 -> "IS NOT DISTINCT FROM ?";
            // It cannot tell the type of the parameter from that.
            case HSQLDB_LOCKS, HSQLDB_MVLOCKS, HSQLDB_MVCC -> "IS NOT DISTINCT FROM CAST(? AS VARCHAR(50))";
        };
    }

    private boolean eligibleBy(String expression) {
        String select =
                "SELECT no AS id, login AS address, pw AS password_hash, " + expression + " AS eligible FROM people";
        return resets.accounts(
                        select + " WHERE login = ?",
                        select + " WHERE no = ?",
                        "UPDATE people SET pw = ? WHERE no = ? AND pw = ?")
                .findById("1")
                .orElseThrow()
                .isEligible();
    }
}
