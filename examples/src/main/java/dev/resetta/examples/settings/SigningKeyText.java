package dev.resetta.examples.settings;

import dev.resetta.token.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * How a signing key is written: in hexadecimal digits, in Base64 (either alphabet), or, in a file, as the bare bytes. Line breaks and
 * spaces do not count.
 *
 * <p>They cannot be taken for each other: no 32 random bytes look like text, and no Base64 of them like hexadecimal digits. A text
 * that is neither is refused, and not taken for bytes.
 */
public final class SigningKeyText {
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})+");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]+={0,2}");

    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]*");

    private SigningKeyText() {}

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException if it is none, or too short, or the id is none; in a sentence without the key
     */
    public static SigningKeys parse(String id, byte[] written) {
        byte[] key = bytes(written);
        if (key.length < SigningKeys.SHORTEST_KEY) {
            throw new IllegalArgumentException("The signing key has " + key.length + " bytes; it needs at least "
                    + SigningKeys.SHORTEST_KEY + ", for example from `openssl rand -base64 32`.");
        }
        return SigningKeys.of(id, key);
    }

    private static byte[] bytes(byte[] written) {
        String text = new String(written, StandardCharsets.ISO_8859_1).replaceAll("\\s", "");
        if (HEX.matcher(text).matches()) {
            return HexFormat.of().parseHex(text);
        }
        if (!BASE64.matcher(text).matches() && !PRINTABLE.matcher(text).matches()) {
            return written;
        }
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The signing key is cut off or misspelt: it is neither hexadecimal"
                    + " digits nor Base64 nor bare bytes.");
        }
    }
}
