package dev.resetta.token;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One row of a token store: everything about a token but the token.
 *
 * <p>Digests, slot and seal are 64 lower-case hexadecimal digits, so that no collation can fold one into another. Equal if
 * all components are. Nothing in here redeems anything.
 *
 * @param digest SHA-256 of the token; the primary key
 * @param cancelDigest SHA-256 of the secret in the cancel token
 * @param slot a digest that names the links that replace each other: those of one realm, purpose, channel, policy and account
 * @param number the place in the slot; larger is newer. It uses up to 63 bits: a double (a score of Redis, a number of Lua or
 *     JavaScript) does not hold it
 * @param realm the population of accounts; empty for the only one, at most 100 characters
 * @param accountId whose it is, at most 200 characters
 * @param kind the policy it was issued under; never {@link TokenPolicy.Kind#HASH_BOUND}
 * @param keyId the signing key in the seal; empty if there was none
 * @param seal a keyed digest over the account's state at issue, or after the last use of a reusable token; a random mark once
 *     the token has ended
 * @param issuedAt in whole milliseconds
 * @param expiresAt the first instant at which it is not good any more, in whole milliseconds
 * @param uses how often it was claimed; without transactions, a race for a reusable token may count claims that came to nothing
 * @param state whether it is still good for anything
 */
public record StoredToken(
        String digest,
        String cancelDigest,
        String slot,
        long number,
        String realm,
        String accountId,
        TokenPolicy.Kind kind,
        String keyId,
        String seal,
        Instant issuedAt,
        Instant expiresAt,
        int uses,
        State state) {
    private static final int LINK_ID_LENGTH = 16;

    /** What has become of a token. */
    public enum State {
        /** Not ended by anybody; its time, its slot and its seal decide. */
        LIVE,
        /**
         * Live, and somebody is using it. Only reusable tokens come into this state, and others see it only where no
         * transaction hides it.
         */
        CLAIMED,
        /** Redeemed, and good for nothing more. */
        USED,
        /** Cancelled by the person who got it. */
        CANCELLED,
        /** Revoked by an operator. */
        REVOKED
    }

    /** Checks that nothing is missing. */
    public StoredToken {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(cancelDigest, "cancelDigest");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(seal, "seal");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(state, "state");
    }

    /** The same token in another state, with another seal. */
    StoredToken become(State newState, int newUses, String newSeal) {
        return new StoredToken(
                digest,
                cancelDigest,
                slot,
                number,
                realm,
                accountId,
                kind,
                keyId,
                newSeal,
                issuedAt,
                expiresAt,
                newUses,
                newState);
    }

    /** Names the link in events and to the support desk without revealing its token: the first 16 digits of the digest. */
    public String linkId() {
        return linkIdOf(digest);
    }

    static String linkIdOf(String digest) {
        return digest.substring(0, LINK_ID_LENGTH);
    }

    static String linkIdOf(byte[] digest) {
        return HexFormat.of().formatHex(digest, 0, LINK_ID_LENGTH / 2);
    }

    /** Tells what an operator may see: no digest, no seal. */
    @Override
    public String toString() {
        return "StoredToken[" + linkId() + ", " + kind + ", " + state + ", uses=" + uses + ", expires=" + expiresAt
                + "]";
    }
}
