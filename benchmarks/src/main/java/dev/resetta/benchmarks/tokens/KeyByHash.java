package dev.resetta.benchmarks.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** A key for each password's hash, derived anew for each token, since each account has another: what makes a JWT die with the password. */
final class KeyByHash {
    private final byte[] key = new byte[32];

    KeyByHash() {
        new SecureRandom().nextBytes(key);
    }

    byte[] of(String passwordHash) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key);
            return digest.digest(passwordHash.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
