package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.Connection;
import java.util.function.Consumer;
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

    @Test
    void transactionsThatCannotTellOfTheCommitAreRefused() {
        Transactions halfMade = new Transactions() {
            @Override
            public void run(Consumer<Connection> work) {
                throw new AssertionError();
            }

            @Override
            public boolean isActive() {
                return true;
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResetDatabase.of(source).transactions(halfMade))
                .withMessageContaining("override afterCommit");
        assertThat(ResetDatabase.of(source).transactions(work -> {})).isNotNull();
        assertThat(ResetDatabase.of(source).transactions(new SpringTransactions(source)))
                .isNotNull();
    }
}
