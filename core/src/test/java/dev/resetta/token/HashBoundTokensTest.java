package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.TestAccounts;
import dev.resetta.account.Account;
import dev.resetta.token.TokenIssuer.PasswordWrite.Outcome;
import dev.resetta.token.TokenIssuer.Scope;
import dev.resetta.token.TokenVerdict.Bad;
import dev.resetta.token.TokenVerdict.Good;
import dev.resetta.token.TokenVerdict.Reason;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hash-bound tokens at their bounds, and what each verdict names. */
class HashBoundTokensTest {
    private static final Instant NOW = Instant.ofEpochMilli(2_000_000_000_123L);
    private static final Account ADA = Account.of("account-17", "ada@example.com", "hash");
    private static final TokenPolicy WEEK = TokenPolicy.hashBound().lifetime(TokenPolicy.LONGEST_LIFETIME);

    private final TestAccounts accounts = new TestAccounts();
    private final TokenIssuer issuer = issuer("k", 1);

    @BeforeEach
    void addAda() {
        accounts.put(ADA);
    }

    @Test
    void aLinkIsGoodFromFiveMinutesBeforeItsIssueToItsEnd() {
        TokenIssuer.Issued week = issuer.issue(ADA, at(NOW));
        Instant end = NOW.plus(Duration.ofDays(7));

        assertThat(week.expiresAt()).isEqualTo(end);
        assertThat(issuer.judge(
                        week.token(), at(NOW.minus(Duration.ofMinutes(5)).minusMillis(1))))
                .isEqualTo(new Bad(Reason.IMPLAUSIBLE, null, week.linkId()));
        assertThat(issuer.judge(week.token(), at(NOW.minus(Duration.ofMinutes(5)))))
                .as("five minutes are what two clocks may be apart")
                .isEqualTo(new Good(ADA, end, week.linkId()));
        assertThat(issuer.judge(week.token(), at(end.minusMillis(1)))).isInstanceOf(Good.class);
        assertThat(issuer.judge(week.token(), at(end))).isEqualTo(new Bad(Reason.EXPIRED, null, week.linkId()));
    }

    @Test
    void aLinkIsNamedBySixteenDigitsThatAreNotInIt() {
        TokenIssuer.Issued one = issuer.issue(ADA, at(NOW));
        TokenIssuer.Issued other = issuer.issue(ADA, at(NOW));

        assertThat(one.linkId()).matches("[0-9a-f]{16}").isNotEqualTo(other.linkId());
        assertThat(one.token()).doesNotContain(one.linkId()).isNotEqualTo(other.token());
        assertThat(one.cancelToken()).isEmpty();
        assertThat(issuer.storesTokens()).isFalse();
    }

    @Test
    void aVerdictNamesTheAccountOnceItIsFound() {
        TokenIssuer.Issued issued = issuer.issue(ADA, at(NOW));

        assertThat(issuer.judge("h1.rubbish", at(NOW))).isEqualTo(new Bad(Reason.MALFORMED));
        assertThat(issuer("other", 2).judge(issued.token(), at(NOW)))
                .isEqualTo(new Bad(Reason.UNKNOWN_KEY, null, issued.linkId()));
        assertThat(issuer("k", 2).judge(issued.token(), at(NOW)))
                .isEqualTo(new Bad(Reason.STALE, "account-17", issued.linkId()));
        accounts.put(ADA.withEligible(false));
        assertThat(issuer.judge(issued.token(), at(NOW)))
                .isEqualTo(new Bad(Reason.INELIGIBLE, "account-17", issued.linkId()));
        accounts.remove("account-17");
        assertThat(issuer.judge(issued.token(), at(NOW))).isEqualTo(new Bad(Reason.NO_ACCOUNT, null, issued.linkId()));
    }

    @Test
    void aWriteThatSaysNoIsNoUse() {
        TokenIssuer.Issued issued = issuer.issue(ADA, at(NOW));

        assertThat(issuer.redeem(issued.token(), at(NOW), account -> Outcome.NOT_WRITTEN))
                .isEqualTo(new Bad(Reason.LOST, "account-17", issued.linkId()));
        assertThat(issuer.judge(issued.token(), at(NOW))).isInstanceOf(Good.class);
        assertThat(issuer.redeem(issued.token(), at(NOW), this::write))
                .isEqualTo(new Good(ADA, issued.expiresAt(), issued.linkId()));
        assertThat(issuer.judge(issued.token(), at(NOW)))
                .isEqualTo(new Bad(Reason.STALE, "account-17", issued.linkId()));
    }

    private Outcome write(Account account) {
        accounts.put(TestAccounts.withHash(account, "another hash"));
        return Outcome.WRITTEN;
    }

    private Scope at(Instant now) {
        return new Scope("", Scope.PASSWORD_RESET, Scope.SELF_SERVICE, WEEK, accounts, now);
    }

    private static TokenIssuer issuer(String keyId, int number) {
        byte[] key = new byte[SigningKeys.SHORTEST_KEY];
        key[0] = (byte) number;
        return TokenIssuer.hashBound(SigningKeys.of(keyId, key), new SecureRandom());
    }
}
