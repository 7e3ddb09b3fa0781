package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.TestSite.OTHER_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.demo.shop.DemoAccounts.BEN;
import static dev.resetta.examples.demo.shop.DemoAccounts.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does at the desk, and the event that each act leaves. */
class DeskTest {
    private TestSite site;
    private TestDesk desk;

    @BeforeEach
    void start() {
        site = TestSite.with("one-time");
        desk = TestDesk.signedIn(site);
    }

    @AfterEach
    void end() {
        site.close();
    }

    @Test
    void anAccountIsFoundByAddressNameOrId() {
        String account = desk.account(ALMA).path();
        String number = account.substring(account.lastIndexOf('/') + 1);

        for (String typed : List.of("alma", "ALMA", " Alma@Larkspur.example ", number)) {
            assertThat(desk.find(typed).path()).as(typed).isEqualTo(account);
        }
        for (String typed : List.of("", "al", "a%", "*", "' OR 1=1 --", "larkspur.example")) {
            TestBrowser.Answer answer = desk.find(typed);
            assertThat(answer.path()).as(typed).isEqualTo("/desk");
            assertThat(answer.body()).contains("There is no account with this").doesNotContain("alma");
        }
    }

    @Test
    void aMailedLinkGoesToTheOwnerAlone() {
        TestBrowser.Answer page = desk.act(ALMA, "/mail");
        assertThat(page.body()).contains("A link is on its way to alma@larkspur.example. It is listed here");

        assertThat(site.mail(1).to()).contains(ALMA.email());
        assertThat(site.resetLink(1)).contains("/reset?token=");
        assertThat(desk.eventsOf(ALMA)).contains("Mailed by support", "dora");
        assertThat(desk.account(ALMA).body()).contains("Reusable").doesNotContain("token");
    }

    @Test
    void anIssuedLinkWorksForThreeDaysAndItsOwnerIsTold() {
        String link = desk.linkIn(desk.act(ALMA, "/issue"));
        assertThat(site.mail(1).to()).contains(ALMA.email());
        assertThat(site.mail(1).text() + site.mail(1).html()).doesNotContain(TestDesk.tokenOf(link));

        reset(link, NEW_PASSWORD);
        site.clock.advance(Duration.ofHours(71));
        reset(link, OTHER_PASSWORD);
        assertThat(site.signsIn(ALMA, OTHER_PASSWORD)).isTrue();

        site.clock.advance(Duration.ofHours(2));
        assertThat(site.browser().get(link).body()).contains("This link has expired");
        assertThat(new TestDesk(site.browser()).signIn().eventsOf(ALMA))
                .contains("Issued by support", "Password changed", "expired");
    }

    @Test
    void aLinkIsShownOnce() {
        TestBrowser.Answer issued = desk.act(ALMA, "/issue");
        String token = TestDesk.tokenOf(desk.linkIn(issued));
        assertThat(issued.path()).doesNotContain(token);
        assertThat(issued.header("Cache-Control")).isEqualTo("no-store");

        TestBrowser.Answer again = desk.browser().get(issued.path());
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.body()).contains("This link was shown already").doesNotContain(token);
    }

    @Test
    void nobodyElseSeesAnothersLink() {
        TestBrowser.Answer issued = desk.actOnly(ALMA, "/issue");
        TestDesk other = TestDesk.signedIn(site);

        assertThat(other.browser().get(issued.header("Location")).status()).isEqualTo(410);
        assertThat(desk.browser().fetch("HEAD", issued.header("Location")).status())
                .isEqualTo(410);
        assertThat(desk.browser().get(issued.header("Location")).body()).contains("/reset?token");
    }

    @Test
    void withoutNoticeALinkNeedsAReasonWhichTheTrailKeeps() {
        String link = desk.linkIn(desk.act(ALMA, "/issue-untold", "reason", "her mailbox <b>was</b> stolen"));
        reset(link, NEW_PASSWORD);

        assertThat(site.mail(1).subject())
                .as("the first mail is about the change")
                .contains("was changed");
        assertThat(desk.eventsOf(ALMA)).contains("the owner was not told: her mailbox &lt;b&gt;was&lt;/b&gt; stolen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u200b", "...", "long"})
    void withoutAReasonNoLinkIsIssued(String reason) {
        String sent = reason.equals("long") ? "x".repeat(501) : reason;
        TestBrowser.Answer page = desk.act(ALMA, "/issue-untold", "reason", sent);

        assertThat(page.body()).contains("is not told that a link was issued. No link was issued.");
        assertThat(desk.eventsOf(ALMA)).doesNotContain("Issued by support");
    }

    @Test
    void oneLinkIsRevokedAndTheOtherStays() {
        String first = desk.linkIn(desk.act(ALMA, "/issue"));
        String bens = desk.linkIn(desk.act(BEN, "/issue"));
        site.clock.advance(Duration.ofSeconds(1));
        site.ask(ALMA.email());
        site.mail(3);
        String id = desk.linkIds(ALMA).get(1);

        assertThat(desk.act(ALMA, "/revoke", "link", id).body()).contains("The link is revoked.");
        assertThat(site.browser().get(first).status()).isEqualTo(410);
        assertThat(site.browser().get(bens).status()).isEqualTo(200);
        assertThat(desk.linkIds(ALMA)).hasSize(1).doesNotContain(id);
        assertThat(desk.eventsOf(ALMA)).contains("Revoked by support", id);
        assertThat(desk.act(ALMA, "/revoke", "link", id).body()).contains("That link had ended before.");
    }

    @Test
    void allLinksAreRevokedAndTheirNumberTold() {
        String issued = desk.linkIn(desk.act(ALMA, "/issue"));
        site.ask(ALMA.email());
        site.mail(2);

        assertThat(desk.act(ALMA, "/revoke-all").body()).contains("2 links are revoked.", "None.");
        assertThat(site.browser().get(issued).status()).isEqualTo(410);
    }

    @Test
    void aLinkOfAnotherAccountIsNotRevoked() {
        desk.act(ALMA, "/issue");
        String id = desk.linkIds(ALMA).get(0);

        assertThat(desk.act(BEN, "/revoke", "link", id).body()).contains("That link had ended before.");
        assertThat(desk.linkIds(ALMA)).containsExactly(id);
    }

    @Test
    void eventsComeAPageAtATime() {
        for (int i = 0; i < 30; i++) {
            desk.act("/desk/purge");
        }
        TestBrowser.Answer first = desk.browser().get("/desk/events");
        Matcher earlier =
                Pattern.compile("href=\"(/desk/events/before/[^\"]+)\"").matcher(first.body());
        assertThat(earlier.find()).isTrue();
        TestBrowser.Answer second = desk.browser().get(earlier.group(1));

        assertThat(first.body().split("Purged by support", -1)).hasSize(25 + 1);
        assertThat(second.body()).doesNotContain("Earlier events");
        assertThat(second.body().split("Purged by support", -1)).hasSize(5 + 1);
        assertThat(desk.browser().get("/desk/events/before/x").status()).isEqualTo(404);
    }

    @Test
    void aPurgeTellsHowManyItDeleted() {
        desk.act(ALMA, "/issue-untold", "reason", "no mail, and so no worker that purges before us");
        site.clock.advance(Duration.ofHours(72 + 25));
        TestDesk later = TestDesk.signedIn(site);

        assertThat(later.act("/desk/purge").body()).contains("One expired link was deleted.");
        assertThat(later.act("/desk/purge").body()).contains("0 expired links were deleted.");
        assertThat(later.events()).contains("Purged by support", "1 deleted", "0 deleted");
    }

    @Test
    void aDisabledAccountIsSeenAndGetsNothing() {
        assertThat(desk.account(CLEO).body())
                .contains("The account is disabled")
                .doesNotContain("/mail\"");

        assertThat(desk.act(CLEO, "/mail").body()).contains("no link was mailed");
        assertThat(desk.act(CLEO, "/issue").body()).contains("no link was issued");
        assertThat(desk.act(CLEO, "/issue-untold", "reason", "asked").body()).contains("no link was issued");
        assertThat(site.mailCount()).isZero();
    }

    @Test
    void accountsThatAreNotThereAreNotFound() {
        String field = desk.account(ALMA).csrfField();
        for (String id : List.of("999999", "x", "1%20OR%201=1")) {
            assertThat(desk.browser().get("/desk/accounts/" + id).status())
                    .as(id)
                    .isEqualTo(404);
            assertThat(desk.browser()
                            .post("/desk/accounts/" + id + "/issue", TestBrowser.encode("form", field))
                            .status())
                    .as(id)
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-time", "reusable", "hash-bound"})
    void whateverPeopleHaveTheDeskHasReusableLinks(String policy) {
        try (TestSite other = TestSite.with(policy)) {
            TestDesk itsDesk = TestDesk.signedIn(other);
            String link = itsDesk.linkIn(itsDesk.act(ALMA, "/issue"));
            assertThat(itsDesk.linkIds(ALMA)).hasSize(1);

            for (String password : List.of(NEW_PASSWORD, OTHER_PASSWORD)) {
                assertThat(other.browser()
                                .get(link)
                                .send("password", password, "again", password)
                                .path())
                        .isEqualTo("/changed");
            }
            assertThat(itsDesk.account(ALMA).body()).contains("<td data-label=\"Uses\">2</td>");
        }
    }

    private void reset(String link, String password) {
        assertThat(site.browser()
                        .get(link)
                        .send("password", password, "again", password)
                        .path())
                .isEqualTo("/changed");
    }
}
