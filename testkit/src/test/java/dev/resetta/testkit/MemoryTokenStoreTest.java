package dev.resetta.testkit;

import dev.resetta.token.TokenStore;

class MemoryTokenStoreTest extends TokenStoreContract {
    @Override
    protected TokenStore createStore() {
        return TokenStore.inMemory();
    }
}
