package dev.resetta.token;

import java.util.Optional;

/**
 * What the link "this wasn't me" carries: the letter c, the digest of the link's token, and a secret derived from the token.
 *
 * <p>The digest finds the row by its primary key, so the table needs no second index; the secret, of which the row holds a
 * digest only, proves that its holder got the mail. It redeems nothing, and the token cannot be computed from it.
 */
record CancelToken(String tokenDigest, String secretDigest, String text) {
    private static final String PREFIX = "c";
    private static final int PART = 43;

    static CancelToken of(byte[] token) {
        byte[] secret = Hmac.of(token).with("cancel").digest();
        byte[] digest = Secrets.sha256(token);
        return new CancelToken(
                Secrets.hex(digest),
                Secrets.digest(secret),
                PREFIX + Base64Url.encode(digest) + Base64Url.encode(secret));
    }

    static Optional<CancelToken> parse(String text) {
        if (text.length() != PREFIX.length() + 2 * PART || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return Base64Url.decode(text.substring(1, 1 + PART))
                .flatMap(digest -> Base64Url.decode(text.substring(1 + PART))
                        .map(secret -> new CancelToken(Secrets.hex(digest), Secrets.digest(secret), text)));
    }

    /** Tells no secret. */
    @Override
    public String toString() {
        return "CancelToken[" + StoredToken.linkIdOf(tokenDigest) + "]";
    }
}
