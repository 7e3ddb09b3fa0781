package dev.resetta.benchmarks.tokens;

import dev.resetta.account.Account;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The cryptography by itself, as the JDK's documentation shows it: an instance for each call. */
final class Bare {
    private static final String HMAC = "HmacSHA256";

    private Bare() {}

    static byte[] hmac(byte[] key, ByteBuffer message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key, HMAC));
        mac.update(message);
        return mac.doFinal();
    }

    static byte[] sha256(byte[] message) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(message);
    }

    /**
     * Puts together what a seal is over, in as many bytes as ours: each field with its length in front. It is part of the floor,
     * since no two accounts have the same.
     */
    static ByteBuffer fields(String mechanism, String policy, Account account, long expiresAt, String... more) {
        ByteBuffer fields = ByteBuffer.allocate(384);
        put("resetta seal 1", fields);
        put(mechanism, fields);
        put(policy, fields);
        put("", fields);
        put("password-reset", fields);
        put(account.id(), fields);
        put(account.address().orElseThrow(), fields);
        put(account.passwordHash().orElseThrow(), fields);
        fields.put((byte) 0);
        fields.put((byte) 1).putInt(Long.BYTES).putLong(expiresAt);
        for (String field : more) {
            put(field, fields);
        }
        return fields.flip();
    }

    private static void put(String field, ByteBuffer fields) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        fields.put((byte) 1).putInt(bytes.length).put(bytes);
    }
}
