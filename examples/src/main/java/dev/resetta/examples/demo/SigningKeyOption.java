package dev.resetta.examples.demo;

import dev.resetta.examples.demo.DemoOptions.UnusableOptionException;
import dev.resetta.examples.settings.SigningKeyText;
import dev.resetta.token.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

/** The key that links are signed with, as somebody wrote it down, or a new one. */
final class SigningKeyOption {
    private static final String ID = "demo";

    private SigningKeyOption() {}

    /** The key that is given, if one is. */
    static Optional<SigningKeys> of(Environment environment) {
        String id = environment.text("RESETTA_KEY_ID").orElse(ID);
        try {
            return environment
                    .secret("RESETTA_KEY")
                    .map(text -> SigningKeyText.parse(id, text.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new UnusableOptionException(String.valueOf(e.getMessage()));
        }
    }

    /** A key for this run alone. */
    static SigningKeys random() {
        byte[] key = new byte[SigningKeys.SHORTEST_KEY];
        new SecureRandom().nextBytes(key);
        return SigningKeys.of(ID, key);
    }
}
