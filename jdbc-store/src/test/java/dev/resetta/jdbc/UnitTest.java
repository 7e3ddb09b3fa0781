package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** One unit, one connection, all or nothing. */
class UnitTest {
    private final UnitRows rows = new UnitRows();
    private final DataSource source = rows.source;
    private final ResetDatabase database = rows.database;
    private final TokenStore store = rows.store;
    private final StoredToken token = rows.token;

    @Test
    void whatAUnitWroteStaysIfItAnswersTrue() {
        assertThat(store.transactionally(() -> rows.claim() && rows.change())).isTrue();

        assertThat(rows.isClaimed()).isTrue();
        assertThat(rows.hash()).isEqualTo("new");
    }

    @Test
    void whatAUnitWroteIsUndoneIfItAnswersFalse() {
        assertThat(store.transactionally(() -> !(rows.claim() && rows.change())))
                .isFalse();

        rows.assertThatNothingHappened();
    }

    @Test
    void whatAUnitWroteIsUndoneIfItThrows() {
        IllegalStateException thrown = new IllegalStateException("no mail server");
        assertThatThrownBy(() -> store.transactionally(() -> {
                    rows.claim();
                    rows.change();
                    throw thrown;
                }))
                .isSameAs(thrown);

        rows.assertThatNothingHappened();
    }

    @Test
    void whatAUnitWroteIsUndoneIfAnErrorIsThrown() {
        assertThatThrownBy(() -> store.transactionally(() -> {
                    rows.claim();
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);

        rows.assertThatNothingHappened();
    }

    @Test
    void aUnitKnowsThatItRuns() {
        assertThat(store.inTransaction()).isFalse();
        store.transactionally(() -> {
            assertThat(store.inTransaction()).isTrue();
            return true;
        });
        database.inTransaction(connection -> assertThat(store.inTransaction()).isTrue());
        assertThat(store.inTransaction()).isFalse();
    }

    @Test
    void aUnitIsOfOneThreadOnly() throws Exception {
        TokenStore wide = ResetDatabase.of(source).tokenStore();
        wide.transactionally(() -> {
            wide.swap(token, Memory.claimed(token));
            List<Boolean> elsewhere = new ArrayList<>();
            Thread other = new Thread(() -> {
                elsewhere.add(wide.inTransaction());
                elsewhere.add(wide.find(token.digest()).orElseThrow().token().equals(token));
            });
            other.start();
            join(other);
            assertThat(elsewhere).containsExactly(false, true);
            return true;
        });
    }

    @Test
    void aRefusedPartOfAUnitUndoesOnlyItself() {
        assertThat(store.transactionally(() -> {
                    rows.claim();
                    assertThat(store.transactionally(() -> !rows.change())).isFalse();
                    assertThatThrownBy(() -> store.transactionally(() -> {
                                rows.change();
                                throw new IllegalStateException("a part");
                            }))
                            .hasMessage("a part");
                    return true;
                }))
                .isTrue();

        assertThat(rows.isClaimed()).isTrue();
        assertThat(rows.hash()).isEqualTo("old");
    }

    @Test
    void aPartThatStandsGoesWithTheWhole() {
        assertThat(store.transactionally(() -> {
                    assertThat(store.transactionally(rows::change)).isTrue();
                    return false;
                }))
                .isFalse();

        rows.assertThatNothingHappened();
    }

    private static void join(Thread thread) {
        assertThatCode(() -> thread.join(10_000)).doesNotThrowAnyException();
    }
}
