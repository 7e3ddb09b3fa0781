package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody can be called, because the database has no such characters. */
class ForeignTextTest {
    private static final String TABLE = """
            CREATE TABLE users (
                id            VARCHAR(40)  {latin1} NOT NULL PRIMARY KEY,
                email         VARCHAR(100) {latin1},
                password_hash VARCHAR(100) {latin1}
            )
            """;

    @ParameterizedTest
    @ValueSource(strings = {"alice\uD83D\uDE00", "\u0430lice", "ali\u212Ae"})
    void itIsNobodysOnMariaDb(String foreign) {
        assumeTrue(Database.tested().anyMatch(Database.MARIADB::equals));
        DataSource source = Database.MARIADB.fresh();
        Memory.execute(source, TABLE.replace("{latin1}", "CHARACTER SET latin1"));

        findsNobody(source, foreign);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice\uD83D\uDE00", "\u0430lice", "ali\u212Ae"})
    void itIsNobodysOnPostgreSql(String foreign) {
        assumeTrue(Database.tested().anyMatch(Database.POSTGRESQL::equals));
        DataSource source = Database.pool(PostgreSqlServer.running().freshLatin1Database(), any -> any);
        Memory.execute(source, TABLE.replace("{latin1}", ""));

        findsNobody(source, foreign);
    }

    @Test
    void collationsThatCannotBeComparedAtAllAreAnError() {
        assumeTrue(Database.tested().anyMatch(Database.MARIADB::equals));
        DataSource source = Database.MARIADB.fresh();
        Memory.execute(source, TABLE.replace("{latin1}", "CHARACTER SET latin1"));
        JdbcAccounts accounts = ResetDatabase.of(source)
                .accounts("users")
                .where("email COLLATE latin1_bin = email COLLATE latin1_general_ci");

        assertThatThrownBy(() -> accounts.findByIdentifier("alice")).isInstanceOf(ResetDatabaseException.class);
    }

    /** Whatever the text: in ASCII it is foreign to no database, so there it is the statement that cannot work. */
    @ParameterizedTest
    @CsvSource({"POSTGRESQL, 22P05, 0", "MARIADB, HY000, 1267", "MARIADB, HY000, 3988"})
    void onlyATextBeyondAsciiIsForeign(DatabaseProduct product, String state, int code) {
        SQLException error = new SQLException("no such characters", state, code);
        ScriptedConnection script = new ScriptedConnection().failing("executeQuery", error);
        JdbcAccounts accounts =
                ResetDatabase.of(script.source()).product(product).accounts("users");

        assertThat(accounts.findByIdentifier("alice\u0080")).isEmpty();
        assertThatThrownBy(() -> accounts.findByIdentifier("alice\u007f")).isInstanceOf(ResetDatabaseException.class);
    }

    @Test
    void anyOtherErrorIsOneWhateverTheText() {
        ScriptedConnection script =
                new ScriptedConnection().failing("executeQuery", new SQLException("no such table", "42P01"));
        JdbcAccounts accounts = ResetDatabase.of(script.source())
                .product(DatabaseProduct.POSTGRESQL)
                .accounts("users");

        assertThatThrownBy(() -> accounts.findByIdentifier("z\u00f6e")).isInstanceOf(ResetDatabaseException.class);
        assertThat(script.calls()).contains("close");
    }

    private static void findsNobody(DataSource source, String foreign) {
        Memory.execute(source, "INSERT INTO users VALUES ('alice', 'alice', 'old')");
        JdbcAccounts accounts = ResetDatabase.of(source).accounts("users");

        assertThat(accounts.findByIdentifier(foreign)).isEmpty();
        assertThat(accounts.ignoringCase().findByIdentifier(foreign)).isEmpty();
        assertThat(accounts.findById(foreign)).isEmpty();
        assertThat(accounts.findById("alice")).isPresent();
    }
}
