package dev.resetta.examples.reading;

import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeyRotationTest {
    private final KeyRotation shop = new KeyRotation();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aLinkOfTheOldKeyOutlivesTheRotationUntilThatKeyIsDropped() throws InterruptedException {
        String token = shop.tokenFor("ada@example.com", shop.before);
        assertThat(shop.isGood(token, shop.announced)).isTrue();
        assertThat(shop.isGood(token, shop.rotated)).isTrue();
        assertThat(shop.isGood(token, shop.dropped)).isFalse();
        assertThat(shop.choose(token, "correct horse battery", shop.dropped)).isLinkRefused(LinkProblem.INVALID);
        assertThat(shop.choose(token, "correct horse battery", shop.rotated)).isChanged();
        assertThat(shop.isGood(token, shop.rotated)).isFalse();
    }

    @Test
    void aLinkOfTheNewKeyIsGoodWhereThatKeyWasAnnounced() throws InterruptedException {
        String token = shop.tokenFor("ada@example.com", shop.rotated);
        assertThat(shop.isGood(token, shop.before)).isFalse();
        assertThat(shop.isGood(token, shop.announced)).isTrue();
        assertThat(shop.isGood(token, shop.dropped)).isTrue();
    }

    @Test
    void theProgramTellsWhatHappens() throws Exception {
        assertThat(Printed.by(KeyRotation::main))
                .contains("It signs; is Ada's link good? true")
                .contains("She uses it: Changed[accountId=17]")
                .contains("is it good still? false")
                .contains("The key of October is dropped; is Ben's link good? false")
                .contains("He asks for another; is that good? true");
    }
}
