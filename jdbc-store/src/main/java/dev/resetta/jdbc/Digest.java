package dev.resetta.jdbc;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** A digest of 256 bits: 64 lower-case hexadecimal digits in Java, 32 bytes in a column. */
final class Digest {
    private static final Pattern WELL_FORMED = Pattern.compile("[0-9a-f]{64}");

    private Digest() {}

    /** Whether it is spelled as it is stored; there is no second spelling of the same bytes. */
    static boolean isWellFormed(String digest) {
        return WELL_FORMED.matcher(digest).matches();
    }

    /** The bytes of a column; a BINARY column would fill up shorter ones without a word. */
    static byte[] bytes(String digest) {
        if (!isWellFormed(digest)) {
            throw new IllegalArgumentException(
                    "Digests, slots and seals are 64 lower-case hexadecimal digits; this one is not.");
        }
        return HexFormat.of().parseHex(digest);
    }

    static String text(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
