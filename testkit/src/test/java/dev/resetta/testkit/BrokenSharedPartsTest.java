package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Parts that break a promise of the whole flow are rejected by the race, or by the matrix. */
@Tag("once")
class BrokenSharedPartsTest {
    @Test
    void anUpdaterThatDoesNotCompareLosesTheRace() {
        assertThat(Rejections.of(NoComparison.class)).contains("oneOfManyRedeemsAHashBoundLink");
    }

    @Test
    void aStoreInWhichEverybodyClaimsLosesTheRace() {
        // Of a one-time link one still wins, because the updater compares hashes.
        assertThat(Rejections.of(EverybodyClaims.class)).containsExactly("allRedeemAReusableLinkInTurn");
    }

    @Test
    void aStoreInWhichNobodyClaimsLosesTheRace() {
        assertThat(Rejections.of(NobodyClaims.class))
                .contains("oneOfManyRedeemsAOneTimeLink", "allRedeemAReusableLinkInTurn");
    }

    @Test
    void aStoreThatLetsTwoLinksLiveFallsShortOfTheMatrix() {
        assertThat(Rejections.of(NoSlots.class)).containsExactly("everyCellOfThePolicyMatrixHolds");
    }

    @Test
    void anUpdaterThatSaysYesAndWritesNothingFallsShortOfTheMatrix() {
        assertThat(Rejections.of(WritesNothing.class)).containsExactly("everyCellOfThePolicyMatrixHolds");
    }

    /** Writes whatever the hash has become. */
    static class NoComparison extends RedemptionRaceContract {
        @Override
        protected SharedParts shared() {
            InMemoryAccounts accounts = new InMemoryAccounts();
            return new InMemoryParts(TokenStore.inMemory(), accounts, update -> {
                accounts.change(update.accountId(), account -> InMemoryAccounts.withHash(account, update.newHash()));
                return true;
            });
        }
    }

    /** A claim that somebody else has made already counts, too. */
    static class EverybodyClaims extends RedemptionRaceContract {
        @Override
        protected SharedParts shared() {
            return SharedParts.of(new StoreWithoutTransactions() {
                @Override
                public boolean swap(StoredToken seen, StoredToken next) {
                    super.swap(seen, next);
                    return true;
                }
            });
        }
    }

    /** A claim that was made is told as lost. */
    static class NobodyClaims extends RedemptionRaceContract {
        @Override
        protected SharedParts shared() {
            return SharedParts.of(new StoreWithoutTransactions() {
                @Override
                public boolean swap(StoredToken seen, StoredToken next) {
                    super.swap(seen, next);
                    return false;
                }
            });
        }
    }

    /** Nothing is counted. */
    static class NoSlots extends PolicyMatrixContract {
        @Override
        protected SharedParts shared() {
            return SharedParts.of(new StoreWithoutTransactions() {
                @Override
                public void supersede(String slot, long number) {}
            });
        }
    }

    /** Says that it has. */
    static class WritesNothing extends PolicyMatrixContract {
        @Override
        protected SharedParts shared() {
            return new InMemoryParts(TokenStore.inMemory(), new InMemoryAccounts(), update -> true);
        }
    }
}
