package dev.resetta.examples.reading;

import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.resetta.LinkProblem;
import dev.resetta.jdbc.ResetDatabaseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OneTransactionTest {
    private final OneTransaction shop = new OneTransaction();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aChangedPasswordHasItsLineInTheLog() throws InterruptedException {
        String token = shop.tokenFor("ada@example.com");
        assertThat(shop.choose(token, "correct horse battery")).isChanged();
        assertThat(shop.signsIn("correct horse battery")).isTrue();
        assertThat(shop.linesInTheLog()).isEqualTo(1);
        assertThat(shop.choose(token, "stolen horse battery")).isLinkRefused(LinkProblem.USED);
        assertThat(shop.linesInTheLog()).isEqualTo(1);
    }

    @Test
    void aLineThatCannotBeWrittenLeavesPasswordAndLinkAsTheyWere() throws InterruptedException {
        String token = shop.tokenFor("ada@example.com");
        shop.takeTheLogAway();
        assertThatExceptionOfType(ResetDatabaseException.class)
                .isThrownBy(() -> shop.choose(token, "correct horse battery"));
        assertThat(shop.signsIn("a password of long ago")).isTrue();
        assertThat(shop.isGood(token)).isTrue();

        shop.putTheLogBack();
        assertThat(shop.linesInTheLog()).isZero();
        assertThat(shop.choose(token, "correct horse battery")).isChanged();
        assertThat(shop.linesInTheLog()).isEqualTo(1);
    }

    @Test
    void theProgramTellsWhatHappens() throws Exception {
        assertThat(Printed.by(OneTransaction::main))
                .contains("It fails. Does the old password sign in? true")
                .contains("Is her link good still? true")
                .contains("Now it is Changed[accountId=17]")
                .contains("Does the new password sign in? true")
                .contains("Lines in the log: 1");
    }
}
