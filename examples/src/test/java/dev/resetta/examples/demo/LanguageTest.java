package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which language a person is spoken to in. */
@Tag("once")
class LanguageTest {
    private static TestSite site;

    @BeforeAll
    static void start() {
        site = TestSite.with("one-time");
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | de",
                "de-CH, fr;q=0.9 | de",
                "en;q=0.4, de;q=0.8 | de",
                "de;q=0.4, en-GB;q=0.8 | en",
                "fr, de;q=0.3 | de",
                "de;q=0, en;q=0.1 | en",
                "DE-at | de",
                "den | en",
                "fr, *;q=0.5 | en",
                "* | en",
                ";;q= | en",
                "de_DE | en",
                "'' | en"
            })
    void theBrowsersWishDecides(String wish, String language) {
        TestBrowser.Answer page = site.browser().fetch("GET", "/forgot", "Accept-Language", wish);
        assertThat(page.body()).contains("<html lang=\"" + language + "\">");
    }

    @Test
    void whoAsksForNothingGetsEnglish() {
        assertThat(site.browser().get("/forgot").body()).contains("<html lang=\"en\">", "Forgot your password?");
    }

    @Test
    void whatAPersonChoseComesBeforeTheBrowsersWish() {
        TestBrowser browser = site.browser();
        TestBrowser.Answer chosen = choose(browser, "de", "/forgot");
        assertThat(chosen.status()).isEqualTo(303);
        assertThat(chosen.header("Location")).isEqualTo("/forgot");
        assertThat(chosen.header("Set-Cookie"))
                .isEqualTo("language=de; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
        assertThat(browser.fetch("GET", "/forgot", "Accept-Language", "en").body())
                .contains("<html lang=\"de\">", "Passwort vergessen?");
    }

    @Test
    void theMailAndItsPageSpeakTheChosenLanguage() {
        try (TestSite own = TestSite.with("one-time")) {
            TestBrowser browser = own.browser();
            choose(browser, "de", "/forgot");
            browser.get("/forgot").send("email", ALMA.email());
            assertThat(own.mail(1).subject()).isEqualTo("Neues Passwort für Larkspur Books wählen");
            assertThat(browser.get(own.resetLink(1)).body())
                    .contains("21. November 2026, 09:30 Uhr (UTC)", "Mindestens 15 Zeichen");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example/",
                "/\\evil.example",
                "evil.example",
                "/forgot?x=y",
                "/forgot\r\nSet-Cookie: a=b",
                ""
            })
    void theSwitchLeadsToNoOtherSite(String page) {
        assertThat(choose(site.browser(), "de", page).header("Location")).isEqualTo("/");
    }

    @Test
    void aLanguageThatIsNotThereIsRefused() {
        assertThat(choose(site.browser(), "tlh", "/forgot").status()).isEqualTo(400);
        TestBrowser strange = site.browser();
        assertThat(strange.fetch("GET", "/forgot", "Cookie", "language=tlh").body())
                .contains("<html lang=\"en\">");
    }

    @Test
    void onlyAFormOfTheSiteSwitches() {
        TestBrowser browser = site.browser();
        String fields = TestBrowser.encode("language", "de", "page", "/forgot");
        TestBrowser.Answer foreign = browser.post("/language", fields, "Sec-Fetch-Site", "cross-site");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.header("Set-Cookie")).doesNotContain("language=");
        assertThat(browser.fetch("GET", "/language?language=de").status())
                .as("opening an address changes nothing")
                .isEqualTo(405);
        assertThat(browser.post("/language", fields, "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(303);
    }

    private static TestBrowser.Answer choose(TestBrowser browser, String language, String page) {
        return browser.post("/language", TestBrowser.encode("language", language, "page", page));
    }
}
