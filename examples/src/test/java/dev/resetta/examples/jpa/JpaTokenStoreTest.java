package dev.resetta.examples.jpa;

import dev.resetta.testkit.TokenStoreContract;
import dev.resetta.token.TokenStore;
import org.junit.jupiter.api.AfterEach;

/** Resetta's own store, in units that the entity manager begins and ends. */
class JpaTokenStoreTest extends TokenStoreContract {
    private final JpaShop shop = new JpaShop(16);

    @Override
    protected TokenStore createStore() {
        return shop.db.tokenStore();
    }

    @AfterEach
    void close() {
        shop.close();
    }
}
