package dev.resetta.examples.guides;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a token, in hexadecimal digits. */
public final class Digest {
    private static final int LINK_ID_LENGTH = 16;

    private Digest() {}

    /** The whole of it, as many a table holds it in place of the token. */
    public static String of(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** As much of it as names a link in events. */
    static String linkId(String token) {
        return of(token).substring(0, LINK_ID_LENGTH);
    }
}
