package dev.resetta.token;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of HMAC-SHA256 that is used again and again, made ready once.
 *
 * <p>Each digest begins with a copy of what was made ready, which is only read, so threads share it without a lock. Where the
 * platform's provider has nothing that can be copied, each digest makes its own.
 */
final class HmacKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final HmacKey BLANK = HmacKey.of(new byte[1]);

    private final SecretKeySpec key;
    private final Mac ready;

    HmacKey(SecretKeySpec key, Mac ready) {
        this.key = key;
        this.ready = ready;
    }

    static HmacKey of(byte[] key) {
        SecretKeySpec spec = spec(key);
        Mac mac = newMac(spec);
        // The JDK's digests the padded key at the first update; that is done here rather than in each copy.
        mac.update(new byte[0]);
        return new HmacKey(spec, mac);
    }

    /** Begins a list of fields under this key. */
    Hmac start() {
        return new Hmac(copy());
    }

    /** For a key that is used once: asking the providers costs more than a copy that is keyed anew. */
    static Mac macOf(byte[] key) {
        Mac mac = BLANK.copy();
        try {
            mac.init(spec(key));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("Every key is fit for " + ALGORITHM + ".", e);
        }
        return mac;
    }

    private Mac copy() {
        try {
            return (Mac) ready.clone();
        } catch (CloneNotSupportedException e) {
            return newMac(key);
        }
    }

    private static SecretKeySpec spec(byte[] key) {
        return new SecretKeySpec(key, ALGORITHM);
    }

    private static Mac newMac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has to offer " + ALGORITHM + ".", e);
        }
    }

    /** Tells nothing of the key. */
    @Override
    public String toString() {
        return "HmacKey";
    }
}
