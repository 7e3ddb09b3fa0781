package dev.resetta.examples.demo;

import dev.resetta.examples.demo.DemoOptions.UnusableOptionException;
import dev.resetta.token.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that links are signed with, as somebody wrote it down, or a new one. */
final class SigningKeyOption {
    private static final String ID = "demo";

    private SigningKeyOption() {}

    /** Reads a key: 32 bytes or more in Base64, or else 32 characters or more that nobody can guess. */
    static SigningKeys parse(String text) {
        byte[] key = bytes(text);
        if (key.length < SigningKeys.SHORTEST_KEY) {
            throw new UnusableOptionException("RESETTA_KEY needs " + SigningKeys.SHORTEST_KEY
                    + " random bytes or more, for example from `openssl rand -base64 32`.");
        }
        return SigningKeys.of(ID, key);
    }

    /** A key for this run alone. */
    static SigningKeys random() {
        byte[] key = new byte[SigningKeys.SHORTEST_KEY];
        new SecureRandom().nextBytes(key);
        return SigningKeys.of(ID, key);
    }

    private static byte[] bytes(String text) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            if (decoded.length >= SigningKeys.SHORTEST_KEY) {
                return decoded;
            }
        } catch (IllegalArgumentException notBase64) {
            // Then it is a text.
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
