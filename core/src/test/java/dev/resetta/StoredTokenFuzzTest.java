package dev.resetta;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.resetta.token.TokenPolicy;

class StoredTokenFuzzTest {
    private final TokenFuzzing tokens = new TokenFuzzing(TokenPolicy.Kind.ONE_TIME);

    @FuzzTest
    void anyTextGetsAVerdictAndOnlyTheTokenAGoodOne(FuzzedDataProvider data) {
        tokens.judge(data.consumeRemainingAsString());
    }
}
