package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLTransactionRollbackException;
import org.junit.jupiter.api.Test;

/** The turn to run a unit. */
class TurnTest {

    /** The unit is repeated, and whoever is to stop hears that he is. */
    @Test
    void whoIsInterruptedWhileHeWaitsLosesAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Turn.take(HsqldbDialect.INSTANCE))
                .isInstanceOfSatisfying(
                        SQLTransactionRollbackException.class,
                        lost -> assertThat(HsqldbDialect.INSTANCE.isConflict(lost))
                                .isTrue());

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whereUnitsNeedNoTurnItIsAlwaysThere() throws Exception {
        assertThat(Turn.take(H2Dialect.INSTANCE)).isSameAs(Turn.NONE);
        Turn.NONE.pass();
    }
}
