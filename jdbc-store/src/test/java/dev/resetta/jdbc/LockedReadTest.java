package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.token.TokenStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Who reads in order to write locks what he reads, and nobody else does. */
class LockedReadTest {
    private final UnitRows rows = new UnitRows();

    @Test
    void aLinkThatAUnitLooksUpIsLocked() {
        rows.store.transactionally(() -> {
            assertThat(rows.store.find(rows.token.digest())).isPresent();
            assertThat(isLocked("resetta_token")).isTrue();
            assertThat(isLocked("users")).isFalse();
            return true;
        });
        assertThat(isLocked("resetta_token")).isFalse();
    }

    @Test
    void aLinkIsReadAndLockedByOneStatementWhereASelectCan() {
        rows.store.transactionally(() -> rows.store.find(rows.token.digest()).isPresent());

        assertThat(rows.watched.trips())
                .containsOnlyOnce("SELECT resetta_token")
                .doesNotContain("UPDATE resetta_token");
    }

    @Test
    void whereASelectCannotLockAnUpdateDoesWithinAUnitAndOnlyThere() {
        DataSource hsqldb = Database.HSQLDB_MVCC.fresh();
        WatchedDataSource watched = new WatchedDataSource(hsqldb);
        ResetDatabase.of(hsqldb).createSchema().tokenStore().save(rows.token);
        TokenStore store = ResetDatabase.of(watched.source()).tokenStore();

        assertThat(store.find(rows.token.digest())).isPresent();
        assertThat(watched.trips()).containsExactly("SELECT resetta_token");

        store.transactionally(() -> store.find(rows.token.digest()).isPresent());
        assertThat(watched.trips()).containsSequence("UPDATE resetta_token", "SELECT resetta_token");
    }

    @Test
    void anAccountThatAUnitReadsIsLocked() {
        rows.store.transactionally(() -> {
            assertThat(rows.accounts.findById("alice")).isPresent();
            assertThat(isLocked("users")).isTrue();
            return true;
        });
        assertThat(isLocked("users")).isFalse();
    }

    /** It may be one that only reads, where a lock would be refused. */
    @Test
    void inATransactionOfTheApplicationsNothingIsLockedByLookingAtIt() {
        SpringTransactions spring = new SpringTransactions(rows.source);
        ResetDatabase managed = ResetDatabase.of(rows.source).transactions(spring);
        TokenStore store = managed.tokenStore();

        spring.template.executeWithoutResult(status -> {
            assertThat(store.find(rows.token.digest())).isPresent();
            assertThat(managed.accounts("users").findById("alice")).isPresent();
            assertThat(isLocked("resetta_token")).isFalse();
            assertThat(isLocked("users")).isFalse();
        });
    }

    private boolean isLocked(String table) {
        String write =
                table.equals("users") ? "UPDATE users SET email = email" : "UPDATE resetta_token SET uses = uses";
        try (Connection other = rows.source.getConnection();
                PreparedStatement statement = other.prepareStatement(write)) {
            statement.executeUpdate();
            return false;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("HYT00");
            return true;
        }
    }
}
