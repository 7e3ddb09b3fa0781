package dev.resetta.testkit;

import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.security.SecureRandom;

/** The issuer of stored tokens keeps the contract with one-time links. */
class OneTimeTokensTest extends TokenIssuerContract {
    @Override
    protected TokenIssuer createIssuer() {
        return TokenIssuer.stored(TokenStore.inMemory(), SigningKeys.of("1", new byte[64]), new SecureRandom());
    }

    @Override
    protected TokenPolicy policy() {
        return TokenPolicy.oneTime();
    }
}
