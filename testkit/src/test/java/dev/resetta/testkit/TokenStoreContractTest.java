package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The contract turns stores down that break it. */
class TokenStoreContractTest {

    @Test
    void aStoreThatDeniesItsTransactionsIsTurnedDown() {
        assertTurnedDown(
                new StoreWithoutTransactions(), true, contract -> contract.new Units().itSaysWhetherItWouldUndo());
        assertTurnedDown(
                new StoreWithoutTransactions(), true, contract -> contract.new Units().aUnitThatAnswersFalseIsUndone());
        assertTurnedDown(TokenStore.inMemory(), false, contract -> contract.new Units().itSaysWhetherItWouldUndo());
    }

    @Test
    void aStoreThatKeepsNumbersAsDoublesIsTurnedDown() {
        TokenStore store = new StoreWithoutTransactions() {
            @Override
            public void supersede(String slot, long number) {
                super.supersede(slot, (long) (double) number);
            }
        };

        assertTurnedDown(store, false, contract -> contract.new Slots().ofManyNumbersAtOnceTheHighestStays());
        assertTurnedDown(store, false, contract -> contract.new Slots().numbersThatDifferByOneDiffer());
    }

    @Test
    void aStoreThatComparesTheSealIsTurnedDown() {
        TokenStore store = new StoreWithoutTransactions() {
            @Override
            public boolean swap(StoredToken seen, StoredToken next) {
                return find(seen.digest()).orElseThrow().token().seal().equals(seen.seal()) && super.swap(seen, next);
            }
        };

        assertTurnedDown(store, false, contract -> contract.new Swaps().aSwapGivesAClaimBack());
    }

    @Test
    void aStoreThatDropsRowsAsSoonAsTheyExpireIsTurnedDown() {
        TokenStore store = new StoreWithoutTransactions() {
            @Override
            public Optional<Found> find(String digest) {
                Instant aMomentAgo = Instant.now().minus(Duration.ofMinutes(1));
                return super.find(digest)
                        .filter(found -> found.token().expiresAt().isAfter(aMomentAgo));
            }
        };

        assertTurnedDown(store, false, contract -> contract.new Rows().anExpiredRowIsThereUntilItIsPurged());
    }

    private static void assertTurnedDown(TokenStore store, boolean hasTransactions, Consumer<TokenStoreContract> test) {
        TokenStoreContract contract = new TokenStoreContract() {
            @Override
            protected TokenStore createStore() {
                return store;
            }

            @Override
            protected boolean hasTransactions() {
                return hasTransactions;
            }
        };
        contract.createTheStore();
        assertThatThrownBy(() -> test.accept(contract)).isInstanceOf(AssertionError.class);
    }
}
