package dev.resetta.token;

import dev.resetta.account.Account;
import dev.resetta.token.TokenVerdict.Bad;
import dev.resetta.token.TokenVerdict.Good;
import dev.resetta.token.TokenVerdict.Reason;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * Tokens signed over the account's state, the password's hash above all: dead as soon as the password has changed, with
 * nothing stored. What makes them single-use among racers is the updater's compare-and-set on that hash.
 */
final class HashBoundTokens implements TokenIssuer {
    private static final String MECHANISM = "hash-bound";
    private static final String SUBKEY = "signature of hash-bound tokens";
    private static final int NONCE_BYTES = 16;

    private final SigningKeys keys;
    private final Secrets secrets;

    HashBoundTokens(SigningKeys keys, SecureRandom random) {
        this.keys = keys;
        this.secrets = new Secrets(random);
    }

    @Override
    public Issued issue(Account account, Scope scope) {
        String nonce = Base64Url.encode(secrets.bytes(NONCE_BYTES));
        HashBoundText unsigned =
                HashBoundText.of(keys.currentId(), account.id(), scope.expiry().toEpochMilli(), nonce);
        String signature = sign(keys.currentSubkey(SUBKEY), unsigned, account, scope);
        String text = unsigned.signed(signature);
        return Issued.of(text, linkId(text), scope.expiry());
    }

    @Override
    public TokenVerdict judge(String text, Scope scope) {
        HashBoundText token = HashBoundText.parse(text).orElse(null);
        if (token == null) {
            return new Bad(Reason.MALFORMED);
        }
        String linkId = linkId(text);
        byte[] key = keys.subkey(token.keyId(), SUBKEY).orElse(null);
        if (key == null) {
            return new Bad(Reason.UNKNOWN_KEY, null, linkId);
        }
        Instant expiresAt = Instant.ofEpochMilli(token.expiresAt());
        if (!scope.now().isBefore(expiresAt)) {
            return new Bad(Reason.EXPIRED, null, linkId);
        }
        if (expiresAt.isAfter(scope.now().plus(TokenPolicy.LONGEST_LIFETIME).plus(TokenPolicy.CLOCK_TOLERANCE))) {
            return new Bad(Reason.IMPLAUSIBLE, null, linkId);
        }
        Account found = scope.accounts().findById(token.accountId()).orElse(null);
        // Signed in every case, so that the time does not tell whether the account exists.
        Account signedFor = found == null ? Account.of(token.accountId(), null, null) : found;
        boolean fits = Secrets.equal(sign(key, token, signedFor, scope), token.signature());
        if (found == null) {
            return new Bad(Reason.NO_ACCOUNT, null, linkId);
        }
        if (!fits) {
            return new Bad(Reason.STALE, found.id(), linkId);
        }
        return found.isEligible() ? new Good(found, expiresAt, linkId) : new Bad(Reason.INELIGIBLE, found.id(), linkId);
    }

    /**
     * Writes, and then makes sure that the token is dead: an updater that says it has replaced the hash but has not would
     * leave a link that works for ever.
     */
    @Override
    public TokenVerdict redeem(String text, Scope scope, PasswordWrite write) {
        TokenVerdict verdict = TokenIssuer.super.redeem(text, scope, write);
        if (verdict instanceof Good && judge(text, scope) instanceof Good) {
            throw new IllegalStateException("The PasswordUpdater said it has replaced the hash of account "
                    + HashBoundText.parse(text).orElseThrow().accountId()
                    + ", but the AccountDirectory still reads the old one; both have to use the same database,"
                    + " and the same transaction.");
        }
        return verdict;
    }

    private static String sign(byte[] key, HashBoundText token, Account account, Scope scope) {
        Seal seal = new Seal(
                MECHANISM,
                TokenPolicy.Kind.HASH_BOUND,
                scope.realm(),
                scope.purpose(),
                account,
                null,
                Instant.ofEpochMilli(token.expiresAt()));
        return Base64Url.encode(seal.under(key, token.keyId(), token.nonce()));
    }

    private static String linkId(String text) {
        return StoredToken.linkIdOf(Secrets.digest(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
