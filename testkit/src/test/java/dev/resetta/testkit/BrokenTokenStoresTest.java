package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    void rowsThatAreDroppedAsSoonAsTheyExpireAreSeen() {
        assertThat(Rejections.of(HastyExpiry.class)).contains("anExpiredRowIsThereUntilItIsPurged");
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

    /** Has no transactions, and does not say so. */
    static class ClaimedTransactions extends TokenStoreContract {
        @Override
        protected TokenStore createStore() {
            return new StoreWithoutTransactions();
        }
    }

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
}
