package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.TestAccounts;
import dev.resetta.account.Account;
import dev.resetta.token.TokenIssuer.Issued;
import dev.resetta.token.TokenIssuer.PasswordWrite;
import dev.resetta.token.TokenIssuer.PasswordWrite.Outcome;
import dev.resetta.token.TokenIssuer.Scope;
import dev.resetta.token.TokenIssuer.Transactional;
import dev.resetta.token.TokenVerdict.Bad;
import dev.resetta.token.TokenVerdict.Good;
import dev.resetta.token.TokenVerdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody else's issuer, store and transactions do as long as they say nothing else. */
class TokenIssuerTest {
    private static final Instant NOW = Instant.ofEpochMilli(2_000_000_000_123L);
    private static final Account ADA = Account.of("account-17", "ada@example.com", "hash");
    private static final Good GOOD = new Good(ADA, NOW, "link-1");

    private final Scope scope =
            new Scope("", Scope.PASSWORD_RESET, Scope.SELF_SERVICE, TokenPolicy.oneTime(), new TestAccounts(), NOW);

    @Test
    void anIssuerStoresNothing() {
        TokenIssuer issuer = answering(GOOD);

        issuer.delivered(Issued.of("token", "link-1", NOW));
        assertThat(issuer.storesTokens()).isFalse();
        assertThat(issuer.live("account-17", scope)).isEmpty();
        assertThat(issuer.revoke(row(), scope)).isFalse();
        assertThat(issuer.deleteExpired(NOW, 10)).isZero();
        assertThat(issuer.cancel("token", scope)).isEqualTo(new Bad(Reason.MALFORMED));
    }

    @Test
    void aGoodTokenIsAsGoodAsItsWrite() {
        TokenIssuer issuer = answering(GOOD);

        assertThat(issuer.redeem("token", scope, account -> Outcome.WRITTEN)).isEqualTo(GOOD);
        assertThat(issuer.redeem("token", scope, account -> Outcome.NOT_WRITTEN))
                .isEqualTo(new Bad(Reason.LOST, "account-17", "link-1"));
        assertThat(issuer.redeem("token", scope, account -> Outcome.UNCERTAIN))
                .isEqualTo(new Bad(Reason.UNCERTAIN, "account-17", "link-1"));
    }

    @Test
    void forABadTokenNothingIsWritten() {
        Bad bad = new Bad(Reason.EXPIRED);

        assertThat(answering(bad).redeem("token", scope, account -> {
                    throw new AssertionError("written");
                }))
                .isEqualTo(bad);
    }

    @Test
    void aWriteJoinsTheTransactionAndCannotBeRecognized() {
        PasswordWrite write = account -> Outcome.WRITTEN;

        assertThat(write.joinsTransaction()).isTrue();
        assertThat(write.isIn(ADA)).isTrue();
    }

    @Test
    void transactionsAreThoseOfResettaAlone() {
        Transactional transactions = BooleanSupplier::getAsBoolean;
        List<String> done = new ArrayList<>();

        transactions.afterCommit(() -> done.add("at once"));
        assertThat(done).containsExactly("at once");
        assertThat(transactions.inTransaction()).isFalse();
    }

    @Test
    void aStoreHasNoTransactions() {
        TokenStore store = new TokenStoreOfNothing();

        assertThat(store.transactionally(() -> true)).isTrue();
        assertThat(store.transactionally(() -> false)).isFalse();
        assertThat(store.transactionally(store::inTransaction)).isFalse();
    }

    @Test
    void anIssuedTokenHoldsWhatItWasGiven() {
        Issued issued = Issued.of("a-Z_0.9", "link-1", NOW);

        assertThat(issued.token()).isEqualTo("a-Z_0.9");
        assertThat(issued.linkId()).isEqualTo("link-1");
        assertThat(issued.expiresAt()).isEqualTo(NOW);
        assertThat(issued.cancelToken()).isEmpty();
        assertThat(issued.succession()).isEmpty();
        assertThat(issued.withCancelToken("c.1").cancelToken()).hasValue("c.1");
        assertThat(issued.withCancelToken("c.1")).hasToString("Issued[link-1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a?b", "%41", "a+b", "a=", "é", "\u0080", "&"})
    void whatMeansSomethingInALinkIsNoToken(String text) {
        assertThatThrownBy(() -> Issued.of(text, "link-1", NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Issued.of("token", "link-1", NOW).withCancelToken(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aScopeIsTheDesksOrThePeoples() {
        TokenPolicy policy = TokenPolicy.reusableUntilExpiry();
        Scope desk = scope.forSupport(policy);

        assertThat(scope.expiry()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
        assertThat(desk).isEqualTo(new Scope("", Scope.PASSWORD_RESET, Scope.SUPPORT, policy, scope.accounts(), NOW));
        assertThat(desk.expiry()).isEqualTo(NOW.plus(Duration.ofDays(3)));
        assertThat(new Scope("", "p", "c", policy, scope.accounts(), NOW.plusNanos(999_999)).now())
                .isEqualTo(NOW);
    }

    private static StoredToken row() {
        return new StoredToken(
                "1".repeat(64),
                "2".repeat(64),
                "3".repeat(64),
                1,
                "",
                "account-17",
                TokenPolicy.Kind.ONE_TIME,
                "",
                "5".repeat(64),
                NOW,
                NOW.plusSeconds(60),
                0,
                StoredToken.State.LIVE);
    }

    private static TokenIssuer answering(TokenVerdict verdict) {
        return new TokenIssuer() {
            @Override
            public Issued issue(Account account, Scope scope) {
                throw new UnsupportedOperationException();
            }

            @Override
            public TokenVerdict judge(String token, Scope scope) {
                return verdict;
            }
        };
    }

    /** Says what it has to say and nothing more. */
    private static final class TokenStoreOfNothing implements TokenStore {
        @Override
        public void save(StoredToken token) {}

        @Override
        public Optional<Found> find(String digest) {
            return Optional.empty();
        }

        @Override
        public boolean swap(StoredToken seen, StoredToken next) {
            return false;
        }

        @Override
        public void supersede(String slot, long number) {}

        @Override
        public List<Found> findByAccount(String realm, String accountId) {
            return List.of();
        }

        @Override
        public int deleteExpired(Instant before, int limit) {
            return 0;
        }
    }
}
