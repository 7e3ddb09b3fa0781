package dev.resetta.token;

import dev.resetta.token.StoredToken.State;
import dev.resetta.token.TokenIssuer.PasswordWrite;
import dev.resetta.token.TokenIssuer.Scope;
import dev.resetta.token.TokenVerdict.Bad;
import dev.resetta.token.TokenVerdict.Good;
import dev.resetta.token.TokenVerdict.Reason;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uses one stored token to write one password: claim, judge again, write, and then settle the claim or give it back. */
final class StoredUse {
    private static final Logger LOG = LoggerFactory.getLogger(TokenIssuer.class);

    private final TokenStore store;
    private final StoredSeals seals;
    private final Secrets secrets;
    private final byte[] token;
    private final Scope scope;
    private final PasswordWrite write;

    StoredUse(TokenStore store, StoredSeals seals, Secrets secrets, byte[] token, Scope scope, PasswordWrite write) {
        this.store = store;
        this.seals = seals;
        this.secrets = secrets;
        this.token = token;
        this.scope = scope;
        this.write = write;
    }

    /** Uses the token of a row that nothing speaks against but, perhaps, its account. */
    TokenVerdict of(StoredToken row) {
        if (row.state() == State.CLAIMED && judge(row) instanceof Bad bad) {
            // A further claim would be in the way of whoever is about to seal the link anew.
            return bad;
        }
        Claim claim = Claim.on(row, store, secrets.mark()).orElse(null);
        return claim == null ? RowVerdict.bad(Reason.LOST, row) : under(claim);
    }

    private TokenVerdict under(Claim claim) {
        try {
            // Judged under the lock that the claim holds: what changed during the slow hash counts.
            TokenVerdict verdict = judge(claim.seen());
            if (verdict instanceof Good good) {
                PasswordWrite.Outcome outcome = write.to(good.account());
                if (outcome == PasswordWrite.Outcome.WRITTEN) {
                    settle(claim, () -> sealAfter(claim, good));
                    return good;
                }
                if (outcome == PasswordWrite.Outcome.UNCERTAIN) {
                    settle(claim, secrets::mark);
                    return RowVerdict.bad(Reason.UNCERTAIN, claim.seen());
                }
                verdict = RowVerdict.bad(Reason.LOST, claim.seen());
            }
            giveBack(claim);
            return verdict;
        } catch (RuntimeException | Error e) {
            try {
                giveBack(claim);
            } catch (RuntimeException givingBack) {
                e.addSuppressed(givingBack);
            }
            throw e;
        }
    }

    /** A seal that does not fit may be one that somebody else's use has renewed since: whoever reads the row again can tell. */
    private TokenVerdict judge(StoredToken row) {
        TokenVerdict verdict = seals.judge(row, token, scope);
        return verdict instanceof Bad bad && bad.reason() == Reason.STALE ? RowVerdict.bad(Reason.LOST, row) : verdict;
    }

    /** Gives the link back, unless the unit that is about to fail does so anyway. */
    private void giveBack(Claim claim) {
        if (!store.inTransaction() || !write.joinsTransaction()) {
            claim.giveBack();
        }
    }

    /** A one-time link has ended with its claim; a reusable one lives on by another seal, or is dead if that fits nothing. */
    private void settle(Claim claim, Supplier<String> seal) {
        if (claim.seen().kind() != TokenPolicy.Kind.REUSABLE) {
            return;
        }
        try {
            claim.settle(seal.get());
        } catch (RuntimeException e) {
            if (store.inTransaction()) {
                throw e;
            }
            // The password may be written and nothing can undo it: the person is told what became of that.
            LOG.warn(
                    "The seal of link {} could not be renewed ({}).",
                    claim.seen().linkId(),
                    e.getClass().getName());
        }
    }

    /** The seal over the state that a use has made; if anything else changed too, a mark that fits nothing. */
    private String sealAfter(Claim claim, Good good) {
        return scope.accounts()
                .findById(claim.seen().accountId())
                .filter(now -> now.address().equals(good.account().address()) && write.isIn(now))
                .flatMap(now -> seals.seal(claim.seen(), token, now, scope))
                .orElseGet(secrets::mark);
    }
}
