package dev.resetta.benchmarks.start;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues one token in a JVM that has done nothing else, and prints how many nanoseconds after the beginning of {@code main} it
 * was there. Each contestant is a class of its own, so that it loads nothing of the others.
 */
interface FirstToken {
    /** Issues it. */
    String issue() throws Exception;

    /** Runs the contestant whose simple name is given. */
    static void main(String... arguments) throws Exception {
        long began = System.nanoTime();
        // Joined by hand: the compiler's way of joining texts starts machinery that a contestant may do without.
        FirstToken contestant = (FirstToken)
                Class.forName(FirstToken.class.getName().concat("$").concat(arguments[0]))
                        .getDeclaredConstructor()
                        .newInstance();
        String token = contestant.issue();
        long took = System.nanoTime() - began;
        if (token.isEmpty()) {
            throw new IllegalStateException("There is no token.");
        }
        System.out.println(took);
    }

    private static byte[] key() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** One random number, one HMAC-SHA256 and base64: no less makes a token. */
    final class Floor implements FirstToken {
        @Override
        public String issue() throws Exception {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(), "HmacSHA256"));
            byte[] signature = mac.doFinal("4711 until 2026-11-25".getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        }
    }

    /** Ours, with nothing stored. */
    final class HashBound implements FirstToken {
        @Override
        public String issue() {
            TokenIssuer issuer = TokenIssuer.hashBound(SigningKeys.of("2026", key()), new SecureRandom());
            return Alice.token(issuer, TokenPolicy.hashBound());
        }
    }

    /** Ours, with a row in memory, sealed. */
    final class Stored implements FirstToken {
        @Override
        public String issue() {
            TokenIssuer issuer =
                    TokenIssuer.stored(TokenStore.inMemory(), SigningKeys.of("2026", key()), new SecureRandom());
            return Alice.token(issuer, TokenPolicy.oneTime());
        }
    }

    /** Nimbus JOSE+JWT: a token signed with HS256 that says whose it is and until when. */
    final class Nimbus implements FirstToken {
        @Override
        public String issue() throws Exception {
            JWTClaimsSet claims = new JWTClaimsSet.Builder()
                    .subject("4711")
                    .expirationTime(Date.from(Instant.now().plusSeconds(1800)))
                    .build();
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(key()));
            return token.serialize();
        }
    }

    /** JJWT: the same. */
    final class Jjwt implements FirstToken {
        @Override
        public String issue() {
            return Jwts.builder()
                    .subject("4711")
                    .expiration(Date.from(Instant.now().plusSeconds(1800)))
                    .signWith(Keys.hmacShaKeyFor(key()), Jwts.SIG.HS256)
                    .compact();
        }
    }

    /** The account that ours issue for. */
    final class Alice implements AccountDirectory {
        private static final Account ACCOUNT =
                Account.of("4711", "alice@example.com", "$2b$12$abcdefghijklmnopqrstuu1234567890123456789012345678901");

        static String token(TokenIssuer issuer, TokenPolicy policy) {
            return issuer.issue(ACCOUNT, TokenIssuer.Scope.of("", policy, new Alice(), Clock.systemUTC()))
                    .token();
        }

        @Override
        public List<Account> findByIdentifier(String identifier) {
            return List.of(ACCOUNT);
        }

        @Override
        public Optional<Account> findById(String id) {
            return Optional.of(ACCOUNT);
        }
    }
}
