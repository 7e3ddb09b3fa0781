package dev.resetta.jdbc;

import dev.resetta.testkit.TokenStoreContract;
import dev.resetta.token.TokenStore;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every token store promises, on every database. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseTokenStoreTest extends TokenStoreContract {
    @Parameter
    Database database;

    @Override
    protected TokenStore createStore() {
        return ResetDatabase.of(database.fresh()).createSchema().tokenStore();
    }
}
