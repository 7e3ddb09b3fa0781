package dev.resetta.examples.guides;

import static dev.resetta.examples.guides.MovingShop.NEW;
import static dev.resetta.examples.guides.MovingShop.NOON;
import static dev.resetta.examples.guides.MovingShop.OTHER;
import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.JdbcOneTimeTokenService;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;

/** What the guide promises to an application whose links are one-time tokens of Spring Security, which mints them here itself. */
@Timeout(120)
class FromOneTimeTokensTest {
    private static final String SPRINGS_SCHEMA =
            "/org/springframework/security/core/ott/jdbc/one-time-tokens-schema.sql";
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int ROUNDS = 10;

    private final MovingShop shop = new MovingShop();
    private final JdbcOneTimeTokenService spring = new JdbcOneTimeTokenService(new JdbcTemplate(shop.source));

    @BeforeEach
    void move() throws IOException {
        try (InputStream schema = JdbcOneTimeTokenService.class.getResourceAsStream(SPRINGS_SCHEMA)) {
            shop.write(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
        spring.setClock(shop.clock);
        shop.db.createSchema();
        shop.deploy(during());
    }

    @AfterEach
    void close() throws Exception {
        spring.destroy();
        shop.close();
    }

    @Test
    void aTokenOfSpringsIsGoodOnceUntilItsExpiry() {
        String token = springsToken("ada");
        assertThat(shop.reset().check(token)).isEqualTo(new LinkCheck.Good("ada@example.com", NOON.plus(AN_HOUR)));

        shop.clock.advance(AN_HOUR.minusMillis(1));
        assertThat(shop.redeem(token, NEW)).isChanged();
        assertThat(shop.isAdas(NEW)).isTrue();
        assertThat(shop.redeem(token, OTHER)).isLinkRefused(LinkProblem.INVALID);
    }

    @Test
    void aTokenThatResettaUsedIsNothingToSpring() {
        String token = springsToken("ada");
        assertThat(shop.redeem(token, NEW)).isChanged();
        assertThat(spring.consume(new OneTimeTokenAuthenticationToken(token))).isNull();
    }

    @Test
    void anExpiredTokenIsToldAsExpired() {
        String token = springsToken("ada");
        shop.clock.advance(AN_HOUR);
        assertThat(shop.redeem(token, NEW)).isLinkRefused(LinkProblem.EXPIRED);
    }

    @Test
    void aTokenForANameThatNobodyHasIsRefused() {
        assertThat(shop.redeem(springsToken("nobody"), NEW)).isLinkRefused(LinkProblem.INVALID);
    }

    @Test
    void aChangedPasswordEndsTheTokensOfTheAccountAndNoOthers() {
        String adas = springsToken("ada");
        String bens = springsToken("ben");
        assertThat(shop.redeem(shop.tokenForAda(), NEW)).isChanged();
        assertThat(shop.reset().check(adas)).isRefused(LinkProblem.INVALID);
        assertThat(shop.reset().check(bens)).isGood();
    }

    @Test
    void ofSixteenProcessesThatGetOneTokenOneWins() {
        for (int round = 0; round < ROUNDS; round++) {
            String token = springsToken("ada");
            assertThat(shop.winners(this::during, racer -> token))
                    .as("winners of round %s", round)
                    .isOne();
        }
    }

    private PasswordReset.Builder during() {
        return FromATable.during(shop.db, FromOneTimeTokens.oldLinks(shop.db), shop.keys);
    }

    private String springsToken(String username) {
        return spring.generate(new GenerateOneTimeTokenRequest(username, AN_HOUR))
                .getTokenValue();
    }
}
