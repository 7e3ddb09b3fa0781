package dev.resetta.examples.adapters;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.resetta.token.TokenIssuer.Scope;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@link JwtTokenIssuer} writes into a token: for whom, for what, until when, and which of many.
 *
 * <p>Times are NumericDates with milliseconds, as RFC 7519 allows.
 */
record JwtClaims(String accountId, String realm, String purpose, Instant issuedAt, Instant expiresAt, String id) {
    private static final Set<String> NAMES = Set.of("sub", "realm", "purpose", "iat", "exp", "jti");
    private static final int LONGEST_ACCOUNT_ID = 128;
    private static final double LATEST_SECOND = 1e11;

    /** The claims of a token issued now. */
    static JwtClaims of(String accountId, Scope scope, String id) {
        if (!isOpaque(accountId)) {
            throw new IllegalArgumentException("A JWT carries the account's id where anybody can read it, so the id has"
                    + " to be opaque: at most " + LONGEST_ACCOUNT_ID + " bytes, without '@', '=' and white space.");
        }
        return new JwtClaims(accountId, scope.realm(), scope.purpose(), scope.now(), scope.expiry(), id);
    }

    /** The part of a token that holds them. */
    String encoded() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", accountId);
        claims.put("realm", realm);
        claims.put("purpose", purpose);
        claims.put("iat", numericDate(issuedAt));
        claims.put("exp", numericDate(expiresAt));
        claims.put("jti", id);
        return Base64URL.encode(JSONObjectUtils.toJSONString(claims)).toString();
    }

    /** Reads what {@link #encoded} may have written; whether it has is for the signature to say. */
    static Optional<JwtClaims> decode(String part) {
        try {
            Map<String, Object> claims =
                    JSONObjectUtils.parse(new String(new Base64URL(part).decode(), StandardCharsets.UTF_8));
            // The JSON text "null" is no claims at all.
            if (claims != null
                    && claims.keySet().equals(NAMES)
                    && claims.get("sub") instanceof String accountId
                    && isOpaque(accountId)
                    && claims.get("realm") instanceof String realm
                    && claims.get("purpose") instanceof String purpose
                    && claims.get("iat") instanceof Number issuedAt
                    && isTime(issuedAt)
                    && claims.get("exp") instanceof Number expiresAt
                    && isTime(expiresAt)
                    && claims.get("jti") instanceof String id) {
                return Optional.of(new JwtClaims(accountId, realm, purpose, instant(issuedAt), instant(expiresAt), id));
            }
            return Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static Number numericDate(Instant instant) {
        long millis = instant.toEpochMilli();
        return millis % 1000 == 0 ? Long.valueOf(millis / 1000) : BigDecimal.valueOf(millis, 3);
    }

    private static boolean isTime(Number seconds) {
        return seconds.doubleValue() >= 0 && seconds.doubleValue() < LATEST_SECOND;
    }

    private static Instant instant(Number seconds) {
        return Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
    }

    private static boolean isOpaque(String id) {
        return !id.isBlank()
                && StandardCharsets.UTF_8.newEncoder().canEncode(id)
                && id.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ACCOUNT_ID
                && id.chars()
                        .noneMatch(c -> c == '@'
                                || c == '='
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c));
    }

    /** Tells no part of the token. */
    @Override
    public String toString() {
        return "JwtClaims";
    }
}
