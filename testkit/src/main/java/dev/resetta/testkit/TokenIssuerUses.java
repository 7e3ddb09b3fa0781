package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.resetta.account.Account;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenIssuer.Issued;
import dev.resetta.token.TokenIssuer.PasswordWrite;
import dev.resetta.token.TokenIssuer.Scope;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an issuer does with the tokens it has issued, and what all its tests begin with; the rest is in {@link TokenIssuerContract}. */
abstract class TokenIssuerUses {
    /** Near the true time, in whole milliseconds, for issuers behind which rows expire by the clock of a server. */
    static final Instant NOW = Instant.ofEpochMilli(System.currentTimeMillis());

    static final String ADA = "ada";
    static final String EVE = "eve";
    private static final int RUNNERS = 8;
    private static final long PAUSE_NANOS = 2_000_000;
    private static final int ROUNDS = Boolean.getBoolean("resetta.thorough") ? 100 : 10;

    final InMemoryAccounts accounts = new InMemoryAccounts();
    TokenIssuer issuer = new NoIssuer();

    /** Makes the issuer, without any token issued; called before each test. */
    protected abstract TokenIssuer createIssuer();

    /** The policy it is for. */
    protected abstract TokenPolicy policy();

    /** Says whether what it stores expires by itself, so that {@code deleteExpired} has nothing to do; by default false. */
    protected boolean expiresByItself() {
        return false;
    }

    @BeforeEach
    void createTheIssuer() {
        accounts.put(Account.of(ADA, "ada@example.com", "hash 1").withSecurityStamp("stamp 1"));
        accounts.put(Account.of(EVE, "eve@example.com", "hash 2").withSecurityStamp("stamp 1"));
        issuer = createIssuer();
    }

    @Nested
    @DisplayName("redeems")
    class Redeems {
        @Test
        @DisplayName("by a write for the token's own account, whose state was judged at that moment")
        void writesForTheTokensAccount() {
            String token = issue(ADA).token();
            List<Account> written = new ArrayList<>();

            TokenVerdict verdict = issuer.redeem(token, scope(), account -> {
                written.add(account);
                return changePassword();
            });
            assertThat(verdict).isInstanceOf(TokenVerdict.Good.class);
            assertThat(written).extracting(Account::id).containsExactly(ADA);
        }

        @Test
        @DisplayName("no dead token, and nothing is written for one")
        void nothingForADeadToken() {
            String token = issue(ADA).token();
            accounts.change(ADA, account -> InMemoryAccounts.withHash(account, "hash of another password"));

            assertThat(issuer.redeem(token, scope(), account -> {
                        throw new AssertionError("A password was written.");
                    }))
                    .isInstanceOf(TokenVerdict.Bad.class);
        }

        @Test
        @DisplayName("nothing where nothing was written, and the token is still good")
        void stillGoodIfNothingWasWritten() {
            String token = issue(ADA).token();

            assertThat(issuer.redeem(token, scope(), account -> PasswordWrite.Outcome.NOT_WRITTEN))
                    .isInstanceOf(TokenVerdict.Bad.class);
            assertThat(judge(token)).isInstanceOf(TokenVerdict.Good.class);
        }

        @Test
        @DisplayName("nothing where the write fails: the exception comes through, and the token is still good")
        void stillGoodIfTheWriteFails() {
            String token = issue(ADA).token();

            assertThatThrownBy(() -> issuer.redeem(token, scope(), account -> {
                        throw new IllegalStateException("on purpose");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("on purpose");
            assertThat(judge(token)).isInstanceOf(TokenVerdict.Good.class);
        }

        @Test
        @DisplayName("a token once, unless its policy says otherwise")
        void onceUnlessReusable() {
            String token = issue(ADA).token();
            PasswordWrite write = account -> {
                accounts.change(
                        ADA,
                        now -> InMemoryAccounts.withHash(now, now.passwordHash().orElse("") + "'"));
                return PasswordWrite.Outcome.WRITTEN;
            };
            issuer.redeem(token, scope(), write);
            TokenVerdict again = issuer.redeem(token, scope(), write);

            boolean isReusable = policy().kind() == TokenPolicy.Kind.REUSABLE;
            assertThat(again instanceof TokenVerdict.Good).isEqualTo(isReusable);
        }

        @Test
        @DisplayName("a token for one of many at once, unless its policy says otherwise")
        void oneOfManyAtOnce() {
            for (int round = 0; round < ROUNDS; round++) {
                createTheIssuer();
                String token = issue(ADA).token();
                List<Boolean> won = Race.of(RUNNERS, runner -> isRedeemed(token, "hash of runner " + runner));
                int winners = Collections.frequency(won, true);

                if (policy().kind() == TokenPolicy.Kind.REUSABLE) {
                    assertThat(winners).as("winners of round %s", round).isPositive();
                    assertThat(judge(token)).isInstanceOf(TokenVerdict.Good.class);
                } else {
                    assertThat(winners).as("winners of round %s", round).isOne();
                    assertThat(reason(token)).isNotNull();
                }
            }
        }

        /** Writes as a right updater does: only over the hash that was judged, and late enough for others to judge as well. */
        private boolean isRedeemed(String token, String newHash) {
            PasswordWrite write = judged -> {
                PasswordUpdate update = PasswordUpdate.of(judged, newHash, "a new long password", NOW);
                LockSupport.parkNanos(PAUSE_NANOS);
                return accounts.update(update) ? PasswordWrite.Outcome.WRITTEN : PasswordWrite.Outcome.NOT_WRITTEN;
            };
            try {
                return issuer.redeem(token, scope(), write) instanceof TokenVerdict.Good;
            } catch (TokenStore.ConflictException e) {
                return false;
            }
        }

        private PasswordWrite.Outcome changePassword() {
            accounts.change(
                    ADA,
                    now -> InMemoryAccounts.withHash(now, now.passwordHash().orElse("") + "'"));
            return PasswordWrite.Outcome.WRITTEN;
        }
    }

    @Nested
    @DisplayName("cancels")
    class Cancels {
        @Test
        @DisplayName("a link by a cancel token that redeems nothing, if it hands one out")
        void aCancelTokenRedeemsNothing() {
            Issued issued = issue(ADA);
            assumeTrue(issued.cancelToken().isPresent(), "It hands out none.");
            String cancelToken = issued.cancelToken().orElseThrow();

            assertThat(reason(cancelToken)).isNotNull();
            assertThat(issuer.cancel(issued.token(), scope())).isInstanceOf(TokenVerdict.Bad.class);
            assertThat(judge(issued.token())).isInstanceOf(TokenVerdict.Good.class);
            assertThat(issuer.cancel(cancelToken, scope())).isInstanceOf(TokenVerdict.Good.class);
            assertThat(reason(issued.token())).isNotNull();
            assertThat(issuer.cancel(cancelToken, scope())).isInstanceOf(TokenVerdict.Bad.class);
        }
    }

    @Nested
    @DisplayName("that stores tokens")
    class Stores {
        @BeforeEach
        void onlyIfItDoes() {
            assumeTrue(issuer.storesTokens(), "It stores none.");
        }

        @Test
        @DisplayName("lists those of an account, and ends one when told to")
        void listsAndRevokes() {
            Issued issued = issue(ADA);
            issue(EVE);

            assertThat(issuer.live(ADA, scope())).hasSize(1);
            assertThat(issuer.revoke(issuer.live(ADA, scope()).get(0), scope())).isTrue();
            assertThat(reason(issued.token())).isNotNull();
            assertThat(issuer.live(ADA, scope())).isEmpty();
            assertThat(issuer.live(EVE, scope())).hasSize(1);
        }

        @Test
        @DisplayName("purges those that have expired, and no others")
        void purges() {
            Issued issued = issue(ADA);

            assertThat(issuer.deleteExpired(issued.expiresAt(), 10)).isZero();
            assertThat(judge(issued.token())).isInstanceOf(TokenVerdict.Good.class);
            assertThat(issuer.deleteExpired(issued.expiresAt().plusMillis(1), 10))
                    .isEqualTo(expiresByItself() ? 0 : 1);
        }
    }

    final Issued issue(String accountId) {
        return issuer.issue(accounts.findById(accountId).orElseThrow(), scope());
    }

    final TokenVerdict judge(String token) {
        return judge(token, scope());
    }

    final TokenVerdict judge(String token, Scope scope) {
        return issuer.judge(token, scope);
    }

    final TokenVerdict.Reason reason(String token) {
        return reason(token, scope());
    }

    /** Why a token is bad, which has to be said; a token that is good fails the test. */
    final TokenVerdict.Reason reason(String token, Scope scope) {
        TokenVerdict verdict = issuer.judge(token, scope);
        assertThat(verdict).isInstanceOf(TokenVerdict.Bad.class);
        return ((TokenVerdict.Bad) verdict).reason();
    }

    final Scope scope() {
        return at(NOW);
    }

    final Scope at(Instant now) {
        return new Scope("", Scope.PASSWORD_RESET, Scope.SELF_SERVICE, policy(), accounts, now);
    }

    /** Until one is made. */
    private static final class NoIssuer implements TokenIssuer {
        @Override
        public Issued issue(Account account, Scope scope) {
            throw new IllegalStateException("No issuer was made.");
        }

        @Override
        public TokenVerdict judge(String token, Scope scope) {
            throw new IllegalStateException("No issuer was made.");
        }
    }
}
