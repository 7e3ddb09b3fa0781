package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.token.TokenIssuer.Scope;
import dev.resetta.token.TokenVerdict.Bad;
import dev.resetta.token.TokenVerdict.Good;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token that was issued for one purpose, or by one mechanism, is nothing for another. */
class PurposeTest {
    private static final Account ADA = Account.of("account-17", "ada@example.com", "hash");
    private static final SigningKeys KEYS = SigningKeys.of("k", new byte[SigningKeys.SHORTEST_KEY]);

    private final TokenStore store = TokenStore.inMemory();
    private TokenIssuer stored;
    private TokenIssuer hashBound;

    @BeforeEach
    void makeIssuers() {
        stored = TokenIssuer.stored(store, KEYS, new SecureRandom());
        hashBound = TokenIssuer.hashBound(KEYS, new SecureRandom());
    }

    @ParameterizedTest
    @EnumSource
    void aTokenOfAnotherPurposeResetsNoPassword(TokenPolicy.Kind kind) {
        TokenIssuer issuer = kind == TokenPolicy.Kind.HASH_BOUND ? hashBound : stored;
        TokenIssuer.Issued invitation = issuer.issue(ADA, scope("invitation", kind));

        Scope reset = scope(Scope.PASSWORD_RESET, kind);
        assertThat(issuer.judge(invitation.token(), reset)).isInstanceOf(Bad.class);
        assertThat(issuer.redeem(invitation.token(), reset, account -> TokenIssuer.PasswordWrite.Outcome.WRITTEN))
                .isInstanceOf(Bad.class);
        assertThat(issuer.judge(invitation.token(), scope("invitation", kind))).isInstanceOf(Good.class);
    }

    @ParameterizedTest
    @EnumSource
    void aNewerLinkOfAnotherPurposeReplacesNothing(TokenPolicy.Kind kind) {
        TokenIssuer issuer = kind == TokenPolicy.Kind.HASH_BOUND ? hashBound : stored;
        Scope reset = scope(Scope.PASSWORD_RESET, kind);
        TokenIssuer.Issued link = issuer.issue(ADA, reset);
        issuer.delivered(link);
        issuer.delivered(issuer.issue(ADA, scope("invitation", kind)));

        assertThat(issuer.judge(link.token(), reset)).isInstanceOf(Good.class);
    }

    private static Scope scope(String purpose, TokenPolicy.Kind kind) {
        TokenPolicy policy = switch (kind) {
            case ONE_TIME -> TokenPolicy.oneTime();
            case REUSABLE -> TokenPolicy.reusableUntilExpiry();
            case HASH_BOUND -> TokenPolicy.hashBound();
        };
        AccountDirectory directory = new AccountDirectory() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                return List.of(ADA);
            }

            @Override
            public Optional<Account> findById(String accountId) {
                return Optional.of(ADA).filter(account -> account.id().equals(accountId));
            }
        };
        return new Scope("", purpose, Scope.SELF_SERVICE, policy, directory, Instant.ofEpochMilli(2_000_000_000_123L));
    }
}
