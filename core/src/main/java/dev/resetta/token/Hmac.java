package dev.resetta.token;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 over a list of fields, each with a presence byte and its length in front, so that no two lists share an
 * encoding: not ("ab", "c") and ("a", "bc"), and not null and the empty text.
 */
final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    private Hmac(Mac mac) {
        this.mac = mac;
    }

    static Hmac of(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return new Hmac(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has to offer " + ALGORITHM + ".", e);
        }
    }

    /** Adds a text; one that is not valid Unicode has several spellings in UTF-8 and is refused. */
    Hmac with(@Nullable String field) {
        if (field == null) {
            mac.update((byte) 0);
            return this;
        }
        return with(utf8(field));
    }

    Hmac with(byte[] field) {
        mac.update((byte) 1);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).flip());
        mac.update(field);
        return this;
    }

    Hmac with(long field) {
        mac.update((byte) 1);
        mac.update(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(Long.BYTES)
                .putLong(field)
                .flip());
        return this;
    }

    byte[] digest() {
        return mac.doFinal();
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("An account's field holds text that is not valid Unicode.", e);
        }
    }
}
