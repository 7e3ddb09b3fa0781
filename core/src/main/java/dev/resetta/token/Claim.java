package dev.resetta.token;

import dev.resetta.token.StoredToken.State;
import java.util.Optional;

/**
 * One use of a stored token that is under way: counted in its row first, given back or settled at the end.
 *
 * <p>A one-time token is dead from its claim on, so a claim shuts everybody else out. A reusable one keeps its seal, and
 * others may claim it, too: whoever writes a password compares the hash that the seal is bound to, so of all who claim one seal
 * one writes, and seals the token anew. So a claim that is never settled, because its process died, takes the token from
 * nobody.
 */
final class Claim {
    /** Each try but the first loses to somebody else's claim, and nobody makes many. */
    private static final int MOST_TRIES_TO_SETTLE = 100;

    private final TokenStore store;
    private final StoredToken seen;
    private final StoredToken claimed;

    private Claim(TokenStore store, StoredToken seen, StoredToken claimed) {
        this.store = store;
        this.seen = seen;
        this.claimed = claimed;
    }

    /**
     * Claims a row as it was seen; empty if somebody else was faster.
     *
     * @param mark takes the place of the seal where the token is dead now
     */
    static Optional<Claim> on(StoredToken seen, TokenStore store, String mark) {
        int uses = Math.addExact(seen.uses(), 1);
        StoredToken claimed = seen.kind() == TokenPolicy.Kind.REUSABLE
                ? seen.become(State.CLAIMED, uses, seen.seal())
                : seen.become(State.USED, uses, mark);
        return store.swap(seen, claimed) ? Optional.of(new Claim(store, seen, claimed)) : Optional.empty();
    }

    /** The row as it was before. */
    StoredToken seen() {
        return seen;
    }

    /**
     * Puts the row back as it was, unless others have changed it since.
     *
     * <p>A claim over another is left where it is, and takes nothing from anybody. For a count must not come twice with two seals, or
     * somebody who saw the one would put its seal back over the other.
     */
    void giveBack() {
        if (seen.state() == State.LIVE) {
            store.swap(claimed, seen);
        }
    }

    /** Leaves a reusable token behind with another seal, past the claims of others, unless somebody has ended it. */
    void settle(String seal) {
        StoredToken row = claimed;
        for (int tries = 1; tries <= MOST_TRIES_TO_SETTLE; tries++) {
            if (store.swap(row, row.become(State.LIVE, row.uses(), seal))) {
                return;
            }
            Optional<StoredToken> now = store.find(claimed.digest())
                    .map(TokenStore.Found::token)
                    .filter(found -> found.state() == State.LIVE || found.state() == State.CLAIMED);
            if (now.isEmpty()) {
                return;
            }
            row = now.get();
        }
        throw new IllegalStateException("The link is in use so often that it could not be sealed anew.");
    }
}
