package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenIssuer.Issued;
import dev.resetta.token.TokenIssuer.Scope;
import dev.resetta.token.TokenVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
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
public abstract class TokenIssuerContract extends TokenIssuerUses {
    private static final int MANY = 200;

    /** For extension. */
    protected TokenIssuerContract() {}

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

            assertThat(TokenText.readable(issued.token())).doesNotContain("example.com", "hash 1", "stamp 1");
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
            for (String other : TokenText.spellingsOf(token)) {
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
}
