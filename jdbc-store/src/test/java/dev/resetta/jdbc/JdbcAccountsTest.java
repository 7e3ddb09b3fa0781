package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What accounts refuse, and what they say then. */
class JdbcAccountsTest {
    private static final String BY_IDENTIFIER = "SELECT id, email AS address, password_hash FROM users WHERE email = ?";
    private static final String BY_ID = "SELECT id, email AS address, password_hash FROM users WHERE id = ?";
    private static final String UPDATE = "UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?";

    private final DataSource source = Memory.database();
    private final ResetDatabase database = ResetDatabase.of(source);

    @Test
    void aConditionNeedsAValueForEachQuestionMark() {
        JdbcAccounts accounts = database.accounts("users");

        assertThatIllegalArgumentException().isThrownBy(() -> accounts.where("tenant = ?"));
        assertThatIllegalArgumentException().isThrownBy(() -> accounts.where("enabled", true));
        assertThatIllegalArgumentException().isThrownBy(() -> accounts.where("  "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accounts.where("tenant = ?", (Object) null))
                .withMessageContaining("IS NULL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "note <> 'really?' AND tenant = ?",
                "\"really?\" = ?",
                "`really?` = ?",
                "tags ?? 'a' AND tenant = ?",
                "tenant = ? /* really? */",
                "tenant = ? -- really?"
            })
    void aQuestionMarkThatIsNoParameterNeedsNoValue(String condition) {
        assertThat(database.accounts("users").where(condition, 17)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "users u",
                "users;",
                "users--",
                "a.b.c.d",
                "\"a\"\"b\"",
                "`a``b`",
                "`a\"",
                "1users",
                "users)",
                "us\ners"
            })
    void namesThatCouldBeMoreThanNamesAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> database.accounts(name));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.accounts("users").columns("id", name, "password_hash"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.accounts("users").nameColumn(name));
    }

    @Test
    void aStatementNeedsItsQuestionMarks() {
        String select = "SELECT * FROM users WHERE enabled";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.accounts(select, BY_ID, UPDATE))
                .withMessageContaining("select by identifier needs at least one")
                .withMessageContaining("this one has 0: " + select);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.accounts(BY_IDENTIFIER, BY_ID + " AND tenant = ?", UPDATE))
                .withMessageContaining("select by id needs exactly one")
                .withMessageContaining("this one has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.accounts(BY_IDENTIFIER, BY_ID, "UPDATE users SET password_hash = ?"))
                .withMessageContaining("the new hash, the id and the expected hash");
        assertThat(database.accounts(BY_IDENTIFIER + " OR note = '?'", BY_ID, UPDATE))
                .isNotNull();
    }

    @Test
    void nothingIsAddedToStatementsOfTheApplicationsOwn() {
        JdbcAccounts accounts = database.accounts(BY_IDENTIFIER, BY_ID, UPDATE);

        refuses(accounts, any -> any.columns("id", "email", "password_hash"));
        refuses(accounts, any -> any.nameColumn("name"));
        refuses(accounts, any -> any.localeColumn("locale"));
        refuses(accounts, any -> any.stampColumn("stamp"));
        refuses(accounts, any -> any.where("enabled"));
        refuses(accounts, JdbcAccounts::ignoringCase);
    }

    @Test
    void aSelectByIdThatIsNoneIsRefused() {
        users("(1, 'a@x.io', 'old')");
        JdbcAccounts accounts = database.accounts(BY_IDENTIFIER, "DELETE FROM users WHERE id = ?", UPDATE);

        assertThatIllegalStateException()
                .isThrownBy(() -> accounts.findById("1"))
                .withMessageContaining("is no select");
        assertThat(hash()).isEqualTo("old");
    }

    @Test
    void anIdOfTwoRowsChangesNeither() {
        users("(1, 'a@x.io', 'old'), (1, 'b@x.io', 'old')");
        Account judged = Account.of("1", "a@x.io", "old");

        for (JdbcAccounts accounts :
                new JdbcAccounts[] {database.accounts("users"), database.accounts(BY_IDENTIFIER, BY_ID, UPDATE)}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> accounts.update(Memory.update(judged, "new")))
                    .withMessageContaining("not unique");
        }
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
        users("(1, 'a@x.io', 'old')");
        JdbcAccounts accounts = database.accounts("users");
        String hash = "$argon2id$" + "x".repeat(200);

        assertThatThrownBy(() ->
                        accounts.update(Memory.update(accounts.findById("1").orElseThrow(), hash)))
                .isInstanceOf(ResetDatabaseException.class)
                .hasMessageContaining("22001")
                .hasStackTraceContaining("JdbcAccounts")
                .satisfies(thrown -> {
                    for (Throwable t = thrown; t != null; t = t.getCause()) {
                        assertThat(t.toString()).doesNotContain("argon2id");
                    }
                });
    }

    @Test
    void whatNoColumnHoldsIsNotEvenAskedFor() {
        users("(1, 'a@x.io', 'old')");
        WatchedDataSource watched = new WatchedDataSource(source);
        JdbcAccounts accounts = ResetDatabase.of(watched.source()).accounts("users");
        assertThat(accounts.joinsTransaction()).isTrue();
        accounts.findById("1");
        watched.trips();

        for (String typed : new String[] {"\0", "\0a@x.io", "a@x.io\0", "a@x.io\ud800", "1\0"}) {
            assertThat(accounts.findByIdentifier(typed)).isEmpty();
            assertThat(accounts.findById(typed)).isEmpty();
        }
        assertThat(watched.trips()).isEmpty();
    }

    @Test
    void theTypeOfTheIdIsAskedOnceForAllRealms() {
        users("(1, 'a@x.io', 'old')");
        WatchedDataSource watched = new WatchedDataSource(source);
        JdbcAccounts accounts = ResetDatabase.of(watched.source()).accounts("users");

        for (int tenant = 1; tenant <= 3; tenant++) {
            assertThat(accounts.where("id = ?", tenant).findById("1").isPresent())
                    .isEqualTo(tenant == 1);
        }
        assertThat(watched.calls()).containsOnlyOnce("PreparedStatement.getMetaData");

        assertThat(accounts.columns("email", "email", "password_hash").findById("a@x.io"))
                .as("another column")
                .isPresent();
    }

    private static void refuses(JdbcAccounts accounts, UnaryOperator<JdbcAccounts> setting) {
        assertThatIllegalStateException()
                .isThrownBy(() -> setting.apply(accounts))
                .withMessageContaining("into the three statements");
    }

    private void users(String rows) {
        Memory.execute(
                source,
                "CREATE TABLE users (id INT, email VARCHAR(100), password_hash VARCHAR(100))",
                "INSERT INTO users VALUES " + rows);
    }

    private String hash() {
        return Memory.select(source, "SELECT password_hash FROM users");
    }
}
