package dev.resetta.examples.guides;

import static dev.resetta.examples.guides.MovingShop.NEW;
import static dev.resetta.examples.guides.MovingShop.NOON;
import static dev.resetta.examples.guides.MovingShop.OTHER;
import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.SupportDesk;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the guide says of each choice. */
@Timeout(60)
class PoliciesTest {
    private final MovingShop shop = new MovingShop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aOneTimeLinkIsGoodOnceForAsLongAsIsSaid() {
        shop.db.createSchema();
        shop.deploy(Policies.oneTime(common(), shop.db, shop.keys));
        String token = shop.tokenForAda();
        assertThat(shop.reset().check(token))
                .isEqualTo(new LinkCheck.Good("ada@example.com", NOON.plus(Duration.ofHours(1))));
        assertThat(shop.redeem(token, NEW)).isChanged();
        assertThat(shop.redeem(token, OTHER)).isLinkRefused(LinkProblem.USED);
    }

    @Test
    void aLinkOfTheDeskIsGoodUntilItExpiresBesideLinksThatWorkOnce() {
        shop.db.createSchema();
        shop.deploy(Policies.withDesk(common(), shop.db, shop.keys));
        String token = issuedByTheDesk();
        assertThat(shop.redeem(token, NEW)).isChanged();
        assertThat(shop.redeem(token, OTHER)).isChanged();
        shop.clock.advance(Duration.ofHours(24));
        assertThat(shop.redeem(token, NEW)).isLinkRefused(LinkProblem.EXPIRED);

        String own = shop.tokenForAda();
        assertThat(shop.redeem(own, NEW)).isChanged();
        assertThat(shop.redeem(own, OTHER)).isLinkRefused(LinkProblem.USED);
    }

    @Test
    void aHashBoundLinkNeedsNoTableAndCannotBeListed() {
        shop.deploy(Policies.withoutTable(common(), shop.db, shop.keys));
        String first = shop.tokenForAda();
        String second = shop.tokenForAda();
        assertThat(shop.reset().check(first)).isGood(); // a newer one replaces nothing
        assertThat(shop.redeem(second, NEW)).isChanged();
        assertThat(shop.redeem(first, OTHER)).isLinkRefused(LinkProblem.INVALID);
        SupportDesk desk = shop.reset().support("olga");
        assertThatIllegalStateException().isThrownBy(() -> desk.links("17"));
    }

    private PasswordReset.Builder common() {
        return PasswordReset.builder()
                .resetLink("https://shop.example.com/reset-password?token={token}")
                .accounts(shop.db.accounts("users"));
    }

    private String issuedByTheDesk() {
        String link = shop.reset().support("olga").issue("17").orElseThrow().link();
        return link.substring(link.indexOf('=') + 1);
    }
}
