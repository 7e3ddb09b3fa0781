package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Transaction managers that do not do as they are told, and units that go wrong in their hands. */
class OddTransactionsTest {
    private final UnitRows rows = new UnitRows();
    private final DataSource source = rows.watched.source();
    private final SpringTransactions spring = new SpringTransactions(source);
    private final ResetDatabase database = ResetDatabase.of(source);
    private final TokenStore store = database.tokenStore();
    private final IllegalStateException failure = new IllegalStateException("on purpose");

    @Test
    void oneThatDoesNotRunTheWorkIsToldSo() {
        ResetDatabase idle = database.transactions(work -> {});

        assertThatIllegalStateException()
                .isThrownBy(() -> idle.transactionally(this::claim))
                .withMessageContaining("has not run the work");
        rows.assertThatNothingHappened();
    }

    @Test
    void oneThatCannotBeginSaysSoItself() {
        ResetDatabase broken = database.transactions(work -> {
            throw failure;
        });

        assertThatThrownBy(() -> broken.transactionally(this::claim)).isSameAs(failure);
    }

    @Test
    void oneThatSwallowsAFailureHidesNothing() {
        ResetDatabase swallowing = database.transactions(work -> {
            try {
                spring.run(work);
            } catch (RuntimeException e) {
                // Swallowed, as some do with what they have rolled back.
            }
        });

        assertThatThrownBy(() -> swallowing.transactionally(this::fails)).isSameAs(failure);
        assertThat(swallowing.transactionally(() -> !claim())).isFalse();
        rows.assertThatNothingHappened();
    }

    @Test
    void anErrorOfTheWorkGoesThrough() {
        ResetDatabase managed = database.transactions(spring);
        ResetDatabase swallowing = database.transactions(work -> {
            try {
                spring.run(work);
            } catch (StackOverflowError e) {
                // Swallowed.
            }
        });

        for (ResetDatabase any : List.of(managed, swallowing)) {
            assertThatThrownBy(() -> any.transactionally(() -> {
                        claim();
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StackOverflowError.class);
            rows.assertThatNothingHappened();
        }
    }

    @Test
    void aCommitThatIsNotAnsweredIsAnUnknownOutcomeAndNothingFollows() {
        List<String> followed = new ArrayList<>();
        ResetDatabase silent = database.transactions(work -> {
            spring.run(work);
            throw failure;
        });

        assertThatThrownBy(() -> silent.transactionally(() -> {
                    silent.afterCommit(() -> followed.add("the end of sessions"));
                    return claim();
                }))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCause(failure);
        assertThat(followed).isEmpty();
    }

    /** What the manager hears is no failure, so it costs no stack trace. */
    @Test
    void whatIsNotToStandIsRolledBack() {
        AtomicReference<RuntimeException> heard = new AtomicReference<>();
        ResetDatabase hearing = database.transactions(work -> {
            try {
                spring.run(work);
            } catch (RuntimeException e) {
                heard.set(e);
                throw e;
            }
        });

        assertThat(hearing.transactionally(() -> !claim())).isFalse();

        assertThat(heard.get()).hasMessageContaining("its own wish");
        assertThat(heard.get().getStackTrace()).isEmpty();
        rows.assertThatNothingHappened();
    }

    @Test
    void oneMayRepeatTheWork() {
        List<Boolean> claims = new ArrayList<>();
        ResetDatabase repeating = database.transactions(work -> {
            assertThatThrownBy(() -> spring.run(connection -> {
                        work.accept(connection);
                        throw failure;
                    }))
                    .isSameAs(failure);
            spring.run(work);
        });

        assertThat(repeating.transactionally(() -> claims.add(claim()))).isTrue();

        assertThat(claims).containsExactly(true, true);
        assertThat(rows.isClaimed()).isTrue();
    }

    private boolean claim() {
        return store.swap(rows.token, Memory.claimed(rows.token));
    }

    private boolean fails() {
        claim();
        throw failure;
    }
}
