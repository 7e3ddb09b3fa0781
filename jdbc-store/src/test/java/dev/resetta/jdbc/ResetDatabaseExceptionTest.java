package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an exception tells of a database's error, and what it keeps to itself. */
class ResetDatabaseExceptionTest {

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22P05", "23505", "23000"})
    void anErrorAboutDataIsToldWithoutItsWords(String state) {
        SQLException error = new SQLException("Value too long: '$argon2id$...'", state, 4711);

        ResetDatabaseException thrown = new ResetDatabaseException("Failed.", error);

        assertThat(thrown).hasMessage("Failed. (SQLState " + state + ", error 4711)");
        assertThat(thrown.getCause()).isInstanceOfSatisfying(SQLException.class, withheld -> {
            assertThat((Throwable) withheld).hasMessageContaining("withheld");
            assertThat(withheld.getSQLState()).isEqualTo(state);
            assertThat(withheld.getErrorCode()).isEqualTo(4711);
            assertThat(withheld.getStackTrace()).isEqualTo(error.getStackTrace());
        });
        assertThat(Memory.trace(thrown)).doesNotContain("argon2id");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"08006", "42S02", "2F003", "HY000"})
    void anyOtherErrorIsTheCause(String state) {
        SQLException error = new SQLException("Table not found", state);

        assertThat(new ResetDatabaseException("Failed.", error).getCause() == error)
                .isTrue();
    }

    @Test
    void whatNoDatabaseHasSaidIsTheCause() {
        IllegalStateException closed = new IllegalStateException("The pool is closed.");

        assertThat(ResetDatabaseException.discreet(closed)).isSameAs(closed);
    }
}
