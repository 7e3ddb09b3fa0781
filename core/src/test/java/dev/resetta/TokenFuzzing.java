package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenVerdict;
import java.security.SecureRandom;

/** A good token, and whatever text is made of it: in an input {@code {token}} and {@code {cancel}} stand for the good ones. */
final class TokenFuzzing {
    private static final int LONGEST_FOR_ISSUERS = 4096;

    private final Fixture fixture;
    private final TokenIssuer issuer;
    private final TokenIssuer.Scope scope;
    private final String token;
    private final String cancelToken;

    TokenFuzzing(TokenPolicy.Kind kind) {
        fixture = Fixture.of(kind);
        token = fixture.token();
        cancelToken = fixture.isHashBound()
                ? ""
                : TestMail.tokenIn(fixture.mail.newestLink().cancelLink());
        issuer = fixture.isHashBound()
                ? TokenIssuer.hashBound(fixture.keys, new SecureRandom())
                : TokenIssuer.stored(fixture.store, null, new SecureRandom());
        scope = TokenIssuer.Scope.of("", fixture.policy, fixture.accounts, fixture.clock);
    }

    /** The good one is good, and everything else is not: nothing is thrown, and no password is changed. */
    void judge(String input) {
        String text = input.replace("{token}", token).replace("{cancel}", cancelToken);
        assertThat(fixture.reset().check(text).isGood()).isEqualTo(text.equals(token));
        if (!text.equals(token)) {
            assertThat(fixture.redeem(text, Fixture.NEW)).isInstanceOf(ResetResult.LinkRefused.class);
        }
        if (!text.equals(cancelToken)) {
            assertThat(fixture.reset().cancel(text)).isFalse();
        }
        assertThat(fixture.signsIn(Fixture.OLD)).isTrue();
        if (text.length() <= LONGEST_FOR_ISSUERS) {
            assertThat(issuer.judge(text, scope) instanceof TokenVerdict.Good).isEqualTo(text.equals(token));
        }
        fixture.events.clear();
    }
}
