package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.resetta.token.StoredToken;
import dev.resetta.token.StoredToken.State;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
 * <p>A store whose {@link TokenStore#inTransaction()} says false inside a unit is taken at its word: the tests of undoing are
 * reported as skipped, since Resetta undoes claims for it. Races are run more often with {@code -Dresetta.thorough=true}.
 */
@DisplayName("A token store")
public abstract class TokenStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
    private static final int RUNNERS = 16;

    private final AtomicInteger counter = new AtomicInteger();
    private TokenStore store = TokenStore.inMemory();

    /** For extension. */
    protected TokenStoreContract() {}

    /** Makes an empty store, or one in which no row of an earlier test is left; called before each test. */
    protected abstract TokenStore createStore();

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
        @DisplayName("found by their own digest and no other")
        void anUnknownDigestFindsNothing() {
            store.save(row("account 1", "slot 1", 7));
            assertThat(store.find(digest("another"))).isEmpty();
        }

        @Test
        @DisplayName("whose digest is there once")
        void theSameDigestIsNotSavedTwice() {
            StoredToken row = row("account 1", "slot 1", 7);
            store.save(row);
            assertThatThrownBy(() -> store.save(row)).isInstanceOf(RuntimeException.class);
        }

        @Test
        @DisplayName("listed for their account and realm, the newest first")
        void theRowsOfAnAccountAreListedNewestFirst() {
            StoredToken older = row("account 1", "slot 1", 7);
            StoredToken newer = row("account 1", "slot 1", 8);
            List.of(older, newer, row("account 2", "slot 2", 9), inRealm(row("account 1", "slot 3", 10), "staff"))
                    .forEach(store::save);
            assertThat(store.findByAccount("", "account 1"))
                    .extracting(TokenStore.Found::token)
                    .containsExactly(newer, older);
        }

        @Test
        @DisplayName("until they are purged: those that expired before the instant, at most so many at once")
        void onlyRowsThatExpiredBeforeAreDeleted() {
            StoredToken live = row("account 1", "slot 1", 7);
            store.save(live);
            for (int i = 0; i < 5; i++) {
                store.save(expiring(row("account 2", "slot 2", i), NOON.minusMillis(1)));
            }
            StoredToken justNow = expiring(row("account 3", "slot 3", 1), NOON);
            store.save(justNow);
            assertThat(store.deleteExpired(NOON, 3)).isEqualTo(3);
            assertThat(store.deleteExpired(NOON, 3)).isEqualTo(2);
            assertThat(store.deleteExpired(NOON, 3)).isZero();
            assertThat(store.find(live.digest())).isPresent();
            assertThat(store.find(justNow.digest())).isPresent();
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
            StoredToken used = used(seen);
            assertThat(store.swap(seen, used)).isTrue();
            assertThat(store.find(seen.digest())).map(TokenStore.Found::token).contains(used);
        }

        @Test
        @DisplayName("nothing if uses or state are not as they were seen")
        void aRowThatChangedIsNotReplaced() {
            StoredToken seen = row("account 1", "slot 1", 7);
            store.save(seen);
            store.swap(seen, used(seen));
            assertThat(store.swap(seen, become(seen, State.CANCELLED, 0))).isFalse();
            assertThat(store.swap(become(seen, State.LIVE, 1), become(seen, State.CANCELLED, 1)))
                    .isFalse();
            assertThat(store.find(seen.digest())).map(f -> f.token().state()).contains(State.USED);
        }

        @Test
        @DisplayName("nothing if the row is not there")
        void aRowThatIsGoneIsNotReplaced() {
            StoredToken never = row("account 1", "slot 1", 7);
            assertThat(store.swap(never, used(never))).isFalse();
            assertThat(store.find(never.digest())).isEmpty();
        }

        @Test
        @DisplayName("once, however many try at the same moment")
        void ofManySwapsAtOnceOneWins() {
            for (int round = 0; round < rounds(); round++) {
                StoredToken seen = row("account 1", "slot 1", round);
                store.save(seen);
                List<Boolean> answers = Race.of(RUNNERS, i -> patiently(() -> store.swap(seen, used(seen))));
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
            store.supersede(row.slot(), 8);
            assertThat(store.find(row.digest()))
                    .map(TokenStore.Found::slotNumber)
                    .contains(8L);
            assertThat(store.findByAccount("", "account 1"))
                    .extracting(TokenStore.Found::slotNumber)
                    .containsExactly(8L);
        }

        @Test
        @DisplayName("upwards only")
        void aNumberIsNeverLowered() {
            StoredToken row = row("account 1", "slot 1", 7);
            store.save(row);
            store.supersede(row.slot(), 8);
            store.supersede(row.slot(), 6);
            assertThat(store.find(row.digest()))
                    .map(TokenStore.Found::slotNumber)
                    .contains(8L);
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
                            store.supersede(row.slot(), 100 + i);
                            return true;
                        }));
                assertThat(store.find(row.digest()))
                        .map(TokenStore.Found::slotNumber)
                        .contains(100L + RUNNERS - 1);
            }
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
        @DisplayName("whose writes stay if the work answers true")
        void whatAUnitWroteStays() {
            StoredToken row = row("account 1", "slot 1", 7);
            store.transactionally(() -> {
                store.save(row);
                return store.swap(row, used(row));
            });
            assertThat(store.find(row.digest())).map(f -> f.token().state()).contains(State.USED);
        }

        @Test
        @DisplayName("whose writes are undone if it answers false")
        void aUnitThatAnswersFalseIsUndone() {
            assumeTrue(undoes(), "this store says that it undoes nothing");
            StoredToken row = row("account 1", "slot 1", 7);
            store.save(row);
            store.transactionally(() -> {
                store.swap(row, used(row));
                store.supersede(row.slot(), 99);
                return false;
            });
            assertThat(store.find(row.digest())).contains(new TokenStore.Found(row, 0));
        }

        @Test
        @DisplayName("whose writes are undone if it throws, and hands the exception on")
        void aUnitThatThrowsIsUndone() {
            assumeTrue(undoes(), "this store says that it undoes nothing");
            StoredToken row = row("account 1", "slot 1", 7);
            store.save(row);
            IllegalStateException failure = new IllegalStateException("planted");
            assertThatThrownBy(() -> store.transactionally(() -> {
                        store.swap(row, used(row));
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThat(store.find(row.digest())).contains(new TokenStore.Found(row, 0));
        }

        @Test
        @DisplayName("and says outside them that nothing would be undone")
        void outsideAUnitNothingIsUndone() {
            assertThat(store.inTransaction()).isFalse();
        }

        private boolean undoes() {
            boolean[] answer = new boolean[1];
            store.transactionally(() -> answer[0] = store.inTransaction());
            return answer[0];
        }
    }

    private int rounds() {
        return Boolean.getBoolean("resetta.thorough") ? 300 : 20;
    }

    /** Repeats what a database could not tell, as Resetta does. */
    private static boolean patiently(BooleanSupplier work) {
        while (true) {
            try {
                return work.getAsBoolean();
            } catch (TokenStore.ConflictException e) {
                Thread.onSpinWait();
            }
        }
    }

    private StoredToken row(String accountId, String slot, long number) {
        String name = "token " + counter.incrementAndGet();
        return new StoredToken(
                digest(name),
                digest("cancel " + name),
                digest(slot),
                number,
                "",
                accountId,
                TokenPolicy.Kind.ONE_TIME,
                "2026-11",
                digest("seal of " + name),
                NOON,
                NOON.plus(Duration.ofMinutes(30)),
                0,
                State.LIVE);
    }

    private static StoredToken used(StoredToken row) {
        return become(row, State.USED, row.uses() + 1);
    }

    private static StoredToken become(StoredToken row, State state, int uses) {
        return copy(row, row.realm(), row.expiresAt(), digest("mark"), uses, state);
    }

    private static StoredToken inRealm(StoredToken row, String realm) {
        return copy(row, realm, row.expiresAt(), row.seal(), row.uses(), row.state());
    }

    private static StoredToken expiring(StoredToken row, Instant expiresAt) {
        return copy(row, row.realm(), expiresAt, row.seal(), row.uses(), row.state());
    }

    private static StoredToken copy(
            StoredToken row, String realm, Instant expiresAt, String seal, int uses, State state) {
        return new StoredToken(
                row.digest(),
                row.cancelDigest(),
                row.slot(),
                row.number(),
                realm,
                row.accountId(),
                row.kind(),
                row.keyId(),
                seal,
                row.issuedAt(),
                expiresAt,
                uses,
                state);
    }

    private static String digest(String text) {
        return Digests.sha256(text);
    }
}
