package dev.resetta.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 over a list of fields, each with a presence byte and its length in front, so that no two lists share an
 * encoding: not ("ab", "c") and ("a", "bc"), and not null and the empty text.
 *
 * <p>Fields are gathered and handed over a few at a time, since each update costs as much as a dozen fields.
 */
final class Hmac {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Holds the longest field that is usual, an Argon2id hash of some hundred letters. */
    private static final int ROOM = 112;

    private static final int PREFIX = 1 + Integer.BYTES;

    private final Mac mac;
    private final byte[] gathered = new byte[ROOM];
    private int length;

    Hmac(Mac mac) {
        this.mac = mac;
    }

    /** Begins a list under a key that is used once; one that is used again is an {@link HmacKey}. */
    static Hmac of(byte[] key) {
        return new Hmac(HmacKey.macOf(key));
    }

    /** Adds a text; one that is not valid Unicode has several spellings in UTF-8 and is refused. */
    Hmac with(@Nullable String field) {
        if (field == null) {
            makeRoom(1);
            gathered[length++] = 0;
            return this;
        }
        if (field.length() > ROOM - PREFIX) {
            return with(utf8(field));
        }
        makeRoom(PREFIX + field.length());
        int begin = length + PREFIX;
        int seen = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            seen |= c;
            gathered[begin + i] = (byte) c;
        }
        if (seen >= 128) {
            return with(utf8(field));
        }
        begin(field.length());
        length += field.length();
        return this;
    }

    Hmac with(byte[] field) {
        makeRoom(PREFIX);
        begin(field.length);
        handOver();
        mac.update(field);
        return this;
    }

    Hmac with(long field) {
        makeRoom(PREFIX + Long.BYTES);
        begin(Long.BYTES);
        put((int) (field >>> Integer.SIZE));
        put((int) field);
        return this;
    }

    byte[] digest() {
        handOver();
        return mac.doFinal();
    }

    private void begin(int fieldLength) {
        gathered[length++] = 1;
        put(fieldLength);
    }

    private void put(int number) {
        INT.set(gathered, length, number);
        length += Integer.BYTES;
    }

    private void makeRoom(int more) {
        if (ROOM - length < more) {
            handOver();
        }
    }

    private void handOver() {
        mac.update(gathered, 0, length);
        length = 0;
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
