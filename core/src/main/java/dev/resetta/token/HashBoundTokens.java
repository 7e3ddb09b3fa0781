package dev.resetta.token;

import dev.resetta.account.Account;
import dev.resetta.token.TokenVerdict.Bad;
import dev.resetta.token.TokenVerdict.Good;
import dev.resetta.token.TokenVerdict.Reason;
import java.security.MessageDigest;
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
    private static final long LONGEST_LEFT =
            TokenPolicy.LONGEST_LIFETIME.plus(TokenPolicy.CLOCK_TOLERANCE).toMillis();

    private final SigningKeys keys;
    private final Secrets secrets;

    HashBoundTokens(SigningKeys keys, SecureRandom random) {
        this.keys = keys;
        this.secrets = new Secrets(random);
    }

    @Override
    public Issued issue(Account account, Scope scope) {
        Instant expiresAt = scope.expiry();
        String nonce = Base64Url.encode(secrets.bytes(NONCE_BYTES));
        HashBoundText unsigned = HashBoundText.of(keys.currentId(), account.id(), expiresAt.toEpochMilli(), nonce);
        byte[] signature = sign(keys.currentSubkey(SUBKEY), unsigned, expiresAt, account, scope);
        return Issued.of(unsigned.signed(signature), linkId(signature), expiresAt);
    }

    @Override
    public TokenVerdict judge(String text, Scope scope) {
        HashBoundText token = HashBoundText.parse(text).orElse(null);
        if (token == null) {
            return new Bad(Reason.MALFORMED);
        }
        String linkId = linkId(token.signature());
        HmacKey key = keys.subkey(token.keyId(), SUBKEY).orElse(null);
        if (key == null) {
            return new Bad(Reason.UNKNOWN_KEY, null, linkId);
        }
        long left = token.expiresAt() - scope.now().toEpochMilli();
        if (left <= 0) {
            return new Bad(Reason.EXPIRED, null, linkId);
        }
        if (left > LONGEST_LEFT) {
            return new Bad(Reason.IMPLAUSIBLE, null, linkId);
        }
        Instant expiresAt = Instant.ofEpochMilli(token.expiresAt());
        Account found = scope.accounts().findById(token.accountId()).orElse(null);
        // Signed in every case, so that the time does not tell whether the account exists.
        Account signedFor = found == null ? Account.of(token.accountId(), null, null) : found;
        boolean fits = MessageDigest.isEqual(sign(key, token, expiresAt, signedFor, scope), token.signature());
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

    private static byte[] sign(HmacKey key, HashBoundText token, Instant expiresAt, Account account, Scope scope) {
        Seal seal = new Seal(
                MECHANISM, TokenPolicy.Kind.HASH_BOUND, scope.realm(), scope.purpose(), account, null, expiresAt);
        return seal.under(key.start(), token.keyId(), token.nonce());
    }

    /** The signature differs from token to token, since a nonce is signed; its digest tells nothing of it. */
    private static String linkId(byte[] signature) {
        return StoredToken.linkIdOf(Secrets.sha256(signature));
    }
}
