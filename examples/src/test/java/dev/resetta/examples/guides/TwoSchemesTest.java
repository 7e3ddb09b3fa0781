package dev.resetta.examples.guides;

import dev.resetta.testkit.TokenIssuerContract;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;

/** New links keep every promise while old ones are accepted beside them. */
@DisplayName("Two schemes side by side")
class TwoSchemesTest extends TokenIssuerContract {
    @Override
    protected TokenIssuer createIssuer() {
        TokenIssuer fresh = TokenIssuer.stored(TokenStore.inMemory(), null, new SecureRandom());
        return new TwoSchemes(fresh, new OldJwts("what only the server knows", Instant.MAX));
    }

    @Override
    protected TokenPolicy policy() {
        return TokenPolicy.oneTime();
    }
}
