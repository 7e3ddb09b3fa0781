package dev.resetta.testkit;

import dev.resetta.token.TokenStore;
import java.time.Instant;

class TokenStoreThatExpiresByItselfTest extends TokenStoreContract {
    @Override
    protected TokenStore createStore() {
        return new StoreWithoutTransactions() {
            @Override
            public int deleteExpired(Instant before, int limit) {
                return 0;
            }
        };
    }

    @Override
    protected boolean hasTransactions() {
        return false;
    }

    @Override
    protected boolean expiresByItself() {
        return true;
    }
}
