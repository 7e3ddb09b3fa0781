package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On HSQLDB units take turns, whoever begins their transactions; a transaction of the caller's takes none. */
class HsqldbTurnTest {
    private final HikariDataSource pool = Database.HSQLDB_MVCC.fresh();
    private final SpringTransactions spring = new SpringTransactions(pool);
    private final ResetDatabase plain = ResetDatabase.of(pool).createSchema();
    private final ResetDatabase managed = plain.transactions(spring);

    @AfterEach
    void theTurnIsPassedOn() {
        assertThat(hasTheTurn()).isFalse();
    }

    @Test
    void aUnitHasTheTurn() {
        assertThat(plain.transactionally(HsqldbTurnTest::hasTheTurn)).isTrue();
    }

    @Test
    void aUnitOfTheManagersHasTheTurn() {
        assertThat(managed.transactionally(HsqldbTurnTest::hasTheTurn)).isTrue();
    }

    @Test
    void aUnitOfTheManagersThatFailsPassesTheTurnOn() {
        IllegalStateException failure = new IllegalStateException();

        assertThatThrownBy(() -> managed.transactionally(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    /** It may hold locks already, for which whoever has the turn would wait. */
    @Test
    void aTransactionOfTheCallersTakesNoTurn() {
        spring.template.executeWithoutResult(status ->
                assertThat(managed.transactionally(() -> !hasTheTurn())).isTrue());
    }

    private static boolean hasTheTurn() {
        return ((ReentrantLock) HsqldbDialect.INSTANCE.turnstile()).isHeldByCurrentThread();
    }
}
