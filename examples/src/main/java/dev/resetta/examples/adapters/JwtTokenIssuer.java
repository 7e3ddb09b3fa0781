package dev.resetta.examples.adapters;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import dev.resetta.account.Account;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenVerdict;
import dev.resetta.token.TokenVerdict.Bad;
import dev.resetta.token.TokenVerdict.Good;
import dev.resetta.token.TokenVerdict.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hash-bound tokens as JSON Web Tokens (RFC 7519), which any JOSE library can check that is given the key.
 *
 * <p>The key is made for one account in one state: from a server key, the account's id, address, password hash and security
 * stamp. When one of these changes, the key is another and the token is dead; nothing is stored. What makes it single-use is
 * the compare-and-set of the {@link dev.resetta.account.PasswordUpdater}.
 *
 * <p>Nothing in a token is left to who presents it. The header is one of those that this issuer writes, letter by letter, so
 * that there is no other {@code alg}, {@code typ} or {@code crit} to think about; the claims are judged by the time of the
 * reset, never by the system's clock; and the signature is made again and compared as text, so that there is one spelling.
 *
 * <p>Everybody can read the claims, so the account's id has to be opaque: up to 128 bytes without {@code @}, {@code =} and white
 * space. As with all hash-bound links, earlier ones stay good beside newer ones, and single ones cannot be cancelled.
 */
public final class JwtTokenIssuer implements TokenIssuer {
    private static final JOSEObjectType TYPE = new JOSEObjectType("password-reset+jwt");
    private static final String KEY_USE = "key of a JWT for an account";
    private static final int ID_BYTES = 16;
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final SigningKeys keys;
    private final Map<String, SigningKeys> accepted;
    private final SecureRandom random;

    /** Signs under the current one of these keys. */
    public JwtTokenIssuer(SigningKeys keys, SecureRandom random) {
        this(keys, Map.of(keys.currentId(), keys), random);
    }

    private JwtTokenIssuer(SigningKeys keys, Map<String, SigningKeys> accepted, SecureRandom random) {
        this.keys = keys;
        this.accepted = accepted;
        this.random = random;
    }

    /** Accepts tokens, too, that were signed when another key was the current one. */
    public JwtTokenIssuer accepting(SigningKeys others) {
        Map<String, SigningKeys> more = new HashMap<>(accepted);
        if (more.put(others.currentId(), others) != null) {
            throw new IllegalArgumentException("There are two keys with the id '" + others.currentId() + "'.");
        }
        return new JwtTokenIssuer(keys, more, random);
    }

    @Override
    public Issued issue(Account account, Scope scope) {
        if (account.passwordHash().isEmpty() && account.securityStamp().isEmpty()) {
            throw new IllegalArgumentException(
                    "A hash-bound token needs a password hash or a security stamp to be bound to.");
        }
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        JwtClaims claims = JwtClaims.of(account.id(), scope, HexFormat.of().formatHex(id));
        String unsigned = header(keys.currentId()) + "." + claims.encoded();
        String token = unsigned + "." + signature(keys, account, unsigned);
        return Issued.of(token, linkId(token), scope.expiry());
    }

    @Override
    public TokenVerdict judge(String token, Scope scope) {
        String[] parts = token.split("\\.", -1);
        JwtClaims claims = parts.length == 3 ? JwtClaims.decode(parts[1]).orElse(null) : null;
        if (claims == null) {
            return new Bad(Reason.MALFORMED);
        }
        String linkId = linkId(token);
        SigningKeys signedUnder = signedUnder(parts[0]);
        if (signedUnder == null) {
            return new Bad(Reason.UNKNOWN_KEY, null, linkId);
        }
        if (!claims.realm().equals(scope.realm()) || !claims.purpose().equals(scope.purpose())) {
            return new Bad(Reason.OTHER_REALM, null, linkId);
        }
        if (!scope.now().isBefore(claims.expiresAt())) {
            return new Bad(Reason.EXPIRED, null, linkId);
        }
        if (claims.expiresAt().isAfter(latestExpiry(scope.now()))) {
            return new Bad(Reason.IMPLAUSIBLE, null, linkId);
        }
        Account found = scope.accounts().findById(claims.accountId()).orElse(null);
        // Signed in every case, so that the time does not tell whether the account exists.
        Account signedFor = found == null ? Account.of(claims.accountId(), null, null) : found;
        boolean fits = equal(signature(signedUnder, signedFor, parts[0] + "." + parts[1]), parts[2]);
        if (found == null) {
            return new Bad(Reason.NO_ACCOUNT, null, linkId);
        }
        if (!fits) {
            return new Bad(Reason.STALE, found.id(), linkId);
        }
        return found.isEligible()
                ? new Good(found, claims.expiresAt(), linkId)
                : new Bad(Reason.INELIGIBLE, found.id(), linkId);
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

    /** The keys whose header this is, letter by letter. */
    private @Nullable SigningKeys signedUnder(String header) {
        return accepted.entrySet().stream()
                .filter(entry -> header(entry.getKey()).equals(header))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String header(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(TYPE)
                .keyID(keyId)
                .build()
                .toBase64URL()
                .toString();
    }

    private static String signature(SigningKeys keys, Account account, String unsigned) {
        try {
            return new MACSigner(key(keys, account))
                    .sign(new JWSHeader(JWSAlgorithm.HS256), unsigned.getBytes(StandardCharsets.US_ASCII))
                    .toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256.", e);
        }
    }

    /** The key of one account in one state; 32 bytes. */
    static byte[] key(SigningKeys keys, Account account) {
        byte[] state = new Fields()
                .with(account.id())
                .with(account.address().orElse(null))
                .with(account.passwordHash().orElse(null))
                .with(account.securityStamp().orElse(null))
                .bytes();
        return HexFormat.of().parseHex(keys.digest(KEY_USE, state));
    }

    private static Instant latestExpiry(Instant now) {
        return now.plus(TokenPolicy.LONGEST_LIFETIME).plus(CLOCK_TOLERANCE);
    }

    private static boolean equal(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    private static String linkId(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** Tells the ids of the keys only. */
    @Override
    public String toString() {
        return "JwtTokenIssuer[current=" + keys.currentId() + ", accepted=" + accepted.keySet() + "]";
    }
}
