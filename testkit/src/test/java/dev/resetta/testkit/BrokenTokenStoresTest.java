package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Token stores that break a promise are rejected by the test that names it. */
class BrokenTokenStoresTest {
    @Test
    void transactionsThatAreDeniedAreSeen() {
        assertThat(Rejections.of(DeniedTransactions.class))
                .contains("itSaysWhetherItWouldUndo", "whatFollowsWaitsForTheCommit");
    }

    @Test
    void transactionsThatAreNoneAreSeen() {
        assertThat(Rejections.of(ClaimedTransactions.class))
                .contains(
                        "aUnitThatAnswersFalseIsUndone", "aUnitThatThrowsIsUndone", "aUnitIsUndoneWithTheOneAroundIt");
    }

    @Test
    void numbersKeptAsDoublesAreSeen() {
        assertThat(Rejections.of(Doubles.class))
                .contains("ofManyNumbersAtOnceTheHighestStays", "numbersThatDifferByOneDiffer");
    }

    @Test
    void aSwapThatComparesTheSealIsSeen() {
        assertThat(Rejections.of(ComparedSeals.class)).contains("aSwapGivesAClaimBack");
    }

    @Test
    void aSwapThatComparesTheStateAloneIsSeen() {
        assertThat(Rejections.of(ComparedStates.class)).containsExactly("aRowThatWasUsedIsNotReplaced");
    }

    @Test
    void aColumnThatCutsIdsOffIsSeen() {
        assertThat(Rejections.of(CutOffIds.class)).containsExactly("everyRowComesBack");
    }

    @Test
    void aUnitThatIsRunAgainIsSeen() {
        assertThat(Rejections.of(RunAgain.class)).contains("workIsRunOnce");
    }

    @Test
    void rowsThatAreDroppedAsSoonAsTheyExpireAreSeen() {
        assertThat(Rejections.of(HastyExpiry.class)).contains("anExpiredRowIsThereUntilItIsPurged");
    }

    @Test
    void aSwapThatReadsFirstAndWritesThenIsSeen() {
        assertThat(Rejections.of(ReadThenWrite.class)).containsExactly("ofManySwapsAtOnceOneWins");
    }

    @Test
    void aSlotThatLetsTwoLiveIsSeen() {
        assertThat(Rejections.of(NoSlots.class))
                .contains("aRowIsFoundWithTheNumberOfItsSlot", "ofManyNumbersAtOnceTheHighestStays");
    }

    @Test
    void aSlotThatTheLastOneSetsIsSeen() {
        assertThat(Rejections.of(SinkingSlots.class)).contains("aNumberIsNeverLowered");
    }

    @Test
    void aSlotThatIsDroppedWithTheFirstOfItsRowsIsSeen() {
        assertThat(Rejections.of(HastySlots.class)).containsExactly("aSlotOutlivesTheRowsThatAreDeleted");
    }

    @Test
    void aCollationThatFoldsCaseIsSeen() {
        assertThat(Rejections.of(FoldedCase.class)).containsExactly("similarTextIsNotTheSame");
    }

    @Test
    void aRowThatIsSavedOverAnotherIsSeen() {
        assertThat(Rejections.of(SavedOver.class)).containsExactly("theSameDigestIsNotSavedTwice");
    }

    @Test
    void aPurgeThatTakesTheLastMomentIsSeen() {
        assertThat(Rejections.of(InclusivePurge.class)).contains("onlyRowsThatExpiredBeforeAreDeleted");
    }

    /** Has transactions, and says that it has none. */
    static class DeniedTransactions extends TokenStoreContract {
        @Override
        protected TokenStore createStore() {
            return TokenStore.inMemory();
        }

        @Override
        protected boolean hasTransactions() {
            return false;
        }
    }

    /** Forgets to undo: has no transactions, and does not say so. */
    static class ClaimedTransactions extends TokenStoreContract {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions();
        }
    }

    /** Numbers of slots go through a double, which has 53 bits. */
    static class Doubles extends TokenStoreWithoutTransactionsTest {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions() {
                @Override
                public void supersede(String slot, long number) {
                    super.supersede(slot, (long) (double) number);
                }
            };
        }
    }

    /** The seal is one of the fields that must not have changed. */
    static class ComparedSeals extends TokenStoreWithoutTransactionsTest {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions() {
                @Override
                public boolean swap(StoredToken seen, StoredToken next) {
                    return find(seen.digest())
                                    .filter(found -> found.token().seal().equals(seen.seal()))
                                    .isPresent()
                            && super.swap(seen, next);
                }
            };
        }
    }

    /** A row is gone a minute after it expired. */
    static class HastyExpiry extends TokenStoreWithoutTransactionsTest {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions() {
                @Override
                public Optional<Found> find(String digest) {
                    Instant aMomentAgo = Instant.now().minus(Duration.ofMinutes(1));
                    return super.find(digest)
                            .filter(found -> found.token().expiresAt().isAfter(aMomentAgo));
                }
            };
        }
    }

    /** Looks at the row, and writes it whatever has become of it. */
    static class ReadThenWrite extends TokenStoreWithoutTransactionsTest {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions() {
                @Override
                public boolean swap(StoredToken seen, StoredToken next) {
                    Optional<Found> found = find(seen.digest());
                    boolean isAsSeen = found.map(Found::token)
                            .filter(now -> now.uses() == seen.uses() && now.state() == seen.state())
                            .isPresent();
                    if (isAsSeen) {
                        rows.computeIfPresent(
                                seen.digest(),
                                (digest, now) -> TokenRows.become(now, next.state(), next.uses(), next.seal()));
                    }
                    return isAsSeen;
                }
            };
        }
    }

    /** Lets two links live: nothing is counted. */
    static class NoSlots extends TokenStoreWithoutTransactionsTest {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions() {
                @Override
                public void supersede(String slot, long number) {}
            };
        }
    }

    /** The number of a slot is that of whoever wrote last. */
    static class SinkingSlots extends TokenStoreWithoutTransactionsTest {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions() {
                @Override
                public void supersede(String slot, long number) {
                    slots.remove(slot);
                    super.supersede(slot, number);
                }
            };
        }
    }

    /** The purge drops every slot. */
    static class HastySlots extends TokenStoreWithoutTransactionsTest {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions() {
                @Override
                public int deleteExpired(Instant before, int limit) {
                    int deleted = super.deleteExpired(before, limit);
                    slots.clear();
                    return deleted;
                }
            };
        }
    }

    /** Accounts and realms that differ in case are the same. */
    static class FoldedCase extends TokenStoreWithoutTransactionsTest {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions() {
                @Override
                boolean isSame(String text, String other) {
                    return text.equalsIgnoreCase(other);
                }
            };
        }
    }

    /** An upsert. */
    static class SavedOver extends TokenStoreWithoutTransactionsTest {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions() {
                @Override
                public void save(StoredToken token) {
                    rows.remove(token.digest());
                    super.save(token);
                }
            };
        }
    }

    /** Deletes what expires at the very instant. */
    static class InclusivePurge extends TokenStoreWithoutTransactionsTest {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions() {
                @Override
                public int deleteExpired(Instant before, int limit) {
                    return super.deleteExpired(before.plusMillis(1), limit);
                }
            };
        }
    }

    /** The number of uses is not looked at. */
    static class ComparedStates extends TokenStoreWithoutTransactionsTest {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions() {
                @Override
                public boolean swap(StoredToken seen, StoredToken next) {
                    StoredToken now = rows.getOrDefault(seen.digest(), seen);
                    return super.swap(TokenRows.become(seen, seen.state(), now.uses()), next);
                }
            };
        }
    }

    /** A column of 64 characters, on a database that says nothing. */
    static class CutOffIds extends TokenStoreWithoutTransactionsTest {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions() {
                @Override
                public void save(StoredToken token) {
                    super.save(TokenRows.inRealm(
                            token,
                            token.realm()
                                    .substring(0, Math.min(64, token.realm().length()))));
                }
            };
        }
    }

    /** Tries again what was answered with no. */
    static class RunAgain extends TokenStoreWithoutTransactionsTest {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions() {
                @Override
                public boolean transactionally(BooleanSupplier work) {
                    boolean stands = work.getAsBoolean();
                    return stands || work.getAsBoolean();
                }
            };
        }
    }
}
