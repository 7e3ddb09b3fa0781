package dev.resetta.benchmarks.tokens;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.ProtectedHeader;
import io.jsonwebtoken.security.Keys;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * JJWT: HS256 over the same claims. One parser for all tokens, as its documentation says; it finds the key by the header's key
 * id, which names the account.
 */
final class JjwtTokens {
    private static final String PURPOSE = "purpose";
    private static final String RESET = "password-reset";

    private final KeyByHash keys = new KeyByHash();
    private final AccountDirectory accounts;
    private final JwtParser parser;

    JjwtTokens(AccountDirectory accounts) {
        this.accounts = accounts;
        this.parser = Jwts.parser()
                .keyLocator(header -> key(account(((ProtectedHeader) header).getKeyId())))
                .require(PURPOSE, RESET)
                .build();
    }

    String issue(Account account, Duration lifetime) {
        return Jwts.builder()
                .header()
                .keyId(account.id())
                .and()
                .subject(account.id())
                .expiration(new Date(System.currentTimeMillis() + lifetime.toMillis()))
                .id(UUID.randomUUID().toString())
                .claim(PURPOSE, RESET)
                .signWith(key(account), Jwts.SIG.HS256)
                .compact();
    }

    Optional<Account> check(String text) {
        Claims claims = parser.parseSignedClaims(text).getPayload();
        return accounts.findById(claims.getSubject());
    }

    private Account account(String id) {
        return accounts.findById(id).orElseThrow();
    }

    private SecretKey key(Account account) {
        return Keys.hmacShaKeyFor(keys.of(account.passwordHash().orElseThrow()));
    }
}
