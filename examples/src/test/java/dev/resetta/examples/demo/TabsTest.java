package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.TestSite.OTHER_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.demo.shop.DemoAccounts.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several tabs and several browsers, and the way back. */
@Tag("once")
class TabsTest {
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
    @CsvSource({
        "one-time, This link was used already",
        "reusable, Your password is changed",
        "hash-bound, This link does not work"
    })
    void aSecondTabWithTheSameLinkIsToldHowItStands(String policy, String told) {
        try (TestSite site = TestSite.with(policy)) {
            site.ask(ALMA.email());
            Tab first = chromium.newScriptedTab("en");
            Tab second = chromium.tabBeside(first);
            first.open(site.resetLink(1));
            second.open(site.resetLink(1));
            first.choose(NEW_PASSWORD, NEW_PASSWORD);
            first.shows("Your password is changed");
            second.choose(OTHER_PASSWORD, OTHER_PASSWORD);
            second.shows(told);
            assertThat(site.signsIn(ALMA, policy.equals("reusable") ? OTHER_PASSWORD : NEW_PASSWORD))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void linksOfTwoPeopleKeepApartInEitherOrder(boolean almaIsFirst) {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            site.mail(1);
            site.ask(BEN.email());
            site.mail(2);
            Tab almas = chromium.newTab();
            Tab bens = chromium.tabBeside(almas);
            almas.open(site.resetLink(1));
            bens.open(site.resetLink(2));
            if (almaIsFirst) {
                choose(almas, NEW_PASSWORD);
                choose(bens, OTHER_PASSWORD);
            } else {
                choose(bens, OTHER_PASSWORD);
                choose(almas, NEW_PASSWORD);
            }
            assertThat(site.signsIn(ALMA, NEW_PASSWORD)).isTrue();
            assertThat(site.signsIn(BEN, OTHER_PASSWORD)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theBackButtonFindsAClosedPage(boolean withScripts) {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            String link = site.resetLink(1);
            Tab tab = withScripts ? chromium.newScriptedTab("en") : chromium.newTab();
            tab.open(link);
            choose(tab, NEW_PASSWORD);
            tab.page().goBack();
            tab.shows("This page is closed");
            assertThat(tab.page().locator("#password").count()).isZero();
            assertThat(tab.page().content()).doesNotContain(link.substring(link.indexOf('=') + 1));
        }
    }

    @Test
    void aResetSignsOutAnotherBrowser() {
        try (TestSite site = TestSite.with("one-time")) {
            Tab other = chromium.newTab();
            other.open(site.door() + "/sign-in");
            other.signIn(ALMA.email(), ALMA.password());
            other.shows("Welcome back, alma");

            site.ask(ALMA.email());
            Tab tab = chromium.newTab();
            tab.open(site.resetLink(1));
            choose(tab, NEW_PASSWORD);

            other.page().reload();
            other.shows("Sign in");
        }
    }

    private static void choose(Tab tab, String password) {
        tab.choose(password, password);
        tab.shows("Your password is changed");
    }
}
