package dev.resetta.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The random bytes and digests that tokens are made of. */
final class Secrets {
    private static final HexFormat HEX = HexFormat.of();
    private static final int MARK_BYTES = 32;

    /** Copied for each use, which costs less than to ask the providers. */
    private static final MessageDigest BLANK = newSha256();

    private final SecureRandom random;

    Secrets(SecureRandom random) {
        this.random = random;
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** What takes the place of a seal and fits nothing. */
    String mark() {
        return hex(bytes(MARK_BYTES));
    }

    /** SHA-256 in hexadecimal; enough for a secret of 256 random bits (NIST SP 800-63B-4, section 3.1.2.2). */
    static String digest(byte[] secret) {
        return hex(sha256(secret));
    }

    static byte[] sha256(byte[] secret) {
        try {
            return ((MessageDigest) BLANK.clone()).digest(secret);
        } catch (CloneNotSupportedException e) {
            return newSha256().digest(secret);
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has to offer SHA-256.", e);
        }
    }

    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** Compares in a time that does not tell where the two differ. */
    static boolean equal(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
