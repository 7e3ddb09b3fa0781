package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What becomes of a schema that somebody else makes at the same time. */
class SchemaTest {
    private final ScriptedConnection script = new ScriptedConnection();
    private final ResetDatabase database = ResetDatabase.of(script.source()).product(DatabaseProduct.POSTGRESQL);

    @Test
    void itIsMadeFromItsBeginningAgain() {
        script.answering(true, new SQLException("relation exists", "42P07"))
                .answering(Collections.nCopies(100, true).toArray());

        database.createSchema();

        assertThat(script.runs().get(2).sql())
                .isEqualTo(script.runs().get(0).sql())
                .contains("CREATE TABLE");
        assertThat(script.runs().get(3).sql()).isEqualTo(script.runs().get(1).sql());
    }

    @Test
    void anyOtherErrorEndsIt() {
        SQLException refused = new SQLException("permission denied", "42501");
        script.answering(true, refused);

        assertThatThrownBy(database::createSchema)
                .isInstanceOf(ResetDatabaseException.class)
                .hasMessageStartingWith("The tables could not be created.")
                .hasCause(refused);
        assertThat(script.runs()).hasSize(2);
    }
}
