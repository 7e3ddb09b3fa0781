package dev.resetta.examples.guides;

import static dev.resetta.examples.guides.MovingShop.NEW;
import static dev.resetta.examples.guides.MovingShop.NOON;
import static dev.resetta.examples.guides.MovingShop.OTHER;
import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.examples.docs.Page;
import dev.resetta.examples.replays.TestDatabase;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The guide's table, statements and locks on a server. */
@Timeout(300)
class FromATableOnPostgreSqlTest {
    private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));
    private static final int ROUNDS = Boolean.getBoolean("resetta.thorough") ? 100 : 5;

    private final MovingShop shop = new MovingShop(TestDatabase.emptyPostgreSql());

    @BeforeEach
    void move() {
        Page.of("docs/guides/from-a-table.md").statements().forEach(shop::write);
        shop.db.createSchema();
        shop.deploy(during());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void anOldLinkIsGoodOnceAndANewOneEndsIt() {
        String first = oldLink();
        assertThat(shop.reset().check(first)).isEqualTo(new LinkCheck.Good("ada@example.com", TOMORROW));
        assertThat(shop.redeem(first, NEW)).isChanged();
        assertThat(shop.redeem(first, OTHER)).isLinkRefused(LinkProblem.INVALID);

        String second = oldLink();
        assertThat(shop.redeem(shop.tokenForAda(), OTHER)).isChanged();
        assertThat(shop.redeem(second, NEW)).isLinkRefused(LinkProblem.INVALID);
    }

    @Test
    void ofSixteenProcessesThatGetAnOldOrANewLinkOneWins() {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> links = List.of(oldLink(), oldLink(), shop.tokenForAda());
            assertThat(shop.winners(this::during, racer -> links.get(racer % 3)))
                    .as("winners of round %s", round)
                    .isOne();
        }
    }

    private PasswordReset.Builder during() {
        return FromATable.during(shop.db, FromATable.oldLinks(shop.db), shop.keys);
    }

    private String oldLink() {
        String token = UUID.randomUUID().toString();
        shop.write(
                "INSERT INTO password_reset_token (token, user_id, expires_at) VALUES (?, 17, ?)",
                token,
                Timestamp.from(TOMORROW));
        return token;
    }
}
