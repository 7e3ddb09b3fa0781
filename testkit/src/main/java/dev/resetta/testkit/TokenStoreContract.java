package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.token.StoredToken;
import dev.resetta.token.StoredToken.State;
import dev.resetta.token.TokenPolicy.Kind;
import dev.resetta.token.TokenStore;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
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
public abstract class TokenStoreContract extends TokenStoreUnits {
    private static final int RUNNERS = 16;

    /** For extension. */
    protected TokenStoreContract() {}

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
                List<Boolean> answers =
                        Race.of(RUNNERS, i -> Race.patiently(() -> store.swap(seen, TokenRows.used(seen))));
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
                        i -> Race.patiently(() -> {
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

    private int rounds() {
        return Boolean.getBoolean("resetta.thorough") ? 300 : 20;
    }
}
