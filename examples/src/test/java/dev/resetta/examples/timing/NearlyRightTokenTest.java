package dev.resetta.examples.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenVerdict;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever could see how much of a guessed token is right would guess it letter by letter. */
@Tag("timing")
class NearlyRightTokenTest {
    private static final int TIMES = 300;

    /** Enough for half a microsecond more each time to be a visible half millisecond. */
    private static final int CHECKS = 1000;

    private final People people = new People();
    private final Account somebody = people.findById("known").orElseThrow();

    @ParameterizedTest
    @EnumSource(TokenPolicy.Kind.class)
    void itTakesAsLongAsOneThatIsWrongFromTheBeginning(TokenPolicy.Kind kind) {
        SigningKeys keys = SigningKeys.of("2026", new byte[SigningKeys.SHORTEST_KEY]);
        SecureRandom random = new SecureRandom();
        TokenPolicy policy = switch (kind) {
            case ONE_TIME -> TokenPolicy.oneTime();
            case REUSABLE -> TokenPolicy.reusableUntilExpiry();
            case HASH_BOUND -> TokenPolicy.hashBound();
        };
        TokenIssuer issuer = kind == TokenPolicy.Kind.HASH_BOUND
                ? TokenIssuer.hashBound(keys, random)
                : TokenIssuer.stored(TokenStore.inMemory(), keys, random);
        TokenIssuer.Scope scope = TokenIssuer.Scope.of("", policy, people, Clock.systemUTC());
        String token = issuer.issue(somebody, scope).token();
        int secret = token.lastIndexOf('.') + 1;

        Contrast contrast = Contrast.of(
                TIMES,
                i -> judge(issuer, scope, changed(token, token.length() - 2)),
                i -> judge(issuer, scope, changed(token, secret)));

        Figures.tell(kind + " token, " + CHECKS + " checks: its last letters wrong, its first letter wrong", contrast);
        assertThat(contrast.isTelling()).as("%s", contrast).isFalse();
    }

    private static long judge(TokenIssuer issuer, TokenIssuer.Scope scope, String token) {
        int refused = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < CHECKS; i++) {
            refused += issuer.judge(token, scope) instanceof TokenVerdict.Bad ? 1 : 0;
        }
        long took = System.nanoTime() - begin;
        assertThat(refused).isEqualTo(CHECKS);
        return took;
    }

    private static String changed(String token, int place) {
        char other = token.charAt(place) == 'A' ? 'B' : 'A';
        return token.substring(0, place) + other + token.substring(place + 1);
    }
}
