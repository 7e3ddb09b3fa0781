package dev.resetta.benchmarks.tokens;

import java.io.ByteArrayOutputStream;
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

    static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key, HMAC));
        return mac.doFinal(message);
    }

    static byte[] sha256(byte[] message) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(message);
    }

    /** What a seal of Alice's is over, in as many bytes as ours: each field with its length in front. */
    static byte[] fields(String mechanism, String policy, long expiresAt, String... more) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        for (String field : new String[] {
            "resetta seal 1",
            mechanism,
            policy,
            "",
            "password-reset",
            Alice.ID,
            Alice.ADDRESS,
            Alice.PASSWORD_HASH,
            Long.toString(expiresAt)
        }) {
            put(field, fields);
        }
        for (String field : more) {
            put(field, fields);
        }
        return fields.toByteArray();
    }

    private static void put(String field, ByteArrayOutputStream fields) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        fields.write(1);
        fields.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        fields.writeBytes(bytes);
    }
}
