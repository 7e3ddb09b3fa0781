package dev.resetta.testkit;

import dev.resetta.token.StoredToken;
import dev.resetta.token.StoredToken.State;
import dev.resetta.token.TokenPolicy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** Rows as Resetta makes them, and what becomes of them. */
final class TokenRows {
    private TokenRows() {}

    /** A new row, good for half an hour. */
    static StoredToken row(String accountId, String slot, long number, Instant now) {
        String name = UUID.randomUUID().toString();
        return new StoredToken(
                digest("token " + name),
                digest("cancel " + name),
                digest(slot),
                number,
                "",
                accountId,
                TokenPolicy.Kind.ONE_TIME,
                "2026-11",
                digest("seal of " + name),
                now,
                now.plus(Duration.ofMinutes(30)),
                0,
                State.LIVE);
    }

    static StoredToken used(StoredToken row) {
        return become(row, State.USED, row.uses() + 1);
    }

    static StoredToken become(StoredToken row, State state, int uses) {
        return become(row, state, uses, digest("mark"));
    }

    static StoredToken become(StoredToken row, State state, int uses, String seal) {
        return copy(row, row.kind(), row.realm(), row.expiresAt(), seal, uses, state);
    }

    static StoredToken inRealm(StoredToken row, String realm) {
        return copy(row, row.kind(), realm, row.expiresAt(), row.seal(), row.uses(), row.state());
    }

    static StoredToken expiring(StoredToken row, Instant expiresAt) {
        return copy(row, row.kind(), row.realm(), expiresAt, row.seal(), row.uses(), row.state());
    }

    static StoredToken ofKind(StoredToken row, TokenPolicy.Kind kind) {
        return copy(row, kind, row.realm(), row.expiresAt(), row.seal(), row.uses(), row.state());
    }

    /** SHA-256 as it stands in rows. */
    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has to offer SHA-256.", e);
        }
    }

    private static StoredToken copy(
            StoredToken row,
            TokenPolicy.Kind kind,
            String realm,
            Instant expiresAt,
            String seal,
            int uses,
            State state) {
        return new StoredToken(
                row.digest(),
                row.cancelDigest(),
                row.slot(),
                row.number(),
                realm,
                row.accountId(),
                kind,
                row.keyId(),
                seal,
                row.issuedAt(),
                expiresAt,
                uses,
                state);
    }
}
