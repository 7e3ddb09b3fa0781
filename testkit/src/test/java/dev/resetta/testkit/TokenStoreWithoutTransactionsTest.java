package dev.resetta.testkit;

import dev.resetta.token.TokenStore;

class TokenStoreWithoutTransactionsTest extends TokenStoreContract {
    @Override
    protected TokenStore createStore() {
        return new StoreWithoutTransactions();
    }

    @Override
    protected boolean hasTransactions() {
        return false;
    }
}
