package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.demo.shop.DemoAccounts.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.resetta.examples.demo.desk.Operators;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The desk in a real browser, narrow and wide, light and dark: fits, and leaves its pictures in {@code target/screenshots}. */
@Tag("once")
class DeskLooksTest {
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void theBrowserHadNothingToComplainAbout() {
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void everyPageFits() {
        try (TestSite site = TestSite.with("one-time")) {
            Tab tab = chromium.newScriptedTab("en");
            tab.open(site.door() + "/desk");
            signIn(tab, "a guess");
            tab.shows("Support desk", "desk-sign-in-failed");
            signIn(tab, TestSite.DESK_PASSWORD);
            tab.shows("Support desk", "desk");

            find(tab, "nobody");
            tab.shows("Support desk", "desk-nobody");
            find(tab, CLEO.name());
            tab.shows("cleo", "desk-account-disabled");

            tab.open(site.door() + "/desk");
            find(tab, ALMA.email());
            tab.press("Mail a link");
            site.mail(1);
            site.ask(ALMA.email());
            site.mail(2);
            tab.press("Show me a link");
            tab.shows("A link to hand over", "desk-link");
            tab.page().reload();
            tab.shows("This link was shown already", "desk-link-seen");

            tab.follow("Back to the account");
            tab.page().getByText("The owner cannot or must not be told").click();
            tab.fill("Why not?", "Her mailbox was taken over; she came to the shop and showed her passport.");
            tab.press("Show me a link, tell nobody");
            tab.follow("Back to the account");
            tab.shows("alma", "desk-account-links");
            revokeTheFirst(tab);
            tab.page().getByText("The owner cannot or must not be told").click();
            tab.shows("alma", "desk-account");
            tab.follow("All events of this account");
            tab.shows("Events of alma", "desk-events-account");
            tab.page()
                    .getByRole(AriaRole.NAVIGATION)
                    .getByRole(AriaRole.LINK)
                    .nth(1)
                    .click();
            tab.shows("Events", "desk-events");
        }
    }

    private static void signIn(Tab tab, String password) {
        tab.fill("Operator", Operators.DORA);
        tab.fill("Password", password);
        tab.press("Open the desk");
    }

    private static void find(Tab tab, String who) {
        tab.fill("Address, user name or account id", who);
        tab.press("Find");
    }

    private static void revokeTheFirst(Tab tab) {
        tab.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke link"))
                .first()
                .click();
    }
}
