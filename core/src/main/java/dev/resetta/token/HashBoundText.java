package dev.resetta.token;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The spelling of a hash-bound token: {@code h1.<key id>.<account id>.<expiry>.<nonce>.<signature>}, where account id, nonce
 * and signature are base64url, and the expiry is in milliseconds since 1970.
 *
 * <p>At most 300 characters, exactly one spelling for each token, no personal data as long as ids are opaque.
 */
record HashBoundText(String keyId, String accountId, long expiresAt, String nonce, String signature) {
    static final int LONGEST = 300;

    private static final String VERSION = "h1";
    private static final int PARTS = 6;
    private static final int NONCE_LENGTH = 22;
    private static final int SIGNATURE_LENGTH = 43;
    private static final int LONGEST_ACCOUNT_ID = 128;
    private static final int LONGEST_EXPIRY = 14;

    /** A token that is not signed yet. */
    static HashBoundText of(String keyId, String accountId, long expiresAt, String nonce) {
        if (!isOpaque(accountId)) {
            throw new IllegalArgumentException("A hash-bound token carries the account's id where anybody can read it,"
                    + " so the id has to be opaque: at most " + LONGEST_ACCOUNT_ID
                    + " bytes, without '@', '=', white space or control characters.");
        }
        return new HashBoundText(keyId, accountId, expiresAt, nonce, "");
    }

    String signed(String withSignature) {
        return String.join(
                ".",
                VERSION,
                keyId,
                Base64Url.encode(accountId.getBytes(StandardCharsets.UTF_8)),
                Long.toString(expiresAt),
                nonce,
                withSignature);
    }

    /** Takes what {@link #signed} wrote, and no other spelling of it. */
    static Optional<HashBoundText> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS
                || !parts[0].equals(VERSION)
                || !SigningKeys.isId(parts[1])
                || !isNumber(parts[3])
                || parts[4].length() != NONCE_LENGTH
                || parts[5].length() != SIGNATURE_LENGTH
                || Base64Url.decode(parts[4]).isEmpty()
                || Base64Url.decode(parts[5]).isEmpty()) {
            return Optional.empty();
        }
        String accountId = Base64Url.decode(parts[2])
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        if (!isOpaque(accountId)) {
            return Optional.empty();
        }
        HashBoundText token = new HashBoundText(parts[1], accountId, Long.parseLong(parts[3]), parts[4], parts[5]);
        return token.signed(parts[5]).equals(text) ? Optional.of(token) : Optional.empty();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_EXPIRY
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isOpaque(String id) {
        return !id.isBlank()
                && id.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ACCOUNT_ID
                && id.chars()
                        .noneMatch(c -> c == '@'
                                || c == '='
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c));
    }

    /** Tells no part of the token. */
    @Override
    public String toString() {
        return "HashBoundText";
    }
}
