package dev.resetta.benchmarks.tokens;

import dev.resetta.account.Account;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The least that a sealed, stored token needs: 32 random bytes, their digest as the key of a map, and a seal under a key that takes
 * the server's key and the token to make. No cancel link, no slot, no list by account, no unit of work.
 */
final class BareStore {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = new byte[32];
    private final Account account = new Alice().account();
    private final String slot = "0".repeat(64);
    private final String number = "1".repeat(19);
    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    BareStore() {
        random.nextBytes(key);
    }

    String issue(long expiresAt) throws GeneralSecurityException {
        byte[] token = new byte[32];
        random.nextBytes(token);
        rows.put(digest(token), new Row(account.id(), expiresAt, seal(token, expiresAt)));
        return ENCODER.encodeToString(token);
    }

    boolean check(String text) throws GeneralSecurityException {
        byte[] token = Base64.getUrlDecoder().decode(text);
        Row row = rows.get(digest(token));
        return row != null
                && System.currentTimeMillis() < row.expiresAt
                && MessageDigest.isEqual(row.seal, seal(token, row.expiresAt));
    }

    private byte[] seal(byte[] token, long expiresAt) throws GeneralSecurityException {
        return Bare.hmac(
                Bare.hmac(key, ByteBuffer.wrap(token)),
                Bare.fields("stored", "ONE_TIME", account, expiresAt, slot, number));
    }

    private static String digest(byte[] token) throws GeneralSecurityException {
        return HexFormat.of().formatHex(Bare.sha256(token));
    }

    private record Row(String accountId, long expiresAt, byte[] seal) {}
}
