package dev.resetta.examples.demo.web;

import java.security.SecureRandom;
import java.util.Base64;

/** Text that nobody can guess, out of letters that need no escaping anywhere. */
public final class RandomText {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    public static String of(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
