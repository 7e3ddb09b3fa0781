package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.TestSite.OTHER_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.resetta.examples.demo.web.RandomText;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every page in a real browser, narrow and wide, light and dark: fits, and leaves its picture in {@code target/screenshots}. */
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

    @Test
    void pagesOnTheWayFit() {
        try (TestSite site = TestSite.with("one-time")) {
            Tab tab = chromium.newTab();
            tab.open(site.door() + "/inbox");
            tab.shows("Inbox", "inbox-empty");
            tab.open(site.door() + "/sign-in");
            tab.shows("Sign in", "sign-in");
            tab.page().keyboard().press("Tab");
            tab.photograph("focus-skip");
            tab.page().getByLabel("Password").focus();
            tab.photograph("focus-field");
            tab.signIn(ALMA.email(), "not this one");
            tab.shows("Sign in", "sign-in-failed");
            tab.open(site.door() + "/forgot");
            tab.shows("Forgot your password?", "forgot");
            tab.askForLink(ALMA.email());
            tab.shows("Look into your mail", "sent");
            site.mail(1);
            tab.open(site.door() + "/inbox/1");
            tab.shows("Choose a new password for Larkspur Books", "message");
            tab.open(site.resetLink(1));
            tab.shows("Choose a new password", "reset");
            tab.choose("short", "other");
            tab.shows("Choose a new password", "reset-refused");
            tab.choose(NEW_PASSWORD, NEW_PASSWORD);
            tab.shows("Your password is changed", "changed");
            site.mail(2);
            tab.open(site.door() + "/inbox");
            tab.shows("Inbox", "inbox");
            tab.open(site.door() + "/inbox/2");
            tab.shows("Your password for Larkspur Books was changed", "message-changed");
            tab.open(site.resetLink(1));
            tab.shows("This link was used already", "problem-used");
            tab.open(site.door() + "/sign-in");
            tab.signIn(ALMA.email(), NEW_PASSWORD);
            tab.shows("Welcome back, alma", "account");
        }
    }

    @Test
    void pagesOfFaultyRequestsFit() {
        try (TestSite site = TestSite.with("one-time")) {
            Tab tab = chromium.newTab();
            tab.open(site.door() + "/nowhere");
            tab.shows("There is no such page", "error-404");
            tab.open(site.door() + "/reset");
            tab.shows("That form was not complete", "error-400");
            tab.open(site.door() + "/reset?token=" + RandomText.of(32));
            tab.shows("This link does not work", "problem-invalid");

            tab.open(site.door() + "/forgot");
            tab.page().context().clearCookies();
            tab.askForLink(ALMA.email());
            tab.shows("Please send the form once more", "error-403");
            tab.follow("Open the page again");
            tab.askForLink(ALMA.email());
            tab.shows("Look into your mail");

            tab.open(site.resetLink(1));
            site.clock.advance(DemoOptions.of("one-time").policy().lifetime());
            tab.choose(NEW_PASSWORD, NEW_PASSWORD);
            tab.shows("This link has expired", "problem-expired");
        }
    }

    @Test
    void thePageOfAnEarlierLinkFits() {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            site.mail(1);
            site.ask(ALMA.email());
            site.mail(2);
            Tab tab = chromium.newTab();
            tab.open(site.resetLink(1));
            Locator newer = tab.page().getByText("There is a newer link");
            // The earlier link ends a moment after the later mail is accepted.
            for (int i = 0; i < 100 && !newer.isVisible(); i++) {
                tab.open(site.resetLink(1));
            }
            tab.shows("There is a newer link", "problem-replaced");
        }
    }

    @Test
    void pagesOfTooMuchFit() {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            Tab tab = chromium.newTab();
            tab.open(site.resetLink(1));
            TestBrowser other = site.browser();
            other.get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            String bad = TestBrowser.encode(
                    "form", other.get("/forgot").csrfField(), "password", NEW_PASSWORD, "again", NEW_PASSWORD);
            for (int i = 0; i < 20; i++) {
                other.post("/reset/" + RandomText.of(16), bad);
            }
            tab.choose(OTHER_PASSWORD, OTHER_PASSWORD);
            tab.shows("Too many attempts", "problem-too-many-attempts");

            TestBrowser.Answer form = other.get("/forgot");
            for (int i = 0; i < 20; i++) {
                form.sendOnly("email", "nobody" + i + "@larkspur.example");
            }
            tab.follow("Ask for a new link");
            tab.askForLink(ALMA.email());
            tab.shows("Too many requests", "too-many");
        }
    }

    @Test
    void pagesOfTroubleInsideFit() throws SQLException {
        DataSource dataSource = TestSite.newDatabase();
        try (TestSite site = TestSite.on(dataSource, "one-time");
                Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            site.ask(ALMA.email());
            Tab tab = chromium.newTab();
            tab.open(site.resetLink(1));
            other.setAutoCommit(false);
            statement.execute("UPDATE users SET name = name WHERE name = 'alma'");
            tab.choose(NEW_PASSWORD, NEW_PASSWORD);
            tab.shows("One moment, please", "busy");
            other.rollback();
            tab.follow("Try again");
            tab.shows("Choose a new password");

            statement.execute("DROP TABLE users");
            tab.choose(NEW_PASSWORD, NEW_PASSWORD);
            tab.shows("Something went wrong on our side", "error-500");
        }
    }
}
