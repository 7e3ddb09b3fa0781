package dev.resetta.jdbc;

import dev.resetta.testkit.TokenIssuerContract;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import java.security.SecureRandom;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every token issuer promises, of stored tokens on every database. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseIssuerContractTest extends TokenIssuerContract {
    @Parameter
    Database database;

    @Override
    protected TokenIssuer createIssuer() {
        return TokenIssuer.stored(
                ResetDatabase.of(database.fresh()).createSchema().tokenStore(),
                SigningKeys.of("1", new byte[SigningKeys.SHORTEST_KEY]),
                new SecureRandom());
    }

    @Override
    protected TokenPolicy policy() {
        return TokenPolicy.oneTime();
    }
}
