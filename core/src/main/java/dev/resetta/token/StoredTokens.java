package dev.resetta.token;

import dev.resetta.account.Account;
import dev.resetta.token.StoredToken.State;
import dev.resetta.token.TokenVerdict.Bad;
import dev.resetta.token.TokenVerdict.Good;
import dev.resetta.token.TokenVerdict.Reason;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One-time and reusable tokens: the person holds 32 random bytes, the store their digest and a seal. */
final class StoredTokens implements TokenIssuer {
    private static final Logger LOG = LoggerFactory.getLogger(TokenIssuer.class);
    /** No secret: slots are named by a digest only because that has one length and no ambiguous boundaries. */
    private static final byte[] SLOT_LABEL = "slot".getBytes(StandardCharsets.US_ASCII);

    private static final int TOKEN_BYTES = 32;
    private static final int TOKEN_LENGTH = 43;
    private static final int MOST_TRIES_TO_END = 10;

    private final TokenStore store;
    private final StoredSeals seals;
    private final Secrets secrets;
    private final Succession.Numbers numbers;

    StoredTokens(TokenStore store, @Nullable SigningKeys keys, SecureRandom random) {
        this.store = store;
        this.seals = new StoredSeals(keys);
        this.secrets = new Secrets(random);
        this.numbers = new Succession.Numbers(random);
    }

    @Override
    public Issued issue(Account account, Scope scope) {
        byte[] token = secrets.bytes(TOKEN_BYTES);
        TokenPolicy policy = scope.policy();
        CancelToken cancel = CancelToken.of(token);
        Succession succession = new Succession(slot(account, scope), numbers.next(scope.now()));
        StoredToken unsealed = new StoredToken(
                Secrets.digest(token),
                cancel.secretDigest(),
                succession.slot(),
                succession.number(),
                scope.realm(),
                account.id(),
                policy.kind(),
                seals.keyId(),
                "",
                scope.now(),
                scope.expiry(),
                0,
                State.LIVE);
        StoredToken row = unsealed.become(
                State.LIVE, 0, seals.seal(unsealed, token, account, scope).orElseThrow());
        store.save(row);
        return Issued.stored(
                Base64Url.encode(token),
                cancel.text(),
                row.linkId(),
                row.expiresAt(),
                policy.keepsEarlierLinks() ? null : succession);
    }

    @Override
    public void delivered(Issued issued) {
        issued.succession().ifPresent(s -> store.supersede(s.slot(), s.number()));
    }

    @Override
    public boolean storesTokens() {
        return true;
    }

    @Override
    public List<StoredToken> live(String accountId, Scope scope) {
        return store.findByAccount(scope.realm(), accountId).stream()
                .filter(found -> RowVerdict.against(found, scope) == null)
                .map(TokenStore.Found::token)
                .toList();
    }

    @Override
    public boolean revoke(StoredToken token, Scope scope) {
        TokenVerdict verdict = end(token.digest(), State.REVOKED, scope);
        if (verdict instanceof Bad bad && bad.reason() == Reason.LOST) {
            throw new IllegalStateException(
                    "The link " + token.linkId() + " is in use so often that it could not be revoked;" + " try again.");
        }
        return verdict instanceof Good;
    }

    @Override
    public int deleteExpired(Instant before, int limit) {
        return store.deleteExpired(before, limit);
    }

    @Override
    public TokenVerdict judge(String text, Scope scope) {
        byte[] token = parse(text).orElse(null);
        if (token == null) {
            return new Bad(Reason.MALFORMED);
        }
        String digest = Secrets.digest(token);
        Optional<TokenStore.Found> found = store.find(digest);
        while (true) {
            if (found.isEmpty()) {
                return new Bad(Reason.UNKNOWN);
            }
            TokenVerdict verdict = judge(found.get(), token, scope);
            if (!(verdict instanceof Bad bad) || bad.reason() != Reason.STALE) {
                return verdict;
            }
            // Row and account are two reads, and a use of the link in between renews the seal: look again.
            Optional<TokenStore.Found> again = store.find(digest);
            if (again.equals(found)) {
                return verdict;
            }
            found = again;
        }
    }

    @Override
    public TokenVerdict redeem(String text, Scope scope, PasswordWrite write) {
        byte[] token = parse(text).orElse(null);
        if (token == null) {
            return new Bad(Reason.MALFORMED);
        }
        TokenStore.Found found = store.find(Secrets.digest(token)).orElse(null);
        if (found == null) {
            return new Bad(Reason.UNKNOWN);
        }
        Reason reason = RowVerdict.against(found, scope);
        StoredToken seen = found.token();
        if (reason != null) {
            return bad(reason, seen);
        }
        StoredToken claimed = claimed(seen);
        if (!store.swap(seen, claimed)) {
            return bad(Reason.LOST, seen);
        }
        try {
            // Judged under the lock that the claim holds: what changed during the slow hash counts.
            TokenVerdict verdict = judgeAccount(seen, token, scope);
            if (verdict instanceof Good good) {
                PasswordWrite.Outcome outcome = write.to(good.account());
                if (outcome == PasswordWrite.Outcome.WRITTEN) {
                    return renewed(good, claimed, token, scope);
                }
                if (outcome == PasswordWrite.Outcome.UNCERTAIN) {
                    return bad(Reason.UNCERTAIN, seen);
                }
                verdict = bad(Reason.LOST, seen);
            }
            undo(claimed, seen, write);
            return verdict;
        } catch (RuntimeException | Error e) {
            try {
                undo(claimed, seen, write);
            } catch (RuntimeException undoing) {
                e.addSuppressed(undoing);
            }
            throw e;
        }
    }

    @Override
    public TokenVerdict cancel(String cancelToken, Scope scope) {
        CancelToken presented = CancelToken.parse(cancelToken).orElse(null);
        if (presented == null) {
            return new Bad(Reason.MALFORMED);
        }
        boolean isGenuine = store.find(presented.tokenDigest())
                .filter(found -> Secrets.equal(found.token().cancelDigest(), presented.secretDigest()))
                .isPresent();
        return isGenuine ? end(presented.tokenDigest(), State.CANCELLED, scope) : new Bad(Reason.UNKNOWN);
    }

    /** Ends a link that nobody has ended yet; uses of it that come in between do not save it. */
    private TokenVerdict end(String digest, State state, Scope scope) {
        for (int tries = 1; ; tries++) {
            TokenStore.Found found = store.find(digest).orElse(null);
            if (found == null) {
                return new Bad(Reason.UNKNOWN);
            }
            StoredToken seen = found.token();
            Reason reason = RowVerdict.against(found, scope);
            if (reason != null) {
                return bad(reason, seen);
            }
            if (store.swap(seen, seen.become(state, seen.uses(), mark()))) {
                Account account = scope.accounts()
                        .findById(seen.accountId())
                        .orElseGet(() -> Account.of(seen.accountId(), null, null));
                return new Good(account, seen.expiresAt(), seen.linkId());
            }
            if (tries == MOST_TRIES_TO_END) {
                return bad(Reason.LOST, seen);
            }
        }
    }

    private TokenVerdict judge(TokenStore.Found found, byte[] token, Scope scope) {
        Reason reason = RowVerdict.against(found, scope);
        return reason != null ? bad(reason, found.token()) : judgeAccount(found.token(), token, scope);
    }

    /** What the account's present state says to the seal. */
    private TokenVerdict judgeAccount(StoredToken row, byte[] token, Scope scope) {
        Account account = scope.accounts().findById(row.accountId()).orElse(null);
        if (account == null) {
            return bad(Reason.NO_ACCOUNT, row);
        }
        if (!account.isEligible()) {
            return bad(Reason.INELIGIBLE, row);
        }
        Optional<String> seal = seals.seal(row, token, account, scope);
        if (seal.isEmpty()) {
            return bad(Reason.UNKNOWN_KEY, row);
        }
        return Secrets.equal(seal.get(), row.seal())
                ? new Good(account, row.expiresAt(), row.linkId())
                : bad(Reason.STALE, row);
    }

    /** The row as its user leaves it: a one-time token dead, a reusable one locked by a mark until its seal is renewed. */
    private StoredToken claimed(StoredToken seen) {
        State state = seen.kind() == TokenPolicy.Kind.REUSABLE ? State.LIVE : State.USED;
        return seen.become(state, Math.addExact(seen.uses(), 1), mark());
    }

    /** Gives the link back, unless the unit that is about to fail does so anyway. */
    private void undo(StoredToken claimed, StoredToken seen, PasswordWrite write) {
        if (!store.inTransaction() || !write.joinsTransaction()) {
            store.swap(claimed, seen);
        }
    }

    private TokenVerdict renewed(Good good, StoredToken claimed, byte[] token, Scope scope) {
        if (claimed.kind() == TokenPolicy.Kind.REUSABLE) {
            try {
                renewSeal(good, claimed, token, scope);
            } catch (RuntimeException e) {
                if (store.inTransaction()) {
                    throw e;
                }
                // The password is written and nothing can undo it: the person is told so, and only the link stays dead.
                LOG.warn(
                        "The seal of link {} could not be renewed ({}).",
                        claimed.linkId(),
                        e.getClass().getName());
            }
        }
        return good;
    }

    /** Seals a reusable link over the state its own use has made; if anything else changed too, it stays dead. */
    private void renewSeal(Good good, StoredToken claimed, byte[] token, Scope scope) {
        scope.accounts()
                .findById(claimed.accountId())
                .filter(now -> now.address().equals(good.account().address()))
                .flatMap(now -> seals.seal(claimed, token, now, scope))
                .ifPresent(seal -> store.swap(claimed, claimed.become(State.LIVE, claimed.uses(), seal)));
    }

    private static String slot(Account account, Scope scope) {
        return Secrets.digest(Hmac.of(SLOT_LABEL)
                .with(scope.realm())
                .with(scope.purpose())
                .with(scope.channel())
                .with(scope.policy().kind().name())
                .with(account.id())
                .digest());
    }

    private String mark() {
        return Secrets.hex(secrets.bytes(TOKEN_BYTES));
    }

    private static Optional<byte[]> parse(String text) {
        return text.length() == TOKEN_LENGTH ? Base64Url.decode(text) : Optional.empty();
    }

    private static Bad bad(Reason reason, StoredToken row) {
        return new Bad(reason, row.accountId(), row.linkId());
    }
}
