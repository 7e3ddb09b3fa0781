package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.token.StoredToken.State;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Units within units of the store in memory: a part that fails undoes itself and no more, the whole undoes everything. */
class MemoryUnitTest {
    private static final String SLOT = "5".repeat(64);

    private final TokenStore store = TokenStore.inMemory();

    @Test
    void aPartThatFailsUndoesOnlyItself() {
        StoredToken kept = row(1);
        StoredToken undone = row(2);

        assertThat(store.transactionally(() -> {
                    store.save(kept);
                    store.supersede(SLOT, 1);
                    assertThat(store.transactionally(() -> {
                                store.save(undone);
                                store.swap(kept, kept.become(State.USED, 1, kept.seal()));
                                store.supersede(SLOT, 2);
                                return false;
                            }))
                            .isFalse();
                    return true;
                }))
                .isTrue();

        assertThat(store.find(kept.digest())).hasValue(new TokenStore.Found(kept, 1));
        assertThat(store.find(undone.digest())).isEmpty();
    }

    @Test
    void aPartThatThrowsUndoesItselfAndTheWholeMayGoOn() {
        assertThat(store.transactionally(() -> {
                    store.save(row(1));
                    assertThatThrownBy(() -> store.transactionally(() -> {
                                store.save(row(2));
                                throw new IllegalStateException("the part");
                            }))
                            .hasMessage("the part");
                    assertThat(store.inTransaction()).isTrue();
                    return true;
                }))
                .isTrue();

        assertThat(store.find(row(1).digest())).isPresent();
        assertThat(store.find(row(2).digest())).isEmpty();
    }

    @Test
    void aPartThatStandsGoesWithTheWhole() {
        store.transactionally(() -> {
            assertThat(store.transactionally(() -> {
                        store.save(row(1));
                        return true;
                    }))
                    .isTrue();
            assertThat(store.find(row(1).digest())).isPresent();
            return false;
        });

        assertThat(store.find(row(1).digest())).isEmpty();
    }

    @Test
    void severalChangesOfOneRowAreUndoneInTurn() {
        StoredToken row = row(1);
        store.save(row);
        store.supersede(SLOT, 7);

        store.transactionally(() -> {
            StoredToken once = row.become(State.LIVE, 1, "1".repeat(64));
            assertThat(store.swap(row, once)).isTrue();
            assertThat(store.swap(once, once.become(State.USED, 2, "2".repeat(64))))
                    .isTrue();
            store.supersede(SLOT, 8);
            store.supersede(SLOT, 9);
            return false;
        });

        assertThat(store.find(row.digest())).hasValue(new TokenStore.Found(row, 7));
    }

    @Test
    void afterAUnitTheStoreIsOutsideOfAny() {
        assertThat(store.inTransaction()).isFalse();
        store.transactionally(() -> store.transactionally(() -> store.inTransaction()));
        assertThat(store.inTransaction()).isFalse();

        store.save(row(1));
        store.transactionally(() -> false);
        assertThat(store.find(row(1).digest()))
                .as("nothing of before is undone")
                .isPresent();
    }

    @Test
    @Timeout(60)
    void nobodySeesHalfAUnitAndItsThreadAloneIsInside() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?>[] look = new Future<?>[1];
            store.transactionally(() -> {
                store.save(row(1));
                look[0] = other.submit(() -> {
                    assertThat(store.inTransaction()).isFalse();
                    assertThat(store.find(row(1).digest())).isEmpty();
                });
                return false;
            });
            look[0].get(30, TimeUnit.SECONDS);
        } finally {
            other.shutdownNow();
        }
    }

    private static StoredToken row(int number) {
        return new StoredToken(
                Integer.toString(number).repeat(64),
                "c".repeat(64),
                SLOT,
                number,
                "",
                "account-17",
                TokenPolicy.Kind.ONE_TIME,
                "",
                "5".repeat(64),
                Instant.ofEpochMilli(2_000_000_000_000L),
                Instant.ofEpochMilli(2_000_000_060_000L),
                0,
                State.LIVE);
    }
}
