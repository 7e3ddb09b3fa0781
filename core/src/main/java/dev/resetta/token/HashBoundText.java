package dev.resetta.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The spelling of a hash-bound token: {@code h1.<key id>.<account id>.<expiry>.<nonce>.<signature>}, where account id, nonce
 * and signature are base64url, and the expiry is in milliseconds since 1970.
 *
 * <p>At most 300 characters, exactly one spelling for each token, no personal data as long as ids are opaque.
 */
final class HashBoundText {
    static final int LONGEST = 300;

    private static final String BEGIN = "h1.";
    private static final byte[] NOTHING = {};
    private static final int NONCE_LENGTH = 22;
    private static final int SIGNATURE_LENGTH = 43;
    private static final int LONGEST_ACCOUNT_ID = 128;
    private static final int LONGEST_EXPIRY = 14;

    private final String keyId;
    private final String accountId;
    private final long expiresAt;
    private final String nonce;
    private final byte[] signature;

    private HashBoundText(String keyId, String accountId, long expiresAt, String nonce, byte[] signature) {
        this.keyId = keyId;
        this.accountId = accountId;
        this.expiresAt = expiresAt;
        this.nonce = nonce;
        this.signature = signature;
    }

    /** A token that is not signed yet. */
    static HashBoundText of(String keyId, String accountId, long expiresAt, String nonce) {
        if (!isOpaque(accountId, accountId.getBytes(StandardCharsets.UTF_8))) {
            throw new IllegalArgumentException("A hash-bound token carries the account's id where anybody can read it,"
                    + " so the id has to be opaque: at most " + LONGEST_ACCOUNT_ID
                    + " bytes, without '@', '=', white space or control characters.");
        }
        return new HashBoundText(keyId, accountId, expiresAt, nonce, NOTHING);
    }

    String signed(byte[] withSignature) {
        String account = Base64Url.encode(accountId.getBytes(StandardCharsets.UTF_8));
        return BEGIN + keyId + "." + account + "." + expiresAt + "." + nonce + "." + Base64Url.encode(withSignature);
    }

    /**
     * Takes what {@link #signed} wrote, and no other spelling of it: the parts have no dots in them, and each of them is taken in
     * one spelling only.
     */
    static Optional<HashBoundText> parse(String text) {
        if (text.length() > LONGEST || !text.startsWith(BEGIN)) {
            return Optional.empty();
        }
        int key = BEGIN.length();
        int account = afterDot(text, key);
        int expiry = afterDot(text, account);
        int nonce = afterDot(text, expiry);
        int signature = afterDot(text, nonce);
        if (signature - nonce != NONCE_LENGTH + 1 || text.length() - signature != SIGNATURE_LENGTH) {
            return Optional.empty();
        }
        String keyId = text.substring(key, account - 1);
        byte[] id = Base64Url.decode(text, account, expiry - 1);
        byte[] signed = Base64Url.decode(text, signature, text.length());
        if (id == null || signed == null) {
            return Optional.empty();
        }
        String accountId = new String(id, StandardCharsets.UTF_8);
        boolean isWellSpelled = SigningKeys.isId(keyId)
                && isOpaque(accountId, id)
                && isUtf8(id, accountId)
                && isNumber(text, expiry, nonce - 1)
                && Base64Url.isSpelling(text, nonce, signature - 1);
        return isWellSpelled
                ? Optional.of(new HashBoundText(
                        keyId,
                        accountId,
                        Long.parseLong(text, expiry, nonce - 1, 10),
                        text.substring(nonce, signature - 1),
                        signed))
                : Optional.empty();
    }

    String keyId() {
        return keyId;
    }

    String accountId() {
        return accountId;
    }

    long expiresAt() {
        return expiresAt;
    }

    String nonce() {
        return nonce;
    }

    /** To be compared, in constant time; empty if the token is not signed yet. */
    byte[] signature() {
        return signature;
    }

    /** The place after the next dot; 0 if there is none, and then there is none after that, either. */
    private static int afterDot(String text, int from) {
        return from == 0 ? 0 : text.indexOf('.', from) + 1;
    }

    /** Digits, and the first one is no zero unless it is the only one. */
    private static boolean isNumber(String text, int begin, int end) {
        if (begin == end || end - begin > LONGEST_EXPIRY || (text.charAt(begin) == '0' && end - begin > 1)) {
            return false;
        }
        for (int i = begin; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** What is not UTF-8 does not come back; ASCII always does. */
    private static boolean isUtf8(byte[] bytes, String text) {
        for (byte b : bytes) {
            if (b < 0) {
                return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
            }
        }
        return true;
    }

    private static boolean isOpaque(String id, byte[] utf8) {
        if (id.isBlank() || utf8.length > LONGEST_ACCOUNT_ID) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c == '@'
                    || c == '='
                    || Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c)) {
                return false;
            }
        }
        return true;
    }

    /** Tells no part of the token. */
    @Override
    public String toString() {
        return "HashBoundText";
    }
}
