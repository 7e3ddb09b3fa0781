package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.resetta.token.StoredToken;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said once for all parts. */
class ResetDatabaseTest {
    private final DataSource source = Memory.database();

    @Test
    void nothingIsConnectedToBeforeItIsNeeded() {
        WatchedDataSource watched = new WatchedDataSource(source);
        ResetDatabase database = ResetDatabase.of(watched.source()).tablePrefix("auth_");
        database.tokenStore();
        database.accounts("users").where("enabled");
        assertThat(database.product(DatabaseProduct.H2).schema()).contains("auth_token");

        assertThat(watched.calls()).isEmpty();
    }

    @Test
    void eachPrefixHasTablesOfItsOwn() {
        StoredToken token = Memory.token();
        ResetDatabase.of(source).tablePrefix("a_").createSchema().tokenStore().save(token);

        assertThat(ResetDatabase.of(source)
                        .tablePrefix("b_")
                        .createSchema()
                        .tokenStore()
                        .find(token.digest()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "A", "a-b", "a b", "a;", "\"a", "a.b", "abcdefghijklmnopqrstuv"})
    void aPrefixThatCouldBeMoreThanANameIsRefused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResetDatabase.of(source).tablePrefix(prefix));
    }

    @Test
    void theSchemaIsNotCreatedWithinATransaction() {
        ResetDatabase database = ResetDatabase.of(source);

        assertThatIllegalStateException()
                .isThrownBy(() -> database.transactionally(() -> database.createSchema() != null))
                .withMessageContaining("when the application starts");
    }
}
