package dev.resetta;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.resetta.token.TokenPolicy;

class HashBoundTokenFuzzTest {
    private final TokenFuzzing tokens = new TokenFuzzing(TokenPolicy.Kind.HASH_BOUND);

    @FuzzTest
    void anyTextGetsAVerdictAndOnlyTheTokenAGoodOne(FuzzedDataProvider data) {
        tokens.judge(data.consumeRemainingAsString());
    }
}
