package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenVerdict;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Issuers that break a promise are rejected by the test that names it. Each does one thing worse than the right one. */
class BrokenIssuersTest {
    @Test
    void aLenientDecoderIsSeen() {
        assertThat(Rejections.of(LenientDecoder.class)).containsExactly("spelledOtherwise");
    }

    @Test
    void anExpiryThatIsStillGoodIsSeen() {
        assertThat(Rejections.of(InclusiveExpiry.class)).containsExactly("untilTheyExpire");
    }

    @Test
    void aTokenThatIsGoodInEveryRealmIsSeen() {
        assertThat(Rejections.of(AnyRealm.class)).containsExactly("elsewhere");
    }

    @Test
    void aTokenThatOutlivesAChangedAccountIsSeen() {
        assertThat(Rejections.of(UnboundTokens.class)).contains("onceTheAccountHasChanged", "nothingForADeadToken");
    }

    @Test
    void aWriteBeforeTheJudgementIsSeen() {
        assertThat(Rejections.of(WritesFirst.class)).contains("nothingForADeadToken");
    }

    @Test
    void anExceptionThatIsSwallowedIsSeen() {
        assertThat(Rejections.of(SwallowsExceptions.class)).containsExactly("stillGoodIfTheWriteFails");
    }

    @Test
    void aTokenThatIsAlwaysTheSameIsSeen() {
        assertThat(Rejections.of(NoRandomness.class)).contains("noTwoAreAlike");
    }

    @Test
    void aTokenInWhichTheAddressCanBeReadIsSeen() {
        assertThat(Rejections.of(TellsTheAddress.class)).containsExactly("nothingIsTold");
    }

    @Test
    void aWriteThatIsNotAskedForItsOutcomeIsSeen() {
        assertThat(Rejections.of(AlwaysWritten.class)).contains("oneOfManyAtOnce", "stillGoodIfNothingWasWritten");
    }

    @Test
    void aCancelTokenThatRedeemsIsSeen() {
        assertThat(Rejections.of(OneTokenForBoth.class)).containsExactly("aCancelTokenRedeemsNothing");
    }

    /** Passes on to the right issuer, with another token or scope. */
    static class Passing implements TokenIssuer {
        final TokenIssuer right = TokenIssuer.hashBound(SigningKeys.of("1", new byte[64]), new SecureRandom());

        @Override
        public Issued issue(Account account, Scope scope) {
            return right.issue(account, seen(scope));
        }

        @Override
        public TokenVerdict judge(String token, Scope scope) {
            return right.judge(read(token), seen(scope));
        }

        String read(String token) {
            return token;
        }

        Scope seen(Scope scope) {
            return scope;
        }
    }

    abstract static class Contract extends TokenIssuerContract {
        @Override
        protected TokenPolicy policy() {
            return TokenPolicy.hashBound();
        }
    }

    static class LenientDecoder extends Contract {
        @Override
        protected TokenIssuer createIssuer() {
            return new Passing() {
                @Override
                String read(String token) {
                    return token.strip().replace("=", "");
                }
            };
        }
    }

    static class InclusiveExpiry extends Contract {
        @Override
        protected TokenIssuer createIssuer() {
            return new Passing() {
                @Override
                public TokenVerdict judge(String token, Scope scope) {
                    return right.judge(token, at(scope, 1));
                }
            };
        }

        private static TokenIssuer.Scope at(TokenIssuer.Scope scope, long earlier) {
            return new TokenIssuer.Scope(
                    scope.realm(),
                    scope.purpose(),
                    scope.channel(),
                    scope.policy(),
                    scope.accounts(),
                    scope.now().minusMillis(earlier));
        }
    }

    static class AnyRealm extends Contract {
        @Override
        protected TokenIssuer createIssuer() {
            return new Passing() {
                @Override
                Scope seen(Scope scope) {
                    return new Scope(
                            "", scope.purpose(), scope.channel(), scope.policy(), scope.accounts(), scope.now());
                }
            };
        }
    }

    static class UnboundTokens extends Contract {
        @Override
        protected TokenIssuer createIssuer() {
            return new Passing() {
                private final InMemoryAccounts once = new InMemoryAccounts();

                @Override
                public Issued issue(Account account, Scope scope) {
                    once.put(account);
                    return super.issue(account, scope);
                }

                @Override
                Scope seen(Scope scope) {
                    return new Scope(
                            scope.realm(), scope.purpose(), scope.channel(), scope.policy(), once, scope.now());
                }
            };
        }
    }

    static class WritesFirst extends Contract {
        @Override
        protected TokenIssuer createIssuer() {
            return new Passing() {
                @Override
                public TokenVerdict redeem(String token, Scope scope, PasswordWrite write) {
                    scope.accounts().findById("ada").ifPresent(write::to);
                    return judge(token, scope);
                }
            };
        }
    }

    static class SwallowsExceptions extends Contract {
        @Override
        protected TokenIssuer createIssuer() {
            return new Passing() {
                @Override
                public TokenVerdict redeem(String token, Scope scope, PasswordWrite write) {
                    try {
                        return super.redeem(token, scope, write);
                    } catch (IllegalStateException e) {
                        return new TokenVerdict.Bad(TokenVerdict.Reason.LOST);
                    }
                }
            };
        }
    }

    static class NoRandomness extends Contract {
        @Override
        protected TokenIssuer createIssuer() {
            return new Passing() {
                private Issued first;

                @Override
                public synchronized Issued issue(Account account, Scope scope) {
                    first = first == null ? super.issue(account, scope) : first;
                    return first;
                }
            };
        }
    }

    /** A second part that anybody can decode. */
    static class TellsTheAddress extends Contract {
        @Override
        protected TokenIssuer createIssuer() {
            return new Passing() {
                private final Map<String, String> parts = new ConcurrentHashMap<>();

                @Override
                public Issued issue(Account account, Scope scope) {
                    Issued issued = super.issue(account, scope);
                    String address = account.address().orElseThrow();
                    String part = Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(address.getBytes(StandardCharsets.UTF_8));
                    parts.put(issued.token() + "." + part, issued.token());
                    return Issued.of(issued.token() + "." + part, issued.linkId(), issued.expiresAt());
                }

                @Override
                String read(String token) {
                    return parts.getOrDefault(token, "");
                }
            };
        }
    }

    static class AlwaysWritten extends Contract {
        @Override
        protected TokenIssuer createIssuer() {
            return new Passing() {
                @Override
                public TokenVerdict redeem(String token, Scope scope, PasswordWrite write) {
                    TokenVerdict verdict = judge(token, scope);
                    if (verdict instanceof TokenVerdict.Good good) {
                        write.to(good.account());
                    }
                    return verdict;
                }
            };
        }
    }

    static class OneTokenForBoth extends Contract {
        @Override
        protected TokenIssuer createIssuer() {
            return new Passing() {
                @Override
                public Issued issue(Account account, Scope scope) {
                    Issued issued = super.issue(account, scope);
                    return issued.withCancelToken(issued.token());
                }
            };
        }
    }
}
