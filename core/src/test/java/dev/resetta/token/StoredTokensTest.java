package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.TestAccounts;
import dev.resetta.account.Account;
import dev.resetta.token.StoredToken.State;
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

/** Stored tokens at their bounds: how long a link in use is looked at, how often one is tried to end, what names a slot. */
class StoredTokensTest {
    private static final Instant NOW = Instant.ofEpochMilli(2_000_000_000_123L);
    private static final Account ADA = Account.of("account-17", "ada@example.com", "hash");

    private final TestAccounts accounts = new TestAccounts();
    private final CountingStore store = new CountingStore();
    private final TokenIssuer issuer = TokenIssuer.stored(store, null, new SecureRandom());
    private final Scope oneTime = scope("", TokenPolicy.oneTime());
    private final Scope reusable = scope("", TokenPolicy.reusableUntilExpiry());

    @BeforeEach
    void addAda() {
        accounts.put(ADA);
    }

    @Test
    void aRowSaysWhenItsLinkWasIssuedAndEnds() {
        TokenIssuer.Issued issued = issuer.issue(ADA, oneTime);
        StoredToken row = row(0);

        assertThat(row.issuedAt()).isEqualTo(NOW);
        assertThat(row.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(30))).isEqualTo(issued.expiresAt());
        assertThat(row.linkId()).isEqualTo(issued.linkId());
        assertThat(row.number() >> 20).isEqualTo(NOW.toEpochMilli());
        assertThat(row.uses()).isZero();
        assertThat(row.state()).isEqualTo(State.LIVE);
        assertThat(row.seal()).matches("[0-9a-f]{64}");
    }

    @Test
    void onlyLinksOfOneAccountRealmChannelAndPolicyReplaceEachOther() {
        Account bob = Account.of("account-18", "ada@example.com", "hash");
        issuer.issue(ADA, oneTime);
        issuer.issue(bob, oneTime);
        issuer.issue(ADA, scope("staff", TokenPolicy.oneTime()));
        issuer.issue(ADA, reusable);
        issuer.issue(ADA, oneTime.forSupport(TokenPolicy.oneTime()));

        assertThat(store.saved)
                .extracting(StoredToken::slot)
                .doesNotHaveDuplicates()
                .allMatch(slot -> slot.matches("[0-9a-f]{64}"));
        issuer.issue(ADA, oneTime);
        assertThat(row(5).slot()).isEqualTo(row(0).slot());
    }

    @Test
    void aLinkThatIsDeliveredReplacesTheEarlierOnesUnlessTheyAreKept() {
        TokenIssuer.Issued first = issuer.issue(ADA, oneTime);
        issuer.delivered(issuer.issue(ADA, scope("", TokenPolicy.oneTime().keepEarlierLinks())));
        assertThat(issuer.judge(first.token(), oneTime)).isInstanceOf(Good.class);

        issuer.delivered(issuer.issue(ADA, oneTime));

        assertThat(issuer.judge(first.token(), oneTime)).isEqualTo(bad(Reason.REPLACED, row(0)));
        assertThat(issuer.live("account-17", oneTime)).containsExactly(row(2));
        assertThat(issuer.storesTokens()).isTrue();
    }

    @Test
    void aLinkInUseIsLookedAtForASecondAndThenLeftToItsUser() {
        String token = issuer.issue(ADA, reusable).token();
        store.swap(row(0), row(0).become(State.CLAIMED, 1, row(0).seal()));
        accounts.change("account-17", account -> TestAccounts.withHash(account, "written by whoever has claimed it"));
        store.looks.set(0);
        long start = System.nanoTime();

        TokenVerdict verdict = issuer.judge(token, reusable);

        assertThat(verdict).isEqualTo(bad(Reason.LOST, row(0)));
        assertThat(store.looks).hasValue(10);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void aLinkThatIsSealedAnewWhileOneLooksIsGood() {
        String token = issuer.issue(ADA, reusable).token();
        StoredToken claimed = row(0).become(State.CLAIMED, 1, row(0).seal());
        store.swap(row(0), claimed);
        Account changed = TestAccounts.withHash(ADA, "written by whoever has claimed it");
        accounts.put(changed);
        String seal = new StoredSeals(null)
                .seal(claimed, Base64Url.decode(token).orElseThrow(), changed, reusable)
                .orElseThrow();
        store.looks.set(0);
        store.atLook = look -> {
            if (look == 3) {
                store.swap(claimed, claimed.become(State.LIVE, 1, seal));
            }
        };

        assertThat(issuer.judge(token, reusable)).isInstanceOf(Good.class);
        assertThat(store.looks).hasValue(3);
    }

    @Test
    void aStaleLinkThatNobodyUsesIsReadOnceMoreAndThenRefused() {
        String token = issuer.issue(ADA, reusable).token();
        accounts.change("account-17", account -> TestAccounts.withHash(account, "of the owner's"));
        store.looks.set(0);

        assertThat(issuer.judge(token, reusable)).isEqualTo(bad(Reason.STALE, row(0)));
        assertThat(store.looks).hasValue(2);
    }

    @Test
    void aLinkInUseIsEndedAtTheTenthTryAtTheLatestOrNotAtAll() {
        issuer.issue(ADA, oneTime);
        String cancelToken = issuer.issue(ADA, oneTime).cancelToken().orElseThrow();

        store.lostSwaps.set(10);
        assertThatThrownBy(() -> issuer.revoke(row(0), oneTime))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(row(0).linkId());
        store.lostSwaps.set(10);
        assertThat(issuer.cancel(cancelToken, oneTime)).isEqualTo(bad(Reason.LOST, row(1)));
        assertThat(issuer.live("account-17", oneTime)).hasSize(2);

        store.lostSwaps.set(9);
        assertThat(issuer.revoke(row(0), oneTime)).isTrue();
        store.lostSwaps.set(9);
        assertThat(issuer.cancel(cancelToken, oneTime)).isInstanceOf(Good.class);
        assertThat(issuer.live("account-17", oneTime)).isEmpty();
    }

    @Test
    void whatHasEndedHasASealThatFitsNothingAndIsNoOthers() {
        String token = issuer.issue(ADA, oneTime).token();
        issuer.issue(ADA, oneTime);
        issuer.redeem(token, oneTime, account -> Outcome.WRITTEN);
        issuer.revoke(row(1), oneTime);

        assertThat(now(0).seal()).matches("[0-9a-f]{64}").isNotEqualTo(row(0).seal());
        assertThat(now(1).seal()).matches("[0-9a-f]{64}").isNotEqualTo(now(0).seal());
        assertThat(issuer.revoke(now(1), oneTime)).as("ended already").isFalse();
    }

    @Test
    void aLinkOfAnAccountThatIsGoneCanBeCancelled() {
        String cancelToken = issuer.issue(ADA, oneTime).cancelToken().orElseThrow();
        accounts.remove("account-17");

        TokenVerdict verdict = issuer.cancel(cancelToken, oneTime);

        assertThat(verdict).isInstanceOfSatisfying(Good.class, good -> {
            assertThat(good.account().id()).isEqualTo("account-17");
            assertThat(good.linkId()).isEqualTo(row(0).linkId());
        });
    }

    @Test
    void aLinkThatIsNowhereIsUnknown() {
        TokenIssuer.Issued issued = issuer.issue(ADA, oneTime);
        StoredToken row = row(0);
        assertThat(issuer.deleteExpired(NOW.plus(Duration.ofDays(1)), 10)).isEqualTo(1);

        assertThat(issuer.judge(issued.token(), oneTime)).isEqualTo(new Bad(Reason.UNKNOWN));
        assertThat(issuer.redeem(issued.token(), oneTime, account -> Outcome.WRITTEN))
                .isEqualTo(new Bad(Reason.UNKNOWN));
        assertThat(issuer.cancel(issued.cancelToken().orElseThrow(), oneTime)).isEqualTo(new Bad(Reason.UNKNOWN));
        assertThat(issuer.revoke(row, oneTime)).isFalse();
    }

    @Test
    void aLinkThatIsDeletedWhileItIsCancelledIsUnknown() {
        String cancelToken = issuer.issue(ADA, oneTime).cancelToken().orElseThrow();
        store.looks.set(0);
        store.atLook = look -> {
            if (look == 2) {
                store.deleteExpired(NOW.plus(Duration.ofDays(1)), 1);
            }
        };

        assertThat(issuer.cancel(cancelToken, oneTime)).isEqualTo(new Bad(Reason.UNKNOWN));
    }

    private StoredToken row(int number) {
        return store.saved.get(number);
    }

    private StoredToken now(int number) {
        return store.find(row(number).digest()).orElseThrow().token();
    }

    private static Bad bad(Reason reason, StoredToken row) {
        return new Bad(reason, row.accountId(), row.linkId());
    }

    private Scope scope(String realm, TokenPolicy policy) {
        return new Scope(realm, Scope.PASSWORD_RESET, Scope.SELF_SERVICE, policy, accounts, NOW);
    }
}
