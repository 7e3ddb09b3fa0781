package dev.resetta.examples.guides;

import static dev.resetta.examples.guides.MovingShop.NEW;
import static dev.resetta.examples.guides.MovingShop.NOON;
import static dev.resetta.examples.guides.MovingShop.OTHER;
import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the guide promises to an application whose links are JSON Web Tokens over the password hash, which JJWT mints here. */
@Timeout(120)
class FromJwtsTest {
    private static final String SECRET = "what only the server knows";
    private static final Instant IN_AN_HOUR = NOON.plus(Duration.ofHours(1));
    private static final Instant END = NOON.plus(Duration.ofHours(2));
    private static final int ROUNDS = 10;

    private final MovingShop shop = new MovingShop();

    @BeforeEach
    void move() {
        shop.deploy(during());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void anOldTokenIsGoodOnceUntilItsExpiry() {
        String token = oldToken(IN_AN_HOUR);
        assertThat(shop.reset().check(token)).isEqualTo(new LinkCheck.Good("ada@example.com", IN_AN_HOUR));

        shop.clock.set(IN_AN_HOUR.minusMillis(1));
        assertThat(shop.redeem(token, NEW)).isChanged();
        assertThat(shop.isAdas(NEW)).isTrue();
        assertThat(shop.redeem(token, OTHER)).isLinkRefused(LinkProblem.INVALID);
    }

    @Test
    void anExpiredTokenIsToldAsExpired() {
        String token = oldToken(IN_AN_HOUR);
        shop.clock.set(IN_AN_HOUR);
        assertThat(shop.redeem(token, NEW)).isLinkRefused(LinkProblem.EXPIRED);
    }

    @Test
    void noOldTokenIsGoodWhenTheMoveIsOver() {
        String last = oldToken(END);
        String forEver = oldToken(END.plus(Duration.ofDays(365)));
        assertThat(shop.reset().check(last)).isGood();
        assertThat(shop.reset().check(forEver)).isRefused(LinkProblem.INVALID);
        shop.clock.set(END);
        assertThat(shop.reset().check(last)).isRefused(LinkProblem.EXPIRED);
        assertThat(shop.reset().check(forEver)).isRefused(LinkProblem.EXPIRED);
    }

    @Test
    void aNewLinkEndsOldTokensAndTheOtherWayRound() {
        String before = oldToken(IN_AN_HOUR);
        String fresh = shop.tokenForAda();
        assertThat(shop.redeem(fresh, NEW)).isChanged();
        assertThat(shop.redeem(before, OTHER)).isLinkRefused(LinkProblem.INVALID);

        String another = shop.tokenForAda();
        String oldOfNow = oldToken(IN_AN_HOUR);
        assertThat(shop.redeem(oldOfNow, OTHER)).isChanged();
        assertThat(shop.redeem(another, NEW)).isLinkRefused(LinkProblem.INVALID);
    }

    @Test
    void ofSixteenProcessesThatGetOneOldTokenOneWins() {
        for (int round = 0; round < ROUNDS; round++) {
            String token = oldToken(IN_AN_HOUR);
            assertThat(shop.winners(this::during, racer -> token))
                    .as("winners of round %s", round)
                    .isOne();
        }
    }

    @Test
    void theTokenDoesNotChooseItsAlgorithm() {
        SecretKey key = key(SECRET + shop.hashOfAda());
        String unsigned = claims(IN_AN_HOUR).compact();
        String bySha384 = claims(IN_AN_HOUR).signWith(key, Jwts.SIG.HS384).compact();
        assertThat(shop.reset().check(unsigned)).isRefused(LinkProblem.INVALID);
        assertThat(shop.reset().check(bySha384)).isRefused(LinkProblem.INVALID);
    }

    @Test
    void whatTheSecretAloneHasSignedIsNoToken() {
        for (String key : List.of(SECRET + "null and whatever fills it up", SECRET + " and another password's hash")) {
            String forged =
                    claims(IN_AN_HOUR).signWith(key(key), Jwts.SIG.HS256).compact();
            assertThat(shop.reset().check(forged)).isRefused(LinkProblem.INVALID);
        }
    }

    @Test
    void aTokenWithoutAnEndIsNoToken() {
        String token = Jwts.builder()
                .subject("17")
                .signWith(key(SECRET + shop.hashOfAda()), Jwts.SIG.HS256)
                .compact();
        assertThat(shop.reset().check(token)).isRefused(LinkProblem.INVALID);
    }

    @Test
    void aTokenHasOneSpelling() {
        String token = oldToken(IN_AN_HOUR);
        assertThat(shop.reset().check(token + ".")).isRefused(LinkProblem.INVALID);
        assertThat(shop.reset().check(token + "=")).isRefused(LinkProblem.INVALID);
        assertThat(shop.reset().check(" " + token)).isRefused(LinkProblem.INVALID);
        String withoutLast = token.substring(0, token.length() - 1);
        long spellings = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .chars()
                .filter(last -> shop.reset().check(withoutLast + (char) last).isGood())
                .count();
        assertThat(spellings).isOne();
    }

    @Test
    void linksOfTheMoveAreGoodAfterIt() {
        String during = shop.tokenForAda();
        String before = oldToken(IN_AN_HOUR);
        shop.deploy(FromJwts.afterwards(shop.db, shop.keys));
        assertThat(shop.reset().check(before)).isRefused(LinkProblem.INVALID);
        assertThat(shop.redeem(during, NEW)).isChanged();
    }

    private PasswordReset.Builder during() {
        return FromJwts.during(shop.db, shop.keys, SECRET, END);
    }

    /** What the old code did when somebody asked. */
    private String oldToken(Instant expiresAt) {
        return claims(expiresAt)
                .signWith(key(SECRET + shop.hashOfAda()), Jwts.SIG.HS256)
                .compact();
    }

    @SuppressWarnings("JavaUtilDate") // what JJWT takes
    private static JwtBuilder claims(Instant expiresAt) {
        return Jwts.builder().subject("17").expiration(Date.from(expiresAt));
    }

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }
}
