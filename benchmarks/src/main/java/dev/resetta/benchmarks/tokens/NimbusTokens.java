package dev.resetta.benchmarks.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/** Nimbus JOSE + JWT: HS256 over subject, expiry, id and purpose, with signer and verifier made for the account's own key. */
final class NimbusTokens {
    private static final String PURPOSE = "purpose";
    private static final String RESET = "password-reset";

    private final KeyByHash keys = new KeyByHash();

    String issue(Account account, Duration lifetime) throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(account.id())
                .expirationTime(new Date(System.currentTimeMillis() + lifetime.toMillis()))
                .jwtID(UUID.randomUUID().toString())
                .claim(PURPOSE, RESET)
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(keys.of(account.passwordHash().orElseThrow())));
        return token.serialize();
    }

    Optional<Account> check(String text, AccountDirectory accounts) throws ParseException, JOSEException {
        SignedJWT token = SignedJWT.parse(text);
        JWTClaimsSet claims = token.getJWTClaimsSet();
        Account account = accounts.findById(claims.getSubject()).orElseThrow();
        boolean isGood =
                token.verify(new MACVerifier(keys.of(account.passwordHash().orElseThrow())))
                        && new Date().before(claims.getExpirationTime())
                        && RESET.equals(claims.getStringClaim(PURPOSE));
        return isGood ? Optional.of(account) : Optional.empty();
    }
}
