package dev.resetta.examples.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.TestSite.OTHER_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import dev.resetta.examples.demo.web.RandomText;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page in a real browser, in each language, narrow and wide, light and dark: fits, keeps nobody out, and leaves its
 * picture in {@code target/screenshots}.
 */
@Tag("once")
class EveryPageTest {
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
    @ValueSource(strings = {"en", "de"})
    void pagesOnTheWayFit(String language) {
        try (TestSite site = TestSite.with("one-time")) {
            Tab tab = chromium.newScriptedTab(language);
            tab.open(site.door() + "/sign-in");
            sees(tab, language, "sign-in");
            tab.page().keyboard().press("Tab");
            tab.photograph("focus-skip-" + language);
            tab.page().locator("#password").focus();
            tab.photograph("focus-field-" + language);
            tab.signIn(ALMA.email(), "not this one");
            sees(tab, language, "sign-in", "sign-in-failed");
            tab.open(site.door() + "/forgot");
            sees(tab, language, "forgot");
            tab.askForLink(ALMA.email());
            sees(tab, language, "sent");
            tab.open(site.resetLink(1));
            sees(tab, language, "reset");
            String form = tab.page().url();
            tab.page().locator("#password").fill("a ladder against");
            tab.page().locator("#again").fill("other");
            tab.page().locator("#password").focus();
            assertThat(tab.page().locator("#again-reason")).hasText(say(language, "password.mismatch"));
            assertThat(tab.page().locator("#strength")).containsText(say(language, "password.fair"));
            tab.photograph("reset-hints-" + language);
            tab.choose("short", "other");
            sees(tab, language, "reset", "reset-refused");
            tab.choose(NEW_PASSWORD, NEW_PASSWORD);
            sees(tab, language, "changed");
            tab.open(form);
            sees(tab, language, "problem-closed");
            tab.open(site.resetLink(1));
            sees(tab, language, "problem-used");
            tab.open(site.door() + "/sign-in");
            tab.signIn(ALMA.email(), NEW_PASSWORD);
            tab.shows(say(language, "account.welcome").replace("{{name}}", ALMA.name()), "account-" + language);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void pagesOfCancellingFit(String language) {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            Tab tab = chromium.newScriptedTab(language);
            tab.open(site.cancelLink(1));
            sees(tab, language, "cancel");
            tab.send();
            sees(tab, language, "cancelled");
            tab.open(site.resetLink(1));
            sees(tab, language, "problem-cancelled");
            tab.open(site.cancelLink(1));
            tab.send();
            sees(tab, language, "nothing-to-cancel");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void pagesOfFaultyRequestsFit(String language) {
        try (TestSite site = TestSite.with("one-time")) {
            Tab tab = chromium.newScriptedTab(language);
            tab.open(site.door() + "/nowhere");
            sees(tab, language, "error-404");
            tab.open(site.door() + "/reset");
            sees(tab, language, "error-400");
            tab.open(site.door() + "/reset?token=" + RandomText.of(32));
            sees(tab, language, "problem-invalid");
            tab.page().route("**/sent", route -> route.resume(new Route.ResumeOptions().setMethod("PUT")));
            tab.open(site.door() + "/sent");
            sees(tab, language, "error-405");
            tab.page().unroute("**/sent");

            tab.open(site.door() + "/forgot");
            tab.askForLink("a".repeat(70_000) + "@larkspur.example");
            sees(tab, language, "error-413");

            tab.open(site.door() + "/forgot");
            tab.page().context().clearCookies();
            tab.askForLink(ALMA.email());
            sees(tab, language, "error-403");
            tab.follow(say(language, "error.again"));
            tab.askForLink(ALMA.email());
            sees(tab, language, "sent");

            tab.open(site.resetLink(1));
            site.clock.advance(DemoOptions.of("one-time").policy().lifetime());
            tab.choose(NEW_PASSWORD, NEW_PASSWORD);
            sees(tab, language, "problem-expired");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void thePageOfAnEarlierLinkFits(String language) {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            site.mail(1);
            site.ask(ALMA.email());
            site.mail(2);
            Tab tab = chromium.newScriptedTab(language);
            tab.open(site.resetLink(1));
            Locator newer = tab.page().getByText(say(language, "problem-replaced.title"));
            // The earlier link ends a moment after the later mail is accepted.
            for (int i = 0; i < 100 && !newer.isVisible(); i++) {
                tab.open(site.resetLink(1));
            }
            sees(tab, language, "problem-replaced");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void pagesOfTooMuchFit(String language) {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            Tab tab = chromium.newScriptedTab(language);
            tab.open(site.resetLink(1));
            TestBrowser other = site.browser();
            other.get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            String bad = TestBrowser.encode(
                    "form", other.get("/forgot").csrfField(), "password", NEW_PASSWORD, "again", NEW_PASSWORD);
            for (int i = 0; i < 20; i++) {
                other.post("/reset/" + RandomText.of(16), bad);
            }
            tab.choose(OTHER_PASSWORD, OTHER_PASSWORD);
            sees(tab, language, "problem-too-many-attempts");

            TestBrowser.Answer form = other.get("/forgot");
            for (int i = 0; i < 20; i++) {
                form.sendOnly("email", "nobody" + i + "@larkspur.example");
            }
            tab.follow(say(language, "problem.new"));
            tab.askForLink(ALMA.email());
            sees(tab, language, "too-many");

            TestBrowser.Answer signIn = other.get("/sign-in");
            for (int i = 0; i < 10; i++) {
                signIn.sendOnly("login", ALMA.email(), "password", "not this one");
            }
            tab.open(site.door() + "/sign-in");
            tab.signIn(ALMA.email(), "not this one");
            sees(tab, language, "too-many-sign-ins");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void pagesOfTroubleInsideFit(String language) throws SQLException {
        DataSource dataSource = TestSite.newDatabase();
        try (TestSite site = TestSite.on(dataSource, "one-time");
                Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            site.ask(ALMA.email());
            Tab tab = chromium.newScriptedTab(language);
            tab.open(site.resetLink(1));
            other.setAutoCommit(false);
            statement.execute("UPDATE users SET name = name WHERE name = 'alma'");
            tab.choose(NEW_PASSWORD, NEW_PASSWORD);
            sees(tab, language, "busy");
            other.rollback();
            tab.follow(say(language, "busy.again"));
            sees(tab, language, "reset");

            statement.execute("DROP TABLE users");
            tab.choose(NEW_PASSWORD, NEW_PASSWORD);
            sees(tab, language, "error-500");
        }
    }

    @Test
    void pagesOfTheInboxFit() {
        try (TestSite site = TestSite.with("one-time")) {
            Tab tab = chromium.newScriptedTab("en");
            tab.open(site.door() + "/inbox");
            tab.shows("Inbox", "inbox-empty");
            site.ask(ALMA.email());
            site.mail(1);
            tab.open(site.door() + "/inbox");
            tab.shows("Inbox", "inbox");
            tab.open(site.door() + "/inbox/1");
            tab.shows("Choose a new password for Larkspur Books", "message");
        }
    }

    private static void sees(Tab tab, String language, String page) {
        sees(tab, language, page, page);
    }

    private static void sees(Tab tab, String language, String page, String picture) {
        tab.shows(say(language, page + ".title"), picture + "-" + language);
        assertThat(tab.page().locator("html")).hasAttribute("lang", language);
    }

    private static String say(String language, String key) {
        return new SaidIn(language).of(key);
    }
}
