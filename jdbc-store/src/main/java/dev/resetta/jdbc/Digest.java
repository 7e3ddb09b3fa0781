package dev.resetta.jdbc;

import java.util.HexFormat;

/** A digest of 256 bits: 64 lower-case hexadecimal digits in Java, 32 bytes in a column. */
final class Digest {
    private static final int LENGTH = 64;

    private Digest() {}

    /** Whether it is spelled as it is stored; there is no second spelling of the same bytes. */
    static boolean isWellFormed(String digest) {
        return digest.length() == LENGTH && digest.chars().allMatch(Digest::isDigit);
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

    private static boolean isDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
