package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What a database has said is found wherever a driver or a manager has put it. */
class CausesTest {
    private final SQLException inner = new SQLException("inner", "40001");
    private final SQLException outer = new SQLException("outer", "08006", inner);

    @Test
    void theOutermostErrorIsTheOneThatCounts() {
        assertThat(databaseError(outer)).isSameAs(outer);
        assertThat(databaseError(new IllegalStateException("wrapped", outer))).isSameAs(outer);
    }

    @Test
    void anErrorThatLedToItCountsBeforeOneThatBefellIt() {
        IllegalStateException thrown = new IllegalStateException("wrapped", inner);
        thrown.addSuppressed(new IllegalStateException(outer));
        thrown.addSuppressed(new SQLException("another"));

        assertThat(databaseError(thrown)).isSameAs(inner);
    }

    @Test
    void theFirstOfThoseThatBefellItCounts() {
        IllegalStateException thrown = new IllegalStateException();
        thrown.addSuppressed(new IllegalStateException("no database"));
        thrown.addSuppressed(outer);
        thrown.addSuppressed(inner);

        assertThat(databaseError(thrown)).isSameAs(outer);
    }

    @Test
    void whatNoDatabaseSaidHasNone() {
        assertThat(databaseError(new IllegalStateException("a", new IllegalArgumentException("b"))))
                .isNull();
    }

    @Test
    void allErrorsOfAChainAreLookedAt() {
        SQLException first = new SQLException("first", "25P02");
        first.setNextException(outer);

        assertThat(Causes.any(first, error -> "40001".equals(error.getSQLState())))
                .isTrue();
        assertThat(Causes.any(first, error -> "22001".equals(error.getSQLState())))
                .isFalse();
    }

    @Test
    void aCircleHasAnEnd() {
        inner.setNextException(outer);

        assertThat(Causes.any(outer, error -> false)).isFalse();
    }

    /** As a throwable, because a database's error is a list of others, too. */
    private static Throwable databaseError(Throwable thrown) {
        return Causes.databaseError(thrown);
    }
}
