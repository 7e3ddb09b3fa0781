package dev.resetta.examples.guides;

import dev.resetta.account.Account;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenVerdict;
import dev.resetta.token.TokenVerdict.Bad;
import dev.resetta.token.TokenVerdict.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Two schemes side by side while an application moves to Resetta: the new one mints, and a token that the new one does not know
 * is for the old one to judge. Take it out when the last link of the old scheme has expired.
 *
 * @param fresh what mints from now on
 * @param old what minted until now
 */
public record TwoSchemes(TokenIssuer fresh, TokenIssuer old) implements TokenIssuer {
    private static final Set<Reason> NONE_OF_MINE = Set.of(Reason.MALFORMED, Reason.UNKNOWN);

    @Override
    public Issued issue(Account account, Scope scope) {
        return fresh.issue(account, scope);
    }

    @Override
    public TokenVerdict judge(String token, Scope scope) {
        return whoKnows(issuer -> issuer.judge(token, scope));
    }

    @Override
    public TokenVerdict redeem(String token, Scope scope, PasswordWrite write) {
        return whoKnows(issuer -> issuer.redeem(token, scope, write));
    }

    private TokenVerdict whoKnows(Function<TokenIssuer, TokenVerdict> question) {
        TokenVerdict verdict = question.apply(fresh);
        boolean isForeign = verdict instanceof Bad bad && NONE_OF_MINE.contains(bad.reason());
        return isForeign ? question.apply(old) : verdict;
    }

    @Override
    public TokenVerdict cancel(String cancelToken, Scope scope) {
        return fresh.cancel(cancelToken, scope);
    }

    @Override
    public void delivered(Issued token) {
        fresh.delivered(token);
    }

    @Override
    public boolean storesTokens() {
        return fresh.storesTokens();
    }

    @Override
    public List<StoredToken> live(String accountId, Scope scope) {
        return fresh.live(accountId, scope);
    }

    @Override
    public boolean revoke(StoredToken token, Scope scope) {
        return fresh.revoke(token, scope);
    }

    @Override
    public int deleteExpired(Instant before, int limit) {
        return fresh.deleteExpired(before, limit);
    }
}
