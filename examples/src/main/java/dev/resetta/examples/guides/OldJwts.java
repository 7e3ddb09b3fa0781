package dev.resetta.examples.guides;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.resetta.account.Account;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenVerdict;
import dev.resetta.token.TokenVerdict.Bad;
import dev.resetta.token.TokenVerdict.Good;
import dev.resetta.token.TokenVerdict.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Links whose token is a JSON Web Token, signed with a key that ends in the account's password hash, from before the application
 * moved to Resetta. None is minted any more, and none is good from a certain instant on, whatever it says itself.
 *
 * <p>Such a token dies with the hash, so the compare-and-set of the updater decides who uses it, and there is no row to end.
 */
public final class OldJwts implements TokenIssuer {
    /** Stands for the hash of accounts that are not there, or have none. */
    private static final String NO_HASH = "no hash of any password looks like this";

    private final String secret;
    private final Instant end;

    /**
     * Accepts what the old code has signed.
     *
     * @param secret what its keys begin with; with a hash behind it at least 32 bytes
     * @param end when the last of these tokens has expired: the last deployment of the old code, and a lifetime
     */
    public OldJwts(String secret, Instant end) {
        this.secret = secret;
        this.end = end;
    }

    @Override
    public Issued issue(Account account, Scope scope) {
        throw new UnsupportedOperationException("No link of the old scheme is issued any more.");
    }

    @Override
    public TokenVerdict judge(String token, Scope scope) {
        Claims claims = read(token);
        if (claims == null) {
            return new Bad(Reason.MALFORMED);
        }
        String linkId = Digest.linkId(token);
        if (!scope.now().isBefore(claims.expiresAt()) || !scope.now().isBefore(end)) {
            return new Bad(Reason.EXPIRED, null, linkId);
        }
        if (claims.expiresAt().isAfter(end)) {
            // Whoever signs such a token now is not the old code.
            return new Bad(Reason.IMPLAUSIBLE, null, linkId);
        }
        Account account = scope.accounts().findById(claims.accountId()).orElse(null);
        // Signed in every case, so that the time does not tell whether the account exists.
        boolean fits = isSignedFor(account, token);
        if (account == null) {
            return new Bad(Reason.NO_ACCOUNT, null, linkId);
        }
        if (!fits) {
            return new Bad(Reason.STALE, account.id(), linkId);
        }
        return account.isEligible()
                ? new Good(account, claims.expiresAt(), linkId)
                : new Bad(Reason.INELIGIBLE, account.id(), linkId);
    }

    /** Writes, and then makes sure that the token is dead, whatever the updater has said. */
    @Override
    public TokenVerdict redeem(String token, Scope scope, PasswordWrite write) {
        TokenVerdict verdict = TokenIssuer.super.redeem(token, scope, write);
        if (verdict instanceof Good good && judge(token, scope) instanceof Good) {
            throw new IllegalStateException("The PasswordUpdater said it has replaced the hash of account "
                    + good.account().id() + ", but the AccountDirectory still reads the old one.");
        }
        return verdict;
    }

    private record Claims(String accountId, Instant expiresAt) {}

    /** What a token says; null if the old code writes no such ones. What it says of its algorithm is not looked at. */
    private static @Nullable Claims read(String token) {
        try {
            JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
            String accountId = claims.getSubject();
            Date expiresAt = claims.getExpirationTime();
            return accountId == null || expiresAt == null ? null : new Claims(accountId, expiresAt.toInstant());
        } catch (ParseException e) {
            return null;
        }
    }

    /** Signs again, always by the same algorithm, and compares as text, so that there is one spelling. */
    private boolean isSignedFor(@Nullable Account account, String token) {
        int dot = token.lastIndexOf('.');
        String expected = signature(key(account), token.substring(0, dot));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                token.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
    }

    /** The key as the old code makes it. */
    private byte[] key(@Nullable Account account) {
        String hash = account == null ? NO_HASH : account.passwordHash().orElse(NO_HASH);
        return (secret + hash).getBytes(StandardCharsets.UTF_8);
    }

    private static String signature(byte[] key, String unsigned) {
        try {
            return new MACSigner(key)
                    .sign(new JWSHeader(JWSAlgorithm.HS256), unsigned.getBytes(StandardCharsets.US_ASCII))
                    .toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("The keys of the old tokens have less than 32 bytes.", e);
        }
    }

    /** Tells until when. */
    @Override
    public String toString() {
        return "OldJwts[until " + end + "]";
    }
}
