package dev.resetta.examples.reading;

import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkProblem;
import dev.resetta.ResetResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuickStartTest {
    private final QuickStart shop = new QuickStart();

    @BeforeEach
    void signUp() {
        shop.signUp("17", "ada@example.com", "a password of long ago");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theLinkChangesThePasswordOnce() throws InterruptedException {
        String token = token();
        assertThat(shop.open(token)).isGood();
        assertThat(shop.choose(token, "short")).isPasswordRefused("too-short");
        assertThat(shop.choose(token, "correct horse battery")).isChanged();
        assertThat(shop.choose(token, "stolen horse battery")).isLinkRefused(LinkProblem.USED);
        assertThat(shop.signsIn("17", "correct horse battery")).isTrue();
        assertThat(shop.signsIn("17", "a password of long ago")).isFalse();
        assertThat(shop.signsIn("17", "stolen horse battery")).isFalse();
    }

    @Test
    void aPasswordChangedByOtherHandsEndsTheLink() throws InterruptedException {
        String token = token();
        shop.signUp("17", "ada@example.com", "another password");
        assertThat(shop.open(token)).isRefused(LinkProblem.INVALID);
    }

    @Test
    void everyAnswerHasItsSentence() {
        assertThat(QuickStart.inWords(new ResetResult.Changed("17"))).isEqualTo("The password is changed.");
        assertThat(QuickStart.inWords(new ResetResult.LinkRefused(LinkProblem.EXPIRED)))
                .contains("EXPIRED");
        assertThat(QuickStart.inWords(new ResetResult.Busy())).isEqualTo("Try again in a moment.");
    }

    @Test
    void theProgramTellsWhatHappens() throws Exception {
        assertThat(Printed.by(QuickStart::main))
                .contains("She opens it; is it good? true")
                .contains("All sessions of account 17 are ended.")
                .contains("She chooses a better one: The password is changed.")
                .contains("Somebody uses the link again: The link is refused, because it is USED.")
                .contains("Does the new password sign in? true")
                .contains("Does the old password sign in? false");
    }

    private String token() throws InterruptedException {
        String link = shop.linkFor("ada@example.com");
        return link.substring(link.indexOf('=') + 1);
    }
}
