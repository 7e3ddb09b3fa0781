package dev.resetta.examples.reading;

import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkProblem;
import dev.resetta.SupportDesk.IssuedLink;
import dev.resetta.SupportDesk.LiveLink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HelpDeskTest {
    private final HelpDesk office = new HelpDesk();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void aLinkOfTheDeskWorksUntilItIsEnded() {
        IssuedLink issued = office.desk.issue("17").orElseThrow();
        String token = HelpDesk.tokenIn(issued.link());
        assertThat(office.choose(token, "correct horse battery")).isChanged();
        assertThat(office.choose(token, "wrong horse battery")).isChanged();
        assertThat(office.desk.links("17")).extracting(LiveLink::uses).containsExactly(2);

        assertThat(office.desk.revoke("17", issued.linkId())).isTrue();
        assertThat(office.choose(token, "third horse battery")).isLinkRefused(LinkProblem.CANCELLED);
        assertThat(office.desk.links("17")).isEmpty();
    }

    @Test
    void aLinkThatIsAskedForWorksOnceAndEndsNoneOfTheDesk() throws InterruptedException {
        String issued = HelpDesk.tokenIn(office.desk.issue("17").orElseThrow().link());
        assertThat(office.desk.mail("17")).isTrue();
        String mailed = HelpDesk.tokenIn(office.nextLink());
        String own = office.tokenFor("ada@example.com");
        assertThat(office.isGood(issued)).isTrue();
        assertThat(office.isGood(mailed)).isTrue();

        assertThat(office.choose(own, "correct horse battery")).isChanged();
        assertThat(office.choose(own, "wrong horse battery")).isLinkRefused(LinkProblem.USED);
        assertThat(office.isGood(issued)).isFalse();
    }

    @Test
    void nobodyGetsALinkForAnAccountThatIsNotThere() {
        assertThat(office.desk.issue("99")).isEmpty();
    }

    @Test
    void theProgramTellsWhatHappens() throws Exception {
        assertThat(Printed.by(HelpDesk::main))
                .contains("Is her address told that there is one? true")
                .contains("She forgets it over lunch, and sets another: Changed[accountId=17]")
                .contains("REUSABLE, used 2 times")
                .contains("Are the desk's links good beside it? true")
                .contains("Is it good still? false")
                .contains("And again: LinkRefused[problem=USED]");
    }
}
