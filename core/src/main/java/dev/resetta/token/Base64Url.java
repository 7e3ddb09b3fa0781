package dev.resetta.token;

import java.util.Base64;
import java.util.Optional;

/**
 * The one spelling of bytes in a token: base64url without padding (RFC 4648, section 5).
 *
 * <p>The JDK's decoder also takes padding and up to sixteen spellings of the last letter; here only what encodes back to
 * itself is taken.
 */
final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private Base64Url() {}

    static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    static Optional<byte[]> decode(String text) {
        if (!text.chars().allMatch(Base64Url::isLetter) || text.length() % 4 == 1) {
            return Optional.empty();
        }
        byte[] bytes = DECODER.decode(text);
        return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    }

    static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
