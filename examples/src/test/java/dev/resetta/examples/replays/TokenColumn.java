package dev.resetta.examples.replays;

import dev.resetta.account.Account;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenVerdict;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * Weak: the issuer that most of the published faults had: a column "reset token" beside each user, empty at first, in clear,
 * bound to nothing and compared in some way.
 */
final class TokenColumn implements TokenIssuer {
    private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");

    /** What the column holds, by the id of the account. */
    final Map<String, String> column = new ConcurrentHashMap<>(Map.of("17", "", "18", ""));

    private final BiPredicate<String, String> fits;
    private final BiFunction<Account, Scope, String> minting;

    /**
     * Weak in one more way.
     *
     * @param fits whether what the column holds fits what was presented
     * @param minting makes the token
     */
    TokenColumn(BiPredicate<String, String> fits, BiFunction<Account, Scope, String> minting) {
        this.fits = fits;
        this.minting = minting;
    }

    TokenColumn(BiPredicate<String, String> fits) {
        this(fits, (account, scope) -> UUID.randomUUID().toString());
    }

    @Override
    public Issued issue(Account account, Scope scope) {
        String token = minting.apply(account, scope);
        column.put(account.id(), token);
        return Issued.of(token, "link", NEVER);
    }

    @Override
    public TokenVerdict judge(String token, Scope scope) {
        for (Map.Entry<String, String> row : column.entrySet()) {
            Account account = scope.accounts().findById(row.getKey()).orElse(null);
            if (account != null && fits.test(row.getValue(), token)) {
                return new TokenVerdict.Good(account, NEVER, "link");
            }
        }
        return new TokenVerdict.Bad(TokenVerdict.Reason.UNKNOWN);
    }

    static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
