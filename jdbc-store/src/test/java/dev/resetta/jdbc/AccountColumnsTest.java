package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.resetta.account.Account;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from the row of a select of the application's own. */
class AccountColumnsTest {
    private static final String SELECT =
            "SELECT id, email AS address, password_hash, locale, eligible FROM users WHERE ";
    private static final String UPDATE = "UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?";

    private final DataSource source = Memory.database();
    private final JdbcAccounts accounts =
            ResetDatabase.of(source).accounts(SELECT + "email = ?", SELECT + "id = ?", UPDATE);

    @BeforeEach
    void createTable() {
        Memory.execute(
                source,
                "CREATE TABLE users (id INT, email VARCHAR(100), password_hash VARCHAR(100), locale VARCHAR(40),"
                        + " eligible VARCHAR(40))",
                "INSERT INTO users VALUES (1, 'a@x.io', 'old', 'de', 'true')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "t", "yes", "y", "1", "TRUE", " T "})
    void aTruthIsTrueHoweverADatabaseSpellsIt(String spelling) {
        set("eligible", spelling);

        assertThat(account().isEligible()).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"false", "f", "no", "n", "0", "FALSE", " F "})
    void anythingElseOfATruthIsFalse(String spelling) {
        set("eligible", spelling);

        assertThat(account().isEligible()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "perhaps", "2", "active"})
    void whatIsNoTruthIsRefused(String spelling) {
        set("eligible", spelling);

        assertThatIllegalStateException().isThrownBy(this::account).withMessageContaining("true or false, 1 or 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-CH", "de_CH", " de-CH "})
    void aLocaleIsReadAsPeopleWriteIt(String tag) {
        set("locale", tag);

        assertThat(account().locale()).contains(Locale.forLanguageTag("de-CH"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "?", "-CH"})
    void aLocaleWithoutALanguageIsNone(String tag) {
        set("locale", tag);

        assertThat(account().locale()).isEmpty();
    }

    @Test
    void aSelectMayHaveColumnsThatNobodyKnowsEvenTwice() {
        String select = "SELECT 1 AS other, 2 AS other, id, email AS address, password_hash FROM users WHERE ";
        JdbcAccounts wide = ResetDatabase.of(source).accounts(select + "email = ?", select + "id = ?", UPDATE);

        assertThat(wide.findById("1")).isPresent();
    }

    private Account account() {
        return accounts.findByIdentifier("a@x.io").get(0);
    }

    private void set(String column, String value) {
        Memory.write(source, "UPDATE users SET " + column + " = ?", value);
    }
}
