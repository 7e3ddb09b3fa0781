package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The units of a thread, and what they leave behind: nothing. */
class RunningTest {
    private final DataSource one = Memory.database();
    private final DataSource other = Memory.database();

    @Test
    void eachDataSourceHasAUnitOfItsOwnAndNoneIsLeft() {
        Unit ofOne = new Unit(new ScriptedConnection().session(Dialect.STANDARD));
        Unit ofOther = new Unit(new ScriptedConnection().session(Dialect.STANDARD));
        assertThat(Running.isAny()).isFalse();

        Running.enter(one, ofOne);
        Running.enter(other, ofOther);
        assertThat(Running.on(one)).isSameAs(ofOne);
        assertThat(Running.on(other)).isSameAs(ofOther);

        Running.leave(one);
        assertThat(Running.on(one)).isNull();
        assertThat(Running.on(other)).isSameAs(ofOther);
        assertThat(Running.isAny()).isTrue();

        Running.leave(other);
        assertThat(Running.isAny()).isFalse();
    }

    @Test
    void aTransactionIsOverUntilTheLastOfItsActionsIsDone() {
        Running.afterEndOf(one, () -> {
            Running.afterEndOf(one, () -> assertThat(Running.isEnded(one)).isTrue());
            assertThat(Running.isEnded(one)).isTrue();
            assertThat(Running.isEnded(other)).isFalse();
        });
        assertThat(Running.isEnded(one)).isFalse();
    }

    @Test
    void anActionThatFailsEndsLikeAnyOther() {
        IllegalStateException failure = new IllegalStateException();

        assertThatThrownBy(() -> Running.afterEndOf(one, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(Running.isEnded(one)).isFalse();
    }
}
