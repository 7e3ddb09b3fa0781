package dev.resetta.testkit;

import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import java.security.SecureRandom;

/** The issuer of hash-bound tokens keeps the contract. */
class HashBoundTokensTest extends TokenIssuerContract {
    @Override
    protected TokenIssuer createIssuer() {
        return TokenIssuer.hashBound(SigningKeys.of("1", new byte[64]), new SecureRandom());
    }

    @Override
    protected TokenPolicy policy() {
        return TokenPolicy.hashBound();
    }
}
