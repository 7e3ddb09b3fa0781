package dev.resetta.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one spelling of bytes in a token: base64url without padding (RFC 4648, section 5).
 *
 * <p>The JDK's decoder also takes padding and up to sixteen spellings of the last letter; here only what encodes back to
 * itself is taken.
 */
final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    /** Less than nothing, so that the bits of many values tell whether it was among them. */
    private static final int NO_LETTER = -1;

    private static final byte[] VALUES = values("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private Base64Url() {}

    static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    static Optional<byte[]> decode(String text) {
        return Optional.ofNullable(decode(text, 0, text.length()));
    }

    /** Decodes a part of a text; null if it is not what some bytes encode to, since each check of a link comes here twice. */
    static byte @Nullable [] decode(String text, int begin, int end) {
        byte[] bytes = new byte[(end - begin) * 6 / 8];
        int length = 0;
        int bits = 0;
        int pending = 0;
        int seen = 0;
        for (int i = begin; i < end; i++) {
            int value = value(text.charAt(i));
            seen |= value;
            pending = (pending << 6) | value;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes[length++] = (byte) (pending >>> bits);
            }
        }
        boolean isSpelling = seen >= 0 && (end - begin) % 4 != 1 && (pending & ((1 << bits) - 1)) == 0;
        return isSpelling ? bytes : null;
    }

    /** Whether a part of a text decodes. */
    static boolean isSpelling(String text, int begin, int end) {
        int spareBits = (end - begin) * 6 % 8;
        int spare = begin == end ? 0 : value(text.charAt(end - 1)) & ((1 << spareBits) - 1);
        return (end - begin) % 4 != 1 && spare == 0 && hasOnlyLetters(text, begin, end);
    }

    static boolean hasOnlyLetters(String text, int begin, int end) {
        int seen = 0;
        for (int i = begin; i < end; i++) {
            seen |= value(text.charAt(i));
        }
        return seen >= 0;
    }

    static boolean isLetter(int c) {
        return value(c) != NO_LETTER;
    }

    private static int value(int c) {
        return c < VALUES.length ? VALUES[c] : NO_LETTER;
    }

    private static byte[] values(String alphabet) {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) NO_LETTER);
        byte[] letters = alphabet.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < letters.length; i++) {
            values[letters[i]] = (byte) i;
        }
        return values;
    }
}
