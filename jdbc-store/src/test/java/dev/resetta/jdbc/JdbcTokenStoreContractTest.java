package dev.resetta.jdbc;

import dev.resetta.testkit.TokenStoreContract;
import dev.resetta.token.TokenStore;

/** What every token store promises, on H2. */
class JdbcTokenStoreContractTest extends TokenStoreContract {
    @Override
    protected TokenStore createStore() {
        return ResetDatabase.of(Memory.database()).createSchema().tokenStore();
    }
}
