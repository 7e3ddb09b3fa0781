package dev.resetta.examples.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo in a real browser, by clicking, without JavaScript. */
@Tag("once")
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
            Tab tab = chromium.newTab();
            List<String> addresses = new ArrayList<>();
            List<String> referers = new ArrayList<>();
            tab.page().onRequest(request -> {
                addresses.add(request.url());
                referers.add(request.headers().getOrDefault("referer", ""));
            });

            tab.open(site.door() + "/");
            tab.follow("Forgot your password?");
            tab.askForLink(ALMA.email());
            tab.shows("Look into your mail");
            site.mail(1);
            tab.follow("Open the demo’s inbox");
            tab.follow("Choose a new password for Larkspur Books");
            tab.followInMail("/reset?token=");

            tab.shows("Choose a new password");
            assertThat(tab.page().url()).matches(".*/reset/[A-Za-z0-9_-]{22}");
            assertThat(tab.page().getByLabel("User name")).hasValue("alma");
            tab.choose("short", "other");
            assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("Use at least 15 characters.");
            tab.choose(NEW_PASSWORD, NEW_PASSWORD);
            tab.shows("Your password is changed");

            tab.follow("Sign in");
            tab.signIn(ALMA.email(), ALMA.password());
            assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("do not go together");
            tab.signIn(ALMA.name(), NEW_PASSWORD);
            tab.shows("Welcome back, alma");
            tab.press("Sign out");
            tab.shows("Sign in");

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
            Tab tab = chromium.newTab();
            tab.open(site.door() + "/inbox/1");
            tab.followInMail("/cancel?token=");
            tab.shows("Cancel this link?");
            tab.press("Cancel the link");
            tab.shows("The link is cancelled");

            tab.open(site.resetLink(1));
            tab.shows("This link was cancelled");
            tab.open(site.cancelLink(1));
            tab.press("Cancel the link");
            tab.shows("There is nothing to cancel");
        }
    }
}
