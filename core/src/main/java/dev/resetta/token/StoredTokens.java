package dev.resetta.token;

import dev.resetta.account.Account;
import dev.resetta.token.StoredToken.State;
import dev.resetta.token.TokenVerdict.Bad;
import dev.resetta.token.TokenVerdict.Good;
import dev.resetta.token.TokenVerdict.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One-time and reusable tokens: the person holds 32 random bytes, the store their digest and a seal. */
final class StoredTokens implements TokenIssuer {
    /** No secret: slots are named by a digest only because that has one length and no ambiguous boundaries. */
    private static final HmacKey SLOTS = HmacKey.of("slot".getBytes(StandardCharsets.US_ASCII));

    private static final int TOKEN_BYTES = 32;
    private static final int TOKEN_LENGTH = 43;
    private static final int MOST_TRIES_TO_END = 10;

    /** How often, and how long at first, a link is looked at that is being used; twice as long each time, a second in all. */
    private static final int MOST_LOOKS = 10;

    private static final Duration FIRST_WAIT = Duration.ofMillis(1);

    private final TokenStore store;
    private final StoredSeals seals;
    private final Secrets secrets;
    private final Succession.Numbers numbers;

    StoredTokens(TokenStore store, @Nullable SigningKeys keys, SecureRandom random) {
        this.store = store;
        this.seals = new StoredSeals(keys);
        this.secrets = new Secrets(random);
        this.numbers = new Succession.Numbers();
    }

    @Override
    public Issued issue(Account account, Scope scope) {
        // One draw for both, since each draw costs about as much as a digest.
        byte[] drawn = secrets.bytes(TOKEN_BYTES + Integer.BYTES);
        byte[] token = Arrays.copyOf(drawn, TOKEN_BYTES);
        int number = ByteBuffer.wrap(drawn).getInt(TOKEN_BYTES);
        TokenPolicy policy = scope.policy();
        CancelToken cancel = CancelToken.of(token);
        Succession succession = new Succession(slot(account, scope), numbers.next(scope.now(), number));
        StoredToken unsealed = new StoredToken(
                cancel.tokenDigest(),
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
        for (int looks = 1; ; looks++) {
            if (found.isEmpty()) {
                return new Bad(Reason.UNKNOWN);
            }
            TokenVerdict verdict = judge(found.get(), token, scope);
            if (!(verdict instanceof Bad bad) || bad.reason() != Reason.STALE) {
                return verdict;
            }
            boolean isClaimed = found.get().token().state() == State.CLAIMED;
            if (isClaimed && looks >= MOST_LOOKS) {
                return RowVerdict.bad(Reason.LOST, found.get().token());
            }
            if (isClaimed) {
                // Its user may have written the password and is about to seal the link anew.
                LockSupport.parkNanos(FIRST_WAIT.toNanos() << looks);
            }
            // Row and account are two reads, and a use of the link in between renews the seal: look again.
            Optional<TokenStore.Found> again = store.find(digest);
            if (!isClaimed && again.equals(found)) {
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
        return reason != null
                ? RowVerdict.bad(reason, found.token())
                : new StoredUse(store, seals, secrets, token, scope, write).of(found.token());
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
                return RowVerdict.bad(reason, seen);
            }
            if (store.swap(seen, seen.become(state, seen.uses(), secrets.mark()))) {
                Account account = scope.accounts()
                        .findById(seen.accountId())
                        .orElseGet(() -> Account.of(seen.accountId(), null, null));
                return new Good(account, seen.expiresAt(), seen.linkId());
            }
            if (tries == MOST_TRIES_TO_END) {
                return RowVerdict.bad(Reason.LOST, seen);
            }
        }
    }

    private TokenVerdict judge(TokenStore.Found found, byte[] token, Scope scope) {
        Reason reason = RowVerdict.against(found, scope);
        return reason != null ? RowVerdict.bad(reason, found.token()) : seals.judge(found.token(), token, scope);
    }

    private static String slot(Account account, Scope scope) {
        return Secrets.hex(SLOTS.start()
                .with(scope.realm())
                .with(scope.purpose())
                .with(scope.channel())
                .with(scope.policy().kind().name())
                .with(account.id())
                .digest());
    }

    private static Optional<byte[]> parse(String text) {
        return text.length() == TOKEN_LENGTH ? Base64Url.decode(text) : Optional.empty();
    }
}
