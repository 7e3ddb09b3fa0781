package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.jdbc.ScriptedConnection.Run;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each product is asked and how its answers are read; that the real ones understand it, {@code EveryDatabase...} tell. */
class DialectTest {
    private static final byte[] KEY = new byte[32];
    private static final Permit PERMIT = new Permit(KEY, 1000, 10, 50);
    private final SQLException duplicate = new SQLException("duplicate key", "23505", 1062);
    private final SQLException tooLong = new SQLException("too long", "22001");

    private final ScriptedConnection script = new ScriptedConnection();

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, ON CONFLICT (slot) DO UPDATE",
        "MARIADB,    ON DUPLICATE KEY UPDATE",
        "MYSQL,      ON DUPLICATE KEY UPDATE",
        "H2,         MERGE INTO",
        "HSQLDB,     MERGE INTO"
    })
    void aSlotIsRaisedInOneStatement(DatabaseProduct product, String upsert) throws Exception {
        script.answering(1);

        assertThat(product.dialect().supersede(script.session(product.dialect()), KEY, 7))
                .isTrue();

        Run run = script.runs().get(0);
        assertThat(script.runs()).hasSize(1);
        assertThat(run.sql()).contains(upsert, "resetta_slot", "GREATEST(");
        assertThat(run.values()).containsExactly(KEY, 7L);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2", "HSQLDB"})
    void aSlotThatWasNotWrittenIsNotRaised(DatabaseProduct product) throws Exception {
        script.answering(0);

        assertThat(product.dialect().supersede(script.session(product.dialect()), KEY, 7))
                .isFalse();
    }

    /** Drivers count a row that was found and left as it was, or do not; the statement cannot miss its row. */
    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL"})
    void whereTheCountTellsNothingItIsNotAsked(DatabaseProduct product) throws Exception {
        script.answering(0);

        assertThat(product.dialect().supersede(script.session(product.dialect()), KEY, 7))
                .isTrue();
    }

    @Test
    void postgreSqlTakesAPermitInOneStatement() throws Exception {
        script.answering(1, 0);
        Dialect dialect = PostgreSqlDialect.INSTANCE;

        assertThat(dialect.take(script.session(dialect), PERMIT)).isTrue();
        assertThat(dialect.take(script.session(dialect), PERMIT)).isFalse();

        assertThatValuesAre(KEY, PERMIT.first(), PERMIT.now(), PERMIT.interval(), PERMIT.latest());
    }

    @Test
    void mariaDbTakesAPermitIfTheRowItselfSaysSo() throws Exception {
        script.answering(List.of(true), List.of(false), List.of());
        Dialect dialect = MariaDbDialect.INSTANCE;

        assertThat(dialect.take(script.session(dialect), PERMIT)).isTrue();
        assertThat(dialect.take(script.session(dialect), PERMIT)).isFalse();
        assertThat(dialect.take(script.session(dialect), PERMIT)).isFalse();

        assertThatValuesAre(KEY, PERMIT.first(), PERMIT.latest(), PERMIT.latest(), PERMIT.now(), PERMIT.interval());
    }

    @Test
    void aMergeThatMetAKeyAnotherThreadHasJustMadeIsTriedOnceMore() throws Exception {
        Dialect dialect = H2Dialect.INSTANCE;

        script.answering(duplicate, 1);
        assertThat(dialect.take(script.session(dialect), PERMIT)).isTrue();

        script.answering(duplicate, 0);
        assertThat(dialect.take(script.session(dialect), PERMIT)).isFalse();

        script.answering(duplicate, duplicate);
        assertThatThrownBy(() -> dialect.take(script.session(dialect), PERMIT)).isSameAs(duplicate);

        script.answering(tooLong);
        assertThatThrownBy(() -> dialect.take(script.session(dialect), PERMIT)).isSameAs(tooLong);
        assertThat(script.runs()).hasSize(7);
    }

    @Test
    void standardSqlTakesAPermitOfARowThatIsThere() throws Exception {
        script.answering(1);

        assertThat(Dialect.STANDARD.take(script.session(Dialect.STANDARD), PERMIT))
                .isTrue();

        assertThat(script.runs()).hasSize(1);
        assertThatValuesAre(PERMIT.now(), PERMIT.interval(), PERMIT.first(), KEY, PERMIT.latest());
    }

    @Test
    void standardSqlTakesTheFirstPermitByANewRow() throws Exception {
        script.answering(0, 1);

        assertThat(Dialect.STANDARD.take(script.session(Dialect.STANDARD), PERMIT))
                .isTrue();

        assertThat(script.runs().get(1).values()).containsExactly(KEY, PERMIT.first());
    }

    @Test
    void standardSqlLooksAtTheRowThatAnotherThreadHasJustMade() throws Exception {
        Dialect dialect = Dialect.STANDARD;

        script.answering(0, duplicate, 1);
        assertThat(dialect.take(script.session(dialect), PERMIT)).isTrue();

        script.answering(0, duplicate, 0);
        assertThat(dialect.take(script.session(dialect), PERMIT)).isFalse();

        script.answering(0, tooLong);
        assertThatThrownBy(() -> dialect.take(script.session(dialect), PERMIT)).isSameAs(tooLong);
    }

    @Test
    void standardSqlRaisesASlotThatIsThereAndMakesOneThatIsNot() throws Exception {
        Dialect dialect = Dialect.STANDARD;

        script.answering(1);
        assertThat(dialect.supersede(script.session(dialect), KEY, 7)).isTrue();

        script.answering(0, 1);
        assertThat(dialect.supersede(script.session(dialect), KEY, 7)).isTrue();

        script.answering(0, duplicate);
        assertThat(dialect.supersede(script.session(dialect), KEY, 7)).isFalse();
        assertThat(script.runs()).hasSize(5);
        assertThat(script.runs().get(1).values()).containsExactly(7L, 7L, KEY);
        assertThat(script.runs().get(2).values()).containsExactly(KEY, 7L);
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL,   FOR UPDATE, FETCH FIRST 3 ROWS ONLY",
        "MARIADB,      FOR UPDATE, LIMIT 3",
        "MYSQL,        FOR UPDATE, LIMIT 3",
        "H2,           FOR UPDATE, FETCH FIRST 3 ROWS ONLY",
        "HSQLDB,       '',         FETCH FIRST 3 ROWS ONLY",
        "STANDARD_SQL, '',         FETCH FIRST 3 ROWS ONLY"
    })
    void rowsAreLockedAndCountedInTheWordsOfTheProduct(DatabaseProduct product, String lock, String limit) {
        assertThat(product.dialect().lockingRead().strip()).isEqualTo(lock);
        assertThat(product.dialect().first(3)).isEqualTo(" " + limit);
    }

    /** A comparison that leaves everything to the collation is for databases that nobody knows. */
    @ParameterizedTest
    @EnumSource
    void aHashIsComparedByMoreThanTheCollationWhereTheProductIsKnown(DatabaseProduct product) {
        String comparison = product.dialect().isExactly("hash");

        assertThat(comparison).contains("hash").matches("[^?]*\\?[^?]*");
        assertThat(comparison.equals("hash = ?")).isEqualTo(product == DatabaseProduct.STANDARD_SQL);
    }

    @Test
    void postgreSqlIsAskedBeforeTheCommitWhetherItWillHoldAndTheOthersAreNot() throws Exception {
        SQLException aborted = new SQLException("current transaction is aborted", "25P02");
        script.answering(true, aborted);
        Session session = script.session(PostgreSqlDialect.INSTANCE);

        session.dialect().refuseIfAborted(session);
        assertThatThrownBy(() -> session.dialect().refuseIfAborted(session)).isSameAs(aborted);

        Dialect.STANDARD.refuseIfAborted(script.session(Dialect.STANDARD));
        assertThat(script.runs()).hasSize(2);
    }

    private void assertThatValuesAre(Object... values) {
        assertThat(script.runs()).allSatisfy(run -> assertThat(run.values()).containsExactly(values));
    }
}
