package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.token.StoredToken;
import dev.resetta.token.StoredToken.State;
import dev.resetta.token.TokenStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The units of a token store, and what all its tests begin with; the rows are in {@link TokenStoreContract}. */
abstract class TokenStoreUnits {
    private static final long BRIEFLY_MILLIS = 500;
    private static final long GENEROUS_MILLIS = 120_000;

    /** The real time, so that a store that lets rows expire by itself finds them as young as they are. */
    final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** The milliseconds of now and 20 bits more, as the numbers of Resetta are. */
    final long first = now.toEpochMilli() << 20;

    TokenStore store = TokenStore.inMemory();

    /** Makes an empty store, or one in which no row of an earlier test is left; called before each test. */
    protected abstract TokenStore createStore();

    /** Says whether the store under test undoes what a failed unit has written; by default true. */
    protected boolean hasTransactions() {
        return true;
    }

    /** Says whether the store lets rows expire by itself, a day late, and leaves {@code deleteExpired} nothing to do; by default false. */
    protected boolean expiresByItself() {
        return false;
    }

    @BeforeEach
    void createTheStore() {
        store = createStore();
    }

    @Nested
    @DisplayName("runs units")
    class Units {
        @Test
        @DisplayName("and answers what the work answered")
        void aUnitAnswersWhatItsWorkAnswers() {
            assertThat(store.transactionally(() -> true)).isTrue();
            assertThat(store.transactionally(() -> false)).isFalse();
        }

        @Test
        @DisplayName("once, on the calling thread")
        void workIsRunOnce() {
            List<Thread> threads = new ArrayList<>();
            store.transactionally(() -> !threads.add(Thread.currentThread()));
            store.transactionally(() -> threads.add(Thread.currentThread()));
            assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
        }

        @Test
        @DisplayName("that are their own thread's: what another writes meanwhile stays")
        void aUnitUndoesNothingOfAnotherThreads() {
            StoredToken undone = row("account 1", "slot 1", 7);
            StoredToken others = row("account 2", "slot 2", 7);
            AtomicBoolean isInUnit = new AtomicBoolean(true);
            FutureTask<?> saving = new FutureTask<>(() -> {
                isInUnit.set(store.inTransaction());
                store.save(others);
                return others;
            });
            store.transactionally(() -> {
                store.save(undone);
                new Thread(saving, "another").start();
                // A store may let units take turns: then the other one waits for this.
                isDoneWithin(BRIEFLY_MILLIS, saving);
                return false;
            });
            assertThat(isDoneWithin(GENEROUS_MILLIS, saving)).isTrue();
            assertThat(isInUnit).isFalse();
            assertThat(store.find(others.digest())).contains(new TokenStore.Found(others, 0));
        }

        @Test
        @DisplayName("whose writes stay if the work answers true")
        void whatAUnitWroteStays() {
            StoredToken row = row("account 1", "slot 1", 7);
            store.transactionally(() -> {
                store.save(row);
                return store.swap(row, TokenRows.used(row));
            });
            assertThat(store.find(row.digest())).map(f -> f.token().state()).contains(State.USED);
        }

        @Test
        @DisplayName("whose writes are undone if it answers false")
        void aUnitThatAnswersFalseIsUndone() {
            StoredToken row = row("account 1", "slot 1", 7);
            store.save(row);
            store.transactionally(() -> {
                store.swap(row, TokenRows.used(row));
                return false;
            });
            assertThatItIsAsBefore(row);
        }

        @Test
        @DisplayName("whose writes are undone if it throws, and hands the exception on")
        void aUnitThatThrowsIsUndone() {
            StoredToken row = row("account 1", "slot 1", 7);
            store.save(row);
            IllegalStateException failure = new IllegalStateException("planted");
            assertThatThrownBy(() -> store.transactionally(() -> {
                        store.swap(row, TokenRows.used(row));
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThatItIsAsBefore(row);
        }

        @Test
        @DisplayName("whose rows and slots are undone, too")
        void aUnitThatIsUndoneLeavesNeitherRowNorNumber() {
            StoredToken before = row("account 1", "slot 1", 7);
            StoredToken within = row("account 1", "slot 1", 8);
            store.save(before);
            store.transactionally(() -> {
                store.save(within);
                store.supersede(before.slot(), first + 9);
                return false;
            });
            assertThat(store.find(within.digest()).isPresent()).isEqualTo(!hasTransactions());
            assertThat(store.find(before.digest()))
                    .contains(new TokenStore.Found(before, hasTransactions() ? 0 : first + 9));
        }

        @Test
        @DisplayName("within each other, each of which undoes no more than itself")
        void aUnitWithinAUnitUndoesItselfOnly() {
            StoredToken outer = row("account 1", "slot 1", 7);
            StoredToken inner = row("account 2", "slot 2", 7);
            store.save(outer);
            store.save(inner);
            boolean stands = store.transactionally(() -> {
                store.swap(outer, TokenRows.used(outer));
                assertThat(store.transactionally(() -> !store.swap(inner, TokenRows.used(inner))))
                        .isFalse();
                return true;
            });
            assertThat(stands).isTrue();
            assertThatItIsAsBefore(inner);
            assertThat(store.find(outer.digest())).map(f -> f.token().state()).contains(State.USED);
        }

        @Test
        @DisplayName("and undoes a unit that stood together with the one around it")
        void aUnitIsUndoneWithTheOneAroundIt() {
            StoredToken row = row("account 1", "slot 1", 7);
            store.save(row);
            store.transactionally(() -> {
                assertThat(store.transactionally(() -> store.swap(row, TokenRows.used(row))))
                        .isTrue();
                return false;
            });
            assertThatItIsAsBefore(row);
        }

        @Test
        @DisplayName("and says within them, and only there, that a failure would undo all")
        void itSaysWhetherItWouldUndo() {
            assertThat(store.inTransaction()).isFalse();
            assertThat(undoes(store)).isEqualTo(hasTransactions());
            store.transactionally(() -> store.transactionally(() -> true) && check(store.inTransaction()));
            assertThat(store.inTransaction()).isFalse();
        }

        @Test
        @DisplayName("after whose commit, and not before, it does what has to follow")
        void whatFollowsWaitsForTheCommit() {
            List<String> done = new ArrayList<>();
            store.transactionally(() -> {
                store.transactionally(() -> {
                    store.afterCommit(() -> done.add(store.inTransaction() ? "within" : "after"));
                    return true;
                });
                assertThat(done).hasSize(hasTransactions() ? 0 : 1);
                return true;
            });
            assertThat(done).containsExactly("after");
        }

        @Test
        @DisplayName("after which nothing follows if they are undone")
        void nothingFollowsWhatIsUndone() {
            List<String> done = new ArrayList<>();
            store.transactionally(() -> {
                store.afterCommit(() -> done.add("of the outer unit"));
                store.transactionally(() -> {
                    store.afterCommit(() -> done.add("of the inner unit"));
                    return false;
                });
                return true;
            });
            store.transactionally(() -> {
                store.afterCommit(() -> done.add("of a unit that is undone"));
                return false;
            });
            assertThatThrownBy(() -> store.transactionally(() -> {
                        store.afterCommit(() -> done.add("of a unit that fails"));
                        throw new IllegalStateException("planted");
                    }))
                    .hasMessage("planted");
            if (hasTransactions()) {
                assertThat(done).containsExactly("of the outer unit");
            } else {
                assertThat(done).hasSize(4);
            }
        }

        @Test
        @DisplayName("outside of which what has to follow is done at once")
        void outsideAUnitWhatFollowsIsDoneAtOnce() {
            List<String> done = new ArrayList<>();
            store.afterCommit(() -> done.add("at once"));
            assertThat(done).containsExactly("at once");
        }

        private boolean check(boolean inTransaction) {
            assertThat(inTransaction).isEqualTo(hasTransactions());
            return true;
        }

        /** Without transactions it is so once Resetta has swapped back what the unit wrote. */
        private void assertThatItIsAsBefore(StoredToken row) {
            if (!hasTransactions()) {
                assertThat(store.swap(TokenRows.used(row), row))
                        .as("what a unit wrote is there to be swapped back")
                        .isTrue();
            }
            assertThat(store.find(row.digest())).contains(new TokenStore.Found(row, 0));
        }
    }

    /** What a store says of itself: whether it undoes what a failed unit has written. */
    static boolean undoes(TokenStore store) {
        boolean[] answer = new boolean[1];
        store.transactionally(() -> answer[0] = store.inTransaction());
        return answer[0];
    }

    private static boolean isDoneWithin(long millis, Future<?> work) {
        try {
            work.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("Another thread's write failed.", e.getCause());
        }
    }

    final StoredToken row(String accountId, String slot, long number) {
        return TokenRows.row(accountId, slot, first + number, now);
    }
}
