package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenIssuer.Scope;
import dev.resetta.token.TokenPolicy;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two issuers as one: what is listed, revoked and deleted is what the first one stores. */
class IssuersTest {
    private final Fixture fixture = Fixture.oneTime();
    private final TokenIssuer issuers = new Issuers(
            TokenIssuer.stored(fixture.store, null, new SecureRandom()),
            TokenIssuer.hashBound(Fixture.keys("k", 1), new SecureRandom()));

    @Test
    void aStoredLinkIsListedRevokedOnceAndDeleted() {
        Account ada = fixture.accounts.get(Fixture.ADA);
        Scope scope = Scope.of("", TokenPolicy.oneTime(), fixture.accounts, fixture.clock);
        issuers.issue(ada, scope);

        assertThat(issuers.storesTokens()).isTrue();
        assertThat(issuers.live(Fixture.ADA, scope)).containsExactlyElementsOf(fixture.store.saved);
        assertThat(issuers.revoke(fixture.store.saved.get(0), scope)).isTrue();
        assertThat(issuers.revoke(fixture.store.saved.get(0), scope)).isFalse();
        assertThat(issuers.deleteExpired(scope.now().plus(Duration.ofDays(1)), 10))
                .isEqualTo(1);
        assertThat(issuers.deleteExpired(scope.now().plus(Duration.ofDays(1)), 10))
                .isZero();
    }
}
