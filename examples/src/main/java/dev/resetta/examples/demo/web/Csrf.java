package dev.resetta.examples.demo.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells forms of this site from forms of others (OWASP: signed double submit cookie).
 *
 * <p>A browser gets a random cookie; each form carries that cookie's signature. Another site can make a browser send the
 * cookie, but cannot read it, and could not sign it.
 */
public final class Csrf {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int COOKIE_BYTES = 32;
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key =
            new SecretKeySpec(RandomText.of(KEY_BYTES).getBytes(StandardCharsets.US_ASCII), ALGORITHM);

    String newCookie() {
        return RandomText.of(COOKIE_BYTES);
    }

    /** What a form has to carry in a browser with this cookie. */
    String fieldFor(String cookie) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(cookie.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has to offer " + ALGORITHM + ".", e);
        }
    }

    boolean fits(String cookie, String field) {
        return MessageDigest.isEqual(
                fieldFor(cookie).getBytes(StandardCharsets.UTF_8), field.getBytes(StandardCharsets.UTF_8));
    }
}
