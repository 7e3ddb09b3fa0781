package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.token.StoredToken;
import dev.resetta.token.StoredToken.State;
import dev.resetta.token.TokenPolicy.Kind;
import dev.resetta.token.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What a {@link TokenStore} owes: rows that come back as they went in, one winner of a swap, numbers that only rise, units
 * that stand or fall as a whole.
 *
 * <p>Extend it, and return an empty store:
 *
 * <pre>{@code
 * class MyTokenStoreTest extends TokenStoreContract {
 *     @Override
 *     protected TokenStore createStore() {
 *         return new MyTokenStore(...);
 *     }
 * }
 * }</pre>
 *
 * <p>A store without transactions overrides {@link #hasTransactions()}: then what a unit wrote has to stay until it is swapped
 * back, which is how Resetta undoes a claim there. Races are run more often with {@code -Dresetta.thorough=true}.
 */
@DisplayName("A token store")
public abstract class TokenStoreContract {
    private static final int RUNNERS = 16;
    private static final long PAUSE_NANOS = 100_000;
    private static final long BRIEFLY_MILLIS = 500;
    private static final long GENEROUS_MILLIS = 120_000;

    /** The real time, so that a store that lets rows expire by itself finds them as young as they are. */
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** The milliseconds of now and 20 bits more, as the numbers of Resetta are. */
    private final long first = now.toEpochMilli() << 20;

    private TokenStore store = TokenStore.inMemory();

    /** For extension. */
    protected TokenStoreContract() {}

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
    @DisplayName("keeps rows")
    class Rows {
        @Test
        @DisplayName("that come back with every field as it was saved")
        void aRowComesBackAsItWasSaved() {
            StoredToken row = row("account 1", "slot 1", 7);
            store.save(row);
            assertThat(store.find(row.digest())).contains(new TokenStore.Found(row, 0));
        }

        @Test
        @DisplayName("of every kind and state, with ids and realms as long as they may be")
        void everyRowComesBack() {
            for (Kind kind : List.of(Kind.ONE_TIME, Kind.REUSABLE)) {
                for (State state : State.values()) {
                    StoredToken row = TokenRows.become(
                            TokenRows.ofKind(row("\u00e4".repeat(200), "slot 1", 7), kind), state, Integer.MAX_VALUE);
                    StoredToken inRealm = TokenRows.inRealm(row, "\u00e4".repeat(100));
                    store.save(inRealm);
                    assertThat(store.find(row.digest())).contains(new TokenStore.Found(inRealm, 0));
                }
            }
        }

        @Test
        @DisplayName("found by their own digest and no other")
        void anUnknownDigestFindsNothing() {
            store.save(row("account 1", "slot 1", 7));
            assertThat(store.find(TokenRows.digest("another"))).isEmpty();
            assertThat(store.find("")).isEmpty();
        }

        @Test
        @DisplayName("whose digest is there once")
        void theSameDigestIsNotSavedTwice() {
            StoredToken row = row("account 1", "slot 1", 7);
            store.save(row);
            assertThatThrownBy(() -> store.save(TokenRows.used(row))).isInstanceOf(RuntimeException.class);
            assertThat(store.find(row.digest())).contains(new TokenStore.Found(row, 0));
        }

        @Test
        @DisplayName("listed for their account and realm, the newest first")
        void theRowsOfAnAccountAreListedNewestFirst() {
            StoredToken older = row("account 1", "slot 1", 7);
            StoredToken newer = row("account 1", "slot 1", 8);
            List.of(
                            older,
                            newer,
                            row("account 2", "slot 2", 9),
                            TokenRows.inRealm(row("account 1", "slot 3", 10), "staff"))
                    .forEach(store::save);
            assertThat(store.findByAccount("", "account 1"))
                    .extracting(TokenStore.Found::token)
                    .containsExactly(newer, older);
        }

        @Test
        @DisplayName("of accounts and realms that are told apart character by character, whatever a collation folds")
        void similarTextIsNotTheSame() {
            List<String> similar = List.of("ada", "Ada", "ad\u00e1", "ada ", "\uff41da");
            for (String text : similar) {
                store.save(row(text, "slot of account " + text, 7));
                store.save(TokenRows.inRealm(row("account 1", "slot of realm " + text, 7), text));
            }
            for (String text : similar) {
                assertThat(store.findByAccount("", text))
                        .extracting(found -> found.token().accountId())
                        .containsExactly(text);
                assertThat(store.findByAccount(text, "account 1"))
                        .extracting(found -> found.token().realm())
                        .containsExactly(text);
            }
        }

        @Test
        @DisplayName("until they are purged: those that expired before the instant, at most so many at once")
        void onlyRowsThatExpiredBeforeAreDeleted() {
            StoredToken live = row("account 1", "slot 1", 7);
            store.save(live);
            for (int i = 0; i < 5; i++) {
                store.save(TokenRows.expiring(row("account 2", "slot 2", i), now.minusMillis(1)));
            }
            StoredToken justNow = TokenRows.expiring(row("account 3", "slot 3", 1), now);
            store.save(justNow);
            if (!expiresByItself()) {
                assertThat(store.deleteExpired(now, 3)).isEqualTo(3);
                assertThat(store.deleteExpired(now, 3)).isEqualTo(2);
            }
            assertThat(store.deleteExpired(now, 3)).isZero();
            assertThat(store.find(live.digest())).isPresent();
            assertThat(store.find(justNow.digest())).isPresent();
        }

        @Test
        @DisplayName("and keeps those that expired, for a day")
        void anExpiredRowIsThereUntilItIsPurged() {
            StoredToken expired = TokenRows.expiring(row("account 1", "slot 1", 7), now.minus(Duration.ofHours(23)));
            store.save(expired);
            assertThat(store.find(expired.digest())).isPresent();
        }
    }

    @Nested
    @DisplayName("swaps")
    class Swaps {
        @Test
        @DisplayName("seal, uses and state of a row that is still as it was seen")
        void aRowAsItWasSeenIsReplaced() {
            StoredToken seen = row("account 1", "slot 1", 7);
            store.save(seen);
            StoredToken used = TokenRows.used(seen);
            assertThat(store.swap(seen, used)).isTrue();
            assertThat(store.find(seen.digest())).map(TokenStore.Found::token).contains(used);
        }

        @Test
        @DisplayName("nothing if uses or state are not as they were seen")
        void aRowThatChangedIsNotReplaced() {
            StoredToken seen = row("account 1", "slot 1", 7);
            store.save(seen);
            store.swap(seen, TokenRows.used(seen));
            assertThat(store.swap(seen, TokenRows.become(seen, State.CANCELLED, 0)))
                    .isFalse();
            assertThat(store.swap(TokenRows.become(seen, State.LIVE, 1), TokenRows.become(seen, State.CANCELLED, 1)))
                    .isFalse();
            assertThat(store.find(seen.digest())).map(f -> f.token().state()).contains(State.USED);
        }

        @Test
        @DisplayName("nothing if there was a use since, though the state is as it was seen")
        void aRowThatWasUsedIsNotReplaced() {
            for (State state : List.of(State.LIVE, State.CLAIMED)) {
                StoredToken saved = row("account 1", "slot 1", 7);
                store.save(saved);
                StoredToken seen = TokenRows.become(saved, state, 1);
                store.swap(saved, seen);
                StoredToken usedAgain = TokenRows.become(saved, state, 2);
                assertThat(store.swap(seen, usedAgain)).isTrue();
                assertThat(store.swap(seen, TokenRows.become(saved, State.CANCELLED, 1)))
                        .isFalse();
                assertThat(store.find(seen.digest()))
                        .map(TokenStore.Found::token)
                        .contains(usedAgain);
            }
        }

        @Test
        @DisplayName("nothing if the row is not there")
        void aRowThatIsGoneIsNotReplaced() {
            StoredToken never = row("account 1", "slot 1", 7);
            assertThat(store.swap(never, TokenRows.used(never))).isFalse();
            assertThat(store.find(never.digest())).isEmpty();
        }

        @Test
        @DisplayName("back, too: to fewer uses and the seal of before, whatever the seal is now")
        void aSwapGivesAClaimBack() {
            StoredToken seen = row("account 1", "slot 1", 7);
            store.save(seen);
            StoredToken claimed = TokenRows.become(seen, State.CLAIMED, 1, TokenRows.digest("a seal"));
            store.swap(seen, claimed);
            StoredToken seenWithAnotherSeal =
                    TokenRows.become(seen, State.CLAIMED, 1, TokenRows.digest("another seal"));
            assertThat(store.swap(seenWithAnotherSeal, seen)).isTrue();
            assertThat(store.find(seen.digest())).contains(new TokenStore.Found(seen, 0));
        }

        @Test
        @DisplayName("seal, uses and state, and nothing else of the row")
        void aSwapLeavesTheOtherFieldsAlone() {
            StoredToken seen = row("account 1", "slot 1", 7);
            store.save(seen);
            StoredToken other =
                    TokenRows.inRealm(TokenRows.expiring(TokenRows.used(seen), now.plus(Duration.ofDays(3))), "staff");
            assertThat(store.swap(seen, other)).isTrue();
            assertThat(store.find(seen.digest())).map(TokenStore.Found::token).contains(TokenRows.used(seen));
        }

        @Test
        @DisplayName("once, however many try at the same moment")
        void ofManySwapsAtOnceOneWins() {
            for (int round = 0; round < rounds(); round++) {
                StoredToken seen = row("account 1", "slot 1", round);
                store.save(seen);
                List<Boolean> answers = Race.of(RUNNERS, i -> patiently(() -> store.swap(seen, TokenRows.used(seen))));
                assertThat(Collections.frequency(answers, true))
                        .as("winners of round %d", round)
                        .isOne();
            }
        }
    }

    @Nested
    @DisplayName("counts slots")
    class Slots {
        @Test
        @DisplayName("and tells their number with every row")
        void aRowIsFoundWithTheNumberOfItsSlot() {
            StoredToken row = row("account 1", "slot 1", 7);
            store.save(row);
            store.supersede(row.slot(), first + 8);
            assertThat(slotNumber(row)).isEqualTo(first + 8);
            assertThat(store.findByAccount("", "account 1"))
                    .extracting(TokenStore.Found::slotNumber)
                    .containsExactly(first + 8);
        }

        @Test
        @DisplayName("upwards only")
        void aNumberIsNeverLowered() {
            StoredToken row = row("account 1", "slot 1", 7);
            store.save(row);
            store.supersede(row.slot(), first + 8);
            store.supersede(row.slot(), first + 6);
            assertThat(slotNumber(row)).isEqualTo(first + 8);
        }

        @Test
        @DisplayName("one by one: numbers have up to 63 bits, and no two are the same")
        void numbersThatDifferByOneDiffer() {
            StoredToken row = row("account 1", "slot 1", 7);
            store.save(row);
            store.supersede(row.slot(), Long.MAX_VALUE - 1);
            assertThat(slotNumber(row)).isEqualTo(Long.MAX_VALUE - 1);
            store.supersede(row.slot(), Long.MAX_VALUE);
            assertThat(slotNumber(row)).isEqualTo(Long.MAX_VALUE);
        }

        @Test
        @DisplayName("as long as a row of theirs is left")
        void aSlotOutlivesTheRowsThatAreDeleted() {
            StoredToken expired = TokenRows.expiring(row("account 1", "slot 1", 7), now.minusMillis(1));
            StoredToken live = row("account 1", "slot 1", 8);
            store.save(expired);
            store.save(live);
            store.supersede(live.slot(), first + 9);
            store.deleteExpired(now, 10);
            assertThat(slotNumber(live)).isEqualTo(first + 9);
        }

        @Test
        @DisplayName("to the highest of many numbers given at the same moment")
        void ofManyNumbersAtOnceTheHighestStays() {
            for (int round = 0; round < rounds(); round++) {
                StoredToken row = row("account 1", "slot of round " + round, 1);
                store.save(row);
                Race.of(
                        RUNNERS,
                        i -> patiently(() -> {
                            store.supersede(row.slot(), first + i);
                            return true;
                        }));
                assertThat(slotNumber(row)).isEqualTo(first + RUNNERS - 1);
            }
        }

        private long slotNumber(StoredToken row) {
            return store.find(row.digest()).orElseThrow().slotNumber();
        }
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

    private int rounds() {
        return Boolean.getBoolean("resetta.thorough") ? 300 : 20;
    }

    /** Repeats what a database could not tell, as Resetta does. */
    static boolean patiently(BooleanSupplier work) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                return work.getAsBoolean();
            } catch (TokenStore.ConflictException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        throw new AssertionError("There was no end of conflicts.");
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

    private StoredToken row(String accountId, String slot, long number) {
        return TokenRows.row(accountId, slot, first + number, now);
    }
}
