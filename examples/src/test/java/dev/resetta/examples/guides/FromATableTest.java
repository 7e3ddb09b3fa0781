package dev.resetta.examples.guides;

import static dev.resetta.examples.guides.MovingShop.NEW;
import static dev.resetta.examples.guides.MovingShop.NOON;
import static dev.resetta.examples.guides.MovingShop.OTHER;
import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.examples.docs.Page;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the guide promises to an application with a reset table of its own. */
@Timeout(120)
class FromATableTest {
    private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));
    private static final int ROUNDS = Boolean.getBoolean("resetta.thorough") ? 100 : 5;

    private final MovingShop shop = new MovingShop();
    private final OldTable old = FromATable.oldLinks(shop.db);

    @BeforeEach
    void move() {
        for (String statement : Page.of("docs/guides/from-a-table.md").statements()) {
            shop.write(statement);
        }
        shop.db.createSchema();
        shop.deploy(during());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aLinkOfTheOldTableIsGoodOnceUntilItsExpiry() {
        String link = oldLink(17, TOMORROW);
        assertThat(shop.reset().check(link)).isEqualTo(new LinkCheck.Good("ada@example.com", TOMORROW));

        shop.clock.set(TOMORROW.minusMillis(1));
        assertThat(shop.redeem(link, NEW)).isChanged();
        assertThat(shop.isAdas(NEW)).isTrue();
        assertThat(shop.redeem(link, OTHER)).isLinkRefused(LinkProblem.INVALID);
        assertThat(shop.isAdas(NEW)).isTrue();
    }

    @Test
    void anExpiredLinkOfTheOldTableIsToldAsExpired() {
        String link = oldLink(17, TOMORROW);
        shop.clock.set(TOMORROW);
        assertThat(shop.reset().check(link)).isRefused(LinkProblem.EXPIRED);
        assertThat(shop.redeem(link, NEW)).isLinkRefused(LinkProblem.EXPIRED);
    }

    @Test
    void aRefusedPasswordCostsNoLink() {
        String link = oldLink(17, TOMORROW);
        assertThat(shop.redeem(link, "short")).isPasswordRefused("too-short");
        assertThat(shop.redeem(link, NEW)).isChanged();
    }

    @Test
    void whoeverUsesOneLinkEndsAllOfTheAccount() {
        String first = oldLink(17, TOMORROW);
        String second = oldLink(17, TOMORROW);
        String bens = oldLink(18, TOMORROW);
        String fresh = shop.tokenForAda();
        assertThat(shop.redeem(first, NEW)).isChanged();
        assertThat(shop.reset().check(second)).isRefused(LinkProblem.INVALID);
        assertThat(shop.reset().check(fresh)).isRefused(LinkProblem.INVALID);
        assertThat(shop.reset().check(bens)).isGood();
    }

    @Test
    void aNewLinkEndsThoseOfTheOldTable() {
        String before = oldLink(17, TOMORROW);
        assertThat(shop.redeem(shop.tokenForAda(), NEW)).isChanged();
        assertThat(shop.redeem(before, OTHER)).isLinkRefused(LinkProblem.INVALID);
        assertThat(shop.rowsIn("password_reset_token")).isZero();
    }

    @Test
    void ofSixteenProcessesThatGetOneOldLinkOneWins() {
        for (int round = 0; round < ROUNDS; round++) {
            String link = oldLink(17, TOMORROW);
            assertThat(shop.winners(this::during, racer -> link))
                    .as("winners of round %s", round)
                    .isOne();
        }
    }

    @Test
    void ofSixteenProcessesThatGetAnOldOrANewLinkOneWins() {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> links = List.of(oldLink(17, TOMORROW), shop.tokenForAda());
            assertThat(shop.winners(this::during, racer -> links.get(racer % 2)))
                    .as("winners of round %s", round)
                    .isOne();
        }
    }

    @Test
    void aFailureLeavesLinkAndPasswordAsTheyWere() {
        String link = oldLink(17, TOMORROW);
        shop.write(
                "ALTER TABLE users ADD CONSTRAINT nothing_new CHECK (password_hash = '" + MovingShop.OLD_HASH + "')");
        assertThatThrownBy(() -> shop.redeem(link, NEW)).isInstanceOf(RuntimeException.class);
        shop.write("ALTER TABLE users DROP CONSTRAINT nothing_new");
        assertThat(shop.reset().check(link)).isGood();
        assertThat(shop.redeem(link, NEW)).isChanged();
    }

    @Test
    void aLinkOfSomebodyWhoIsGoneIsRefused() {
        String link = oldLink(17, TOMORROW);
        shop.write("DELETE FROM users WHERE id = 17");
        assertThat(shop.redeem(link, NEW)).isLinkRefused(LinkProblem.INVALID);
    }

    @Test
    void aTableOfDigestsIsReadByDigests() {
        String link = UUID.randomUUID().toString();
        row(Digest.of(link), 17, TOMORROW);
        shop.deploy(FromATable.during(shop.db, old.storing(Digest::of), shop.keys));
        assertThat(shop.reset().check(Digest.of(link))).isRefused(LinkProblem.INVALID);
        assertThat(shop.redeem(link, NEW)).isChanged();
    }

    @Test
    void linksOfTheMoveAreGoodAfterIt() {
        String during = shop.tokenForAda();
        String before = oldLink(17, TOMORROW);
        shop.deploy(FromATable.afterwards(shop.db, shop.keys));
        assertThat(shop.reset().check(before)).isRefused(LinkProblem.INVALID);
        assertThat(shop.redeem(during, NEW)).isChanged();
    }

    private PasswordReset.Builder during() {
        return FromATable.during(shop.db, old, shop.keys);
    }

    /** What the old code did when somebody asked. */
    private String oldLink(long userId, Instant expiresAt) {
        String token = UUID.randomUUID().toString();
        row(token, userId, expiresAt);
        return token;
    }

    private void row(String token, long userId, Instant expiresAt) {
        shop.write(
                "INSERT INTO password_reset_token (token, user_id, expires_at) VALUES (?, ?, ?)",
                token,
                userId,
                Timestamp.from(expiresAt));
    }
}
