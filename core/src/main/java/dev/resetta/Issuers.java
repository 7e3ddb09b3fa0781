package dev.resetta;

import dev.resetta.account.Account;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy.Kind;
import dev.resetta.token.TokenVerdict;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Stored and hash-bound links side by side, where people and the support desk have different policies: the policy decides who
 * mints, the spelling of a token who judges.
 */
record Issuers(TokenIssuer stored, TokenIssuer hashBound) implements TokenIssuer {

    @Override
    public Issued issue(Account account, Scope scope) {
        return (scope.policy().kind() == Kind.HASH_BOUND ? hashBound : stored).issue(account, scope);
    }

    @Override
    public TokenVerdict judge(String token, Scope scope) {
        return whoKnows(issuer -> issuer.judge(token, scope));
    }

    @Override
    public TokenVerdict redeem(String token, Scope scope, PasswordWrite write) {
        return whoKnows(issuer -> issuer.redeem(token, scope, write));
    }

    @Override
    public TokenVerdict cancel(String cancelToken, Scope scope) {
        return stored.cancel(cancelToken, scope);
    }

    @Override
    public void delivered(Issued token) {
        stored.delivered(token);
    }

    @Override
    public boolean storesTokens() {
        return true;
    }

    @Override
    public List<StoredToken> live(String accountId, Scope scope) {
        return stored.live(accountId, scope);
    }

    @Override
    public boolean revoke(StoredToken token, Scope scope) {
        return stored.revoke(token, scope);
    }

    @Override
    public int deleteExpired(Instant before, int limit) {
        return stored.deleteExpired(before, limit);
    }

    /** No token is spelled as one of either kind: whoever does not call it malformed has the say. */
    private TokenVerdict whoKnows(Function<TokenIssuer, TokenVerdict> question) {
        TokenVerdict verdict = question.apply(stored);
        boolean isForeign = verdict instanceof TokenVerdict.Bad bad && bad.reason() == TokenVerdict.Reason.MALFORMED;
        return isForeign ? question.apply(hashBound) : verdict;
    }
}
