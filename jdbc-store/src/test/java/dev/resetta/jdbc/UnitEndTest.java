package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.token.TokenStore.ConflictException;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What a unit makes sure of before it ends, and what it remembers of those who spoilt it. */
class UnitEndTest {
    private final SQLException lost = new SQLException("connection lost", "08006");
    private final SQLException deadlock = new SQLException("deadlock", "40001");
    private final SQLException aborted = new SQLException("current transaction is aborted", "25P02");

    private final ScriptedConnection script = new ScriptedConnection();
    private final Unit unit = new Unit(script.session(PostgreSqlDialect.INSTANCE));

    @Test
    void whatOthersMayHaveSpoiltIsMadeSureOfBeforeItStands() {
        script.answering(aborted);

        assertThatThrownBy(() -> end(unit.openToOthers(), true)).isSameAs(aborted);
    }

    @Test
    void afterAnErrorOfTheApplicationsItIsMadeSureOfToo() {
        unit.hear(new SQLException("duplicate key", "23505"));
        script.answering(aborted);

        assertThatThrownBy(() -> end(unit, true)).isSameAs(aborted);
    }

    @Test
    void whatIsNotToStandIsNotMadeSureOf() throws Exception {
        assertThat(end(unit.openToOthers(), false)).isFalse();
        assertThat(script.runs()).isEmpty();
    }

    @Test
    void whatNobodyElseHasTouchedIsNotMadeSureOf() throws Exception {
        assertThat(end(unit, true)).isTrue();
        assertThat(script.runs()).isEmpty();
    }

    @Test
    void aPartThatStandsGivesItsSavepointBack() {
        assertThat(unit.part(() -> true)).isTrue();

        assertThat(script.calls()).containsExactly("setSavepoint", "releaseSavepoint");
        assertThat(unit.loss()).isNull();
    }

    @Test
    void aPartThatCannotBeUndoneLosesTheWhole() {
        script.failing("rollback", lost);

        assertThat(unit.part(() -> false)).isFalse();

        assertThat(unit.loss()).isInstanceOf(ResetDatabaseException.class).hasCause(lost);
        assertThatThrownBy(() -> end(unit, true)).isInstanceOf(ResetDatabaseException.class);
    }

    @Test
    void aPartWhoseSavepointIsGoneLosesTheWhole() {
        script.failing("releaseSavepoint", lost);

        assertThatThrownBy(() -> unit.part(() -> true)).isInstanceOf(ResetDatabaseException.class);

        assertThat(unit.loss()).hasCause(lost);
    }

    /** Only then may the whole be repeated. */
    @Test
    void thatOthersWereInTheWayIsTheReasonWhateverFollows() {
        script.failing("rollback", lost);
        unit.hear(deadlock);
        assertThat(unit.part(() -> false)).isFalse();

        assertThat(unit.loss()).hasCause(deadlock);
        assertThat(unit.isLostByConflict()).isTrue();
    }

    @Test
    void thatOthersWereInTheWayIsTheReasonWhateverWentBefore() {
        script.failing("rollback", lost);
        assertThat(unit.part(() -> false)).isFalse();
        assertThat(unit.isLostByConflict()).isFalse();

        assertThatThrownBy(() -> unit.join("failed", session -> {
                    throw deadlock;
                }))
                .isInstanceOf(ResetDatabaseException.class);

        assertThat(unit.loss()).hasCause(deadlock);
        assertThat(unit.isLostByConflict()).isTrue();
    }

    @Test
    void aConflictThatSomebodyHasWrappedIsOneAllTheSame() {
        IllegalStateException wrapped = new IllegalStateException("wrapped", deadlock);

        assertThatThrownBy(() -> unit.join("failed", session -> {
                    throw wrapped;
                }))
                .isSameAs(wrapped);

        assertThat(unit.loss()).isSameAs(wrapped);
    }

    @Test
    void anErrorThatOnlySpoilsItsStatementLosesNothing() {
        unit.hear(new SQLException("duplicate key", "23505"));
        assertThatThrownBy(() -> unit.join("failed", session -> {
                    throw new SQLException("duplicate key", "23505");
                }))
                .isInstanceOf(ResetDatabaseException.class);

        assertThat(unit.loss()).isNull();
        assertThat(unit.isLostByConflict()).isFalse();
    }

    @Test
    void whatAnExceptionOfTheWorkMeansIsSaidOnce() {
        ConflictException known = new ConflictException("others were in the way", deadlock);
        IllegalStateException own = new IllegalStateException("no mail server");

        assertThat(Failures.of(unit, "failed", known)).isSameAs(known);
        assertThat(Failures.of(unit, "failed", own)).isSameAs(own);
        assertThat(Failures.of(unit, "failed", lost))
                .isInstanceOf(ResetDatabaseException.class)
                .hasMessageStartingWith("failed");
        assertThat(Failures.of(unit, "failed", new IllegalStateException(deadlock)))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void aCommitThatAConstraintRefusesIsAnErrorAndNothingIsUnknown() {
        assertThat(Failures.ofCommit(unit, new SQLException("deferred", "23503")))
                .isInstanceOf(ResetDatabaseException.class)
                .hasMessageContaining("undid everything");
    }

    @Test
    void aCommitThatOthersHaveUndoneIsAConflictHoweverItIsWrapped() {
        assertThat(Failures.ofCommit(unit, deadlock)).isInstanceOf(ConflictException.class);
        assertThat(Failures.ofCommit(unit, new IllegalStateException("wrapped", deadlock)))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void aCommitThatIsNotAnsweredMayHaveTakenPlace() {
        IllegalStateException noDatabase = new IllegalStateException("no database");

        assertThat(Failures.ofCommit(unit, lost))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCause(lost);
        assertThat(Failures.ofCommit(unit, noDatabase))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCause(noDatabase);
    }

    private static boolean end(Unit ending, boolean answer) throws SQLException {
        return ending.run(Memory.database(), any -> answer, stands -> stands);
    }
}
