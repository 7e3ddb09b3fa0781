package dev.resetta.examples.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.resetta.examples.demo.DemoAccounts.ALMA;
import static dev.resetta.examples.demo.DemoAccounts.BEN;
import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.TestSite.OTHER_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo in a real browser, by clicking. Screenshots of every page are in {@code target/screenshots}. */
class BrowserTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"one-time", "reusable", "hash-bound"})
    void aPersonResetsThePasswordByClicking(String policy) {
        try (TestSite site = TestSite.with(policy)) {
            Page tab = chromium.newTab();
            List<String> addresses = new ArrayList<>();
            tab.onRequest(request -> addresses.add(request.url()));
            List<String> referers = new ArrayList<>();
            tab.onRequest(request -> referers.add(request.headers().getOrDefault("referer", "")));

            tab.navigate(site.door() + "/");
            chromium.photograph(tab, "sign-in");
            follow(tab, "Forgot your password?");
            chromium.photograph(tab, "forgot");
            tab.getByLabel("Email address").fill(ALMA.email());
            press(tab, "Send me a link");
            assertHeading(tab, "Look into your mail");
            chromium.photograph(tab, "sent");

            site.mail(1);
            follow(tab, "Open the demo’s inbox");
            chromium.photograph(tab, "inbox");
            tab.locator(".mails a").first().click();
            chromium.photograph(tab, "message");
            FrameLocator mail = tab.frameLocator("iframe.mail");
            mail.locator("a[href*='/reset?token=']").first().click();

            assertHeading(tab, "Choose a new password");
            assertThat(tab.url()).matches(".*/reset/[A-Za-z0-9_-]{22}");
            assertThat(tab.getByLabel("User name")).hasValue("alma");
            chromium.photograph(tab, "reset");
            choose(tab, "short", "other");
            assertThat(tab.getByRole(AriaRole.ALERT)).containsText("Use at least 15 characters.");
            chromium.photograph(tab, "reset-refused");
            choose(tab, NEW_PASSWORD, NEW_PASSWORD);
            assertHeading(tab, "Your password is changed");
            chromium.photograph(tab, "changed");

            tab.navigate(site.door() + "/sign-in");
            signIn(tab, ALMA.password());
            assertThat(tab.getByRole(AriaRole.ALERT)).containsText("do not go together");
            chromium.photograph(tab, "sign-in-failed");
            signIn(tab, NEW_PASSWORD);
            assertHeading(tab, "Welcome back, alma");
            chromium.photograph(tab, "account");
            press(tab, "Sign out");
            assertHeading(tab, "Sign in");

            assertThat(addresses.stream().filter(address -> address.contains("token=")))
                    .as("the one request that carries the token in its address")
                    .hasSize(1);
            assertThat(referers).containsOnly("");
        }
    }

    @Test
    void aStrangersRequestIsCancelledByClicking() {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            site.mail(1);
            Page tab = chromium.newTab();
            tab.navigate(site.door() + "/inbox/1");
            tab.frameLocator("iframe.mail")
                    .locator("a[href*='/cancel?token=']")
                    .first()
                    .click();
            assertHeading(tab, "Cancel this link?");
            chromium.photograph(tab, "cancel");
            press(tab, "Cancel the link");
            assertHeading(tab, "The link is cancelled");
            chromium.photograph(tab, "cancelled");

            tab.navigate(site.resetLink(1));
            assertHeading(tab, "This link was cancelled");
            chromium.photograph(tab, "problem-cancelled");
            tab.navigate(site.cancelLink(1));
            press(tab, "Cancel the link");
            assertHeading(tab, "There is nothing to cancel");
            chromium.photograph(tab, "nothing-to-cancel");
        }
    }

    @Test
    void twoTabsWithLinksOfTwoPeopleKeepApart() {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            site.mail(1);
            site.ask(BEN.email());
            site.mail(2);
            Page almas = chromium.newTab();
            Page bens = chromium.tabBeside(almas);
            almas.navigate(site.resetLink(1));
            bens.navigate(site.resetLink(2));
            choose(almas, NEW_PASSWORD, NEW_PASSWORD);
            assertHeading(almas, "Your password is changed");
            choose(bens, OTHER_PASSWORD, OTHER_PASSWORD);
            assertHeading(bens, "Your password is changed");
            bens.goBack();
            assertHeading(bens, "This page is closed");
            chromium.photograph(bens, "problem-closed");
            assertThat(site.signsIn(ALMA, NEW_PASSWORD)).isTrue();
            assertThat(site.signsIn(BEN, OTHER_PASSWORD)).isTrue();

            bens.navigate(site.door() + "/inbox");
            assertThat(bens.locator(".mails li")).hasCount(4);
            chromium.photograph(bens, "inbox-full");
            follow(bens, site.mail(4).subject());
            chromium.photograph(bens, "message-changed");
            bens.navigate(site.resetLink(2));
            assertHeading(bens, "This link was used already");
            chromium.photograph(bens, "problem-used");
        }
    }

    @Test
    void everyProblemHasItsPage() {
        try (TestSite site = TestSite.with("one-time")) {
            Page tab = chromium.newTab();
            tab.navigate(site.door() + "/inbox");
            assertThat(tab.locator(".empty")).containsText("No mail yet");
            chromium.photograph(tab, "inbox-empty");
            tab.navigate(site.door() + "/nowhere");
            assertHeading(tab, "There is no such page");
            chromium.photograph(tab, "error-404");
            tab.navigate(site.door() + "/reset");
            assertHeading(tab, "That form was not complete");
            chromium.photograph(tab, "error-400");
            tab.navigate(site.door() + "/reset?token=" + RandomText.of(32));
            assertHeading(tab, "This link does not work");
            chromium.photograph(tab, "problem-invalid");

            tab.navigate(site.door() + "/forgot");
            tab.context().clearCookies();
            tab.getByLabel("Email address").fill(ALMA.email());
            press(tab, "Send me a link");
            assertHeading(tab, "Please send the form once more");
            chromium.photograph(tab, "error-403");
            follow(tab, "Open the page again");
            tab.getByLabel("Email address").fill(ALMA.email());
            press(tab, "Send me a link");
            assertHeading(tab, "Look into your mail");

            tab.navigate(site.resetLink(1));
            site.clock.advance(DemoOptions.of("one-time").policy().lifetime());
            choose(tab, NEW_PASSWORD, NEW_PASSWORD);
            assertHeading(tab, "This link has expired");
            chromium.photograph(tab, "problem-expired");
        }
    }

    @Test
    void anEarlierLinkSaysThatThereIsANewerOne() {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            site.mail(1);
            site.ask(ALMA.email());
            site.mail(2);
            Page tab = chromium.newTab();
            Locator newer = tab.getByText("There is a newer link");
            // The earlier link ends a moment after the later mail is accepted.
            for (int i = 0; i < 100 && !newer.isVisible(); i++) {
                tab.navigate(site.resetLink(1));
            }
            assertHeading(tab, "There is a newer link");
            chromium.photograph(tab, "problem-replaced");
        }
    }

    @Test
    void whoDoesTooMuchIsToldToWait() {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            Page tab = chromium.newTab();
            tab.navigate(site.resetLink(1));
            TestBrowser other = site.browser();
            other.get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            String bad = TestBrowser.encode(
                    "form", other.get("/forgot").csrfField(), "password", NEW_PASSWORD, "again", NEW_PASSWORD);
            for (int i = 0; i < 20; i++) {
                other.post("/reset/" + RandomText.of(16), bad);
            }
            choose(tab, OTHER_PASSWORD, OTHER_PASSWORD);
            assertHeading(tab, "Too many attempts");
            chromium.photograph(tab, "problem-too-many-attempts");

            TestBrowser.Answer form = other.get("/forgot");
            for (int i = 0; i < 20; i++) {
                form.sendOnly("email", "nobody" + i + "@larkspur.example");
            }
            follow(tab, "Ask for a new link");
            tab.getByLabel("Email address").fill(ALMA.email());
            press(tab, "Send me a link");
            assertHeading(tab, "Too many requests");
            chromium.photograph(tab, "too-many");
        }
    }

    @Test
    void troubleInsideIsToldKindly() throws SQLException {
        DataSource dataSource = DemoSite.newDatabase();
        try (TestSite site = TestSite.on(dataSource, "one-time");
                Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            site.ask(ALMA.email());
            Page tab = chromium.newTab();
            tab.navigate(site.resetLink(1));
            other.setAutoCommit(false);
            statement.execute("UPDATE users SET name = name WHERE name = 'alma'");
            choose(tab, NEW_PASSWORD, NEW_PASSWORD);
            assertHeading(tab, "One moment, please");
            chromium.photograph(tab, "busy");
            other.rollback();
            follow(tab, "Try again");
            assertHeading(tab, "Choose a new password");

            statement.execute("DROP TABLE users");
            choose(tab, NEW_PASSWORD, NEW_PASSWORD);
            assertHeading(tab, "Something went wrong on our side");
            chromium.photograph(tab, "error-500");
        }
    }

    private static void choose(Page tab, String password, String again) {
        tab.locator("#password").fill(password);
        tab.locator("#again").fill(again);
        press(tab, "Change my password");
    }

    private static void signIn(Page tab, String password) {
        tab.getByLabel("Email address or user name").fill(ALMA.email());
        tab.getByLabel("Password").fill(password);
        press(tab, "Sign in");
    }

    private static void press(Page tab, String button) {
        tab.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    private static void follow(Page tab, String link) {
        tab.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click();
    }

    private static void assertHeading(Page tab, String heading) {
        assertThat(tab.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(heading);
    }
}
