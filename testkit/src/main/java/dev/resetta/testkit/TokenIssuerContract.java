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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What a {@link TokenIssuer} owes: tokens that are good for one account, one realm, one purpose and a limited time, that die
 * with the account's state, and that cannot be spelled in two ways.
 *
 * <p>Extend it, and name the policy the issuer is for; the accounts are the kit's, which changes them between issuing and
 * judging:
 *
 * <pre>{@code
 * class MyTokenIssuerTest extends TokenIssuerContract {
 *     @Override
 *     protected TokenIssuer createIssuer() {
 *         return new MyTokenIssuer(key);
 *     }
 *
 *     @Override
 *     protected TokenPolicy policy() {
 *         return TokenPolicy.hashBound();
 *     }
 * }
 * }</pre>
 */
@DisplayName("A token issuer")
public abstract class TokenIssuerContract {
    /** Near the true time, in whole milliseconds, for issuers behind which rows expire by the clock of a server. */
    private static final Instant NOW = Instant.ofEpochMilli(System.currentTimeMillis());

    private static final String ADA = "ada";
    private static final String EVE = "eve";
    private static final int MANY = 200;
    private static final int RUNNERS = 8;
    private static final int ROUNDS = Boolean.getBoolean("resetta.thorough") ? 100 : 10;

    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private TokenIssuer issuer = new NoIssuer();

    /** For extension. */
    protected TokenIssuerContract() {}

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
    @DisplayName("issues tokens")
    class Issues {
        @Test
        @DisplayName("that are good for their account, however often they are judged")
        void goodForTheirAccount() {
            String token = issue(ADA).token();
            for (int i = 0; i < 5; i++) {
                assertThat(judge(token))
                        .isInstanceOfSatisfying(
                                TokenVerdict.Good.class,
                                good -> assertThat(good.account().id()).isEqualTo(ADA));
            }
        }

        @Test
        @DisplayName("that differ, each")
        void noTwoAreAlike() {
            Set<String> tokens = new HashSet<>();
            Set<String> links = new HashSet<>();
            for (int i = 0; i < MANY; i++) {
                Issued issued = issue(ADA);
                tokens.add(issued.token());
                links.add(issued.linkId());
            }
            assertThat(tokens).hasSize(MANY);
            assertThat(links).hasSize(MANY);
        }

        @Test
        @DisplayName("that tell nothing of the person, and whose names tell nothing of them")
        void nothingIsTold() {
            Issued issued = issue(ADA);

            assertThat(readable(issued.token())).doesNotContain("example.com", "hash 1", "stamp 1");
            assertThat(issued.token()).doesNotContain(issued.linkId());
            assertThat(issued.toString()).doesNotContain(issued.token());
            assertThat(issuer.toString()).doesNotContain(issued.token());
        }

        @Test
        @DisplayName("for as long as the policy says, to the millisecond")
        void untilTheyExpire() {
            Issued issued = issue(ADA);
            Instant expiry = NOW.plus(policy().lifetime());

            assertThat(issued.expiresAt()).isEqualTo(expiry);
            assertThat(judge(issued.token(), at(expiry.minusMillis(1)))).isInstanceOf(TokenVerdict.Good.class);
            assertThat(reason(issued.token(), at(expiry))).isEqualTo(TokenVerdict.Reason.EXPIRED);
            assertThat(reason(issued.token(), at(expiry.plus(Duration.ofDays(365)))))
                    .isNotNull();
        }
    }

    @Nested
    @DisplayName("finds tokens dead")
    class Dead {
        @Test
        @DisplayName("once the password, the address or the stamp has changed")
        void onceTheAccountHasChanged() {
            List<UnaryOperator<Account>> changes = List.of(
                    account -> InMemoryAccounts.withHash(account, "hash of another password"),
                    account -> Account.of(
                                    ADA,
                                    "ada@new.example.com",
                                    account.passwordHash().orElse(null))
                            .withSecurityStamp("stamp 1"),
                    account -> account.withSecurityStamp("stamp 2"),
                    account -> account.withSecurityStamp(null));
            for (UnaryOperator<Account> change : changes) {
                createTheIssuer();
                String token = issue(ADA).token();
                accounts.change(ADA, change);
                assertThat(reason(token)).isNotNull();
            }
        }

        @Test
        @DisplayName("while the account may not reset its password, and when it is gone")
        void withoutAnEligibleAccount() {
            String token = issue(ADA).token();
            accounts.change(ADA, account -> account.withEligible(false));
            assertThat(reason(token)).isNotNull();
            accounts.remove(ADA);
            assertThat(reason(token)).isNotNull();
        }

        @Test
        @DisplayName("in another realm, and for another purpose")
        void elsewhere() {
            String token = issue(ADA).token();
            Scope scope = scope();

            assertThat(reason(token, new Scope("staff", scope.purpose(), scope.channel(), policy(), accounts, NOW)))
                    .isNotNull();
            assertThat(reason(token, new Scope("", "sign-in", scope.channel(), policy(), accounts, NOW)))
                    .isNotNull();
        }

        @Test
        @DisplayName("spelled in any other way, without an exception")
        void spelledOtherwise() {
            String token = issue(ADA).token();
            for (String other : spellingsOf(token)) {
                assertThat(reason(other)).as("a token spelled differently").isNotNull();
            }
            assertThat(judge(token)).isInstanceOf(TokenVerdict.Good.class);
        }

        @Test
        @DisplayName("that anybody made up")
        void madeUp() {
            for (String text : List.of(
                    "", " ", ".", "..", "a.b.c", "\0", "\uD83D\uDE00", "%00", "null", "A".repeat(4096), "{}", "-_-")) {
                assertThat(reason(text)).as("<%s>", text).isNotNull();
            }
        }
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

        /** Writes as a right updater does: only over the hash that was judged. */
        private boolean isRedeemed(String token, String newHash) {
            PasswordWrite write = judged -> {
                PasswordUpdate update = PasswordUpdate.of(judged, newHash, "a new long password", NOW);
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

    private Issued issue(String accountId) {
        return issuer.issue(accounts.findById(accountId).orElseThrow(), scope());
    }

    private TokenVerdict judge(String token) {
        return judge(token, scope());
    }

    private TokenVerdict judge(String token, Scope scope) {
        return issuer.judge(token, scope);
    }

    private TokenVerdict.Reason reason(String token) {
        return reason(token, scope());
    }

    /** Why a token is bad, which has to be said; a token that is good fails the test. */
    private TokenVerdict.Reason reason(String token, Scope scope) {
        TokenVerdict verdict = issuer.judge(token, scope);
        assertThat(verdict).isInstanceOf(TokenVerdict.Bad.class);
        return ((TokenVerdict.Bad) verdict).reason();
    }

    private Scope scope() {
        return at(NOW);
    }

    private Scope at(Instant now) {
        return new Scope("", Scope.PASSWORD_RESET, Scope.SELF_SERVICE, policy(), accounts, now);
    }

    /** A token, and what anybody reads in it who decodes its parts. */
    private static String readable(String token) {
        StringBuilder text = new StringBuilder(token);
        for (String part : token.split("\\.", -1)) {
            try {
                text.append(' ').append(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                text.append(" (not base64)");
            }
        }
        return text.toString();
    }

    /** Each character replaced, dropped and doubled, and what lenient decoders forgive. */
    private static Set<String> spellingsOf(String token) {
        Set<String> spellings = new HashSet<>();
        for (int i = 0; i < token.length(); i++) {
            String head = token.substring(0, i);
            String tail = token.substring(i + 1);
            char c = token.charAt(i);
            for (char other : new char[] {'A', 'B', '-', '.', '=', '+', '/', ' ', 'b'}) {
                spellings.add(head + other + tail);
            }
            // The next letters of base64: at the end of a group they differ in bits that a lenient decoder throws away.
            for (int step = 1; step <= 3; step++) {
                spellings.add(head + (char) (c + step) + tail);
            }
            spellings.add(head + tail);
            spellings.add(head + c + c + tail);
            spellings.add(head + Character.toUpperCase(c) + tail);
            spellings.add(head + Character.toLowerCase(c) + tail);
        }
        for (String end : List.of("=", "==", ".", " ", "\n", "\0", "A", "%3D")) {
            spellings.add(token + end);
            spellings.add(end + token);
        }
        spellings.add(token.toUpperCase(Locale.ROOT));
        spellings.add(token.toLowerCase(Locale.ROOT));
        spellings.add(token.replace('-', '+').replace('_', '/'));
        spellings.remove(token);
        return spellings;
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
