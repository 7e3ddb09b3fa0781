package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.TestSite.OTHER_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.demo.shop.DemoAccounts.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.demo.web.RandomText;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the token travels: out of the address at once, into a cookie of one page, and no further. */
@Tag("once")
class SafeLinksTest {
    private TestSite site;

    @BeforeEach
    void start() {
        site = TestSite.with("one-time");
    }

    @AfterEach
    void end() {
        site.close();
    }

    @Test
    void theTokenLeavesTheAddressAtOnce() {
        site.ask(ALMA.email());
        String link = site.resetLink(1);
        String token = link.substring(link.indexOf('=') + 1);
        TestBrowser browser = site.browser();

        TestBrowser.Answer first = browser.fetch("GET", link);
        assertThat(first.status()).isEqualTo(303);
        assertThat(first.header("Location")).matches("/reset/[A-Za-z0-9_-]{22}").doesNotContain(token);
        assertThat(first.header("Set-Cookie"))
                .isEqualTo("link=" + token + "; Path=" + first.header("Location") + "; HttpOnly; SameSite=Lax");
        assertThat(first.body()).doesNotContain(token);
        TestBrowser.Answer form = browser.follow(first);
        assertThat(form.body()).doesNotContain(token);

        TestBrowser.Answer changed = form.sendOnly("password", NEW_PASSWORD, "again", NEW_PASSWORD);
        assertThat(changed.header("Set-Cookie"))
                .isEqualTo("link=; Path=" + form.path() + "; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    @Test
    void openingALinkFiftyTimesChangesNothing() {
        site.ask(ALMA.email());
        for (int i = 0; i < 25; i++) {
            for (String method : List.of("GET", "HEAD")) {
                TestBrowser scanner = site.browser();
                for (String link : List.of(site.resetLink(1), site.cancelLink(1))) {
                    TestBrowser.Answer answer = scanner.fetch(method, link);
                    assertThat(answer.status()).isEqualTo(303);
                    assertThat(scanner.fetch(method, answer.header("Location")).status())
                            .isEqualTo(200);
                }
            }
        }
        TestBrowser.Answer form = site.browser().get(site.resetLink(1));
        assertThat(form.send("password", NEW_PASSWORD, "again", NEW_PASSWORD).path())
                .isEqualTo("/changed");
    }

    @Test
    void linksOfTwoPeopleInTwoTabsKeepApart() {
        site.ask(ALMA.email());
        site.mail(1);
        site.ask(BEN.email());
        site.mail(2);
        TestBrowser browser = site.browser();
        TestBrowser.Answer almas = browser.get(site.resetLink(1));
        TestBrowser.Answer bens = browser.get(site.resetLink(2));
        assertThat(almas.body()).contains("<strong>alma</strong>");
        assertThat(bens.body()).contains("<strong>ben</strong>");

        assertThat(almas.send("password", NEW_PASSWORD, "again", NEW_PASSWORD).path())
                .isEqualTo("/changed");
        assertThat(bens.send("password", OTHER_PASSWORD, "again", OTHER_PASSWORD)
                        .path())
                .isEqualTo("/changed");
        assertThat(site.signsIn(ALMA, NEW_PASSWORD)).isTrue();
        assertThat(site.signsIn(BEN, OTHER_PASSWORD)).isTrue();
    }

    @Test
    void nothingInARequestMovesTheLink() {
        TestBrowser browser = site.browser();
        String field = browser.get("/forgot").csrfField();
        TestBrowser.Answer answer = browser.post(
                "/forgot",
                TestBrowser.encode("form", field, "email", ALMA.email()),
                "Host",
                "evil.example",
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Proto",
                "https",
                "Forwarded",
                "host=evil.example",
                "Origin",
                "https://evil.example",
                "Referer",
                "https://evil.example/");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(site.resetLink(1)).startsWith(site.door() + "/reset?token=");
        assertThat(site.cancelLink(1)).startsWith(site.door() + "/cancel?token=");
        assertThat(site.mail(1).text() + site.mail(1).html()).doesNotContain("evil");
    }

    @Test
    void theInboxIsNotShownUnderAForeignName() {
        site.ask(ALMA.email());
        site.mail(1);
        for (String page : List.of("/inbox", "/inbox/1", "/inbox/1/html")) {
            assertThat(site.browser().fetch("GET", page, "Host", "evil.example").status())
                    .as(page)
                    .isEqualTo(404);
            assertThat(site.browser().fetch("GET", page).status()).as(page).isEqualTo(200);
        }
    }

    @Test
    void theInboxIsNotShownThroughAProxy() {
        for (String header : List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")) {
            assertThat(site.browser()
                            .fetch("GET", "/inbox", header, "203.0.113.9")
                            .status())
                    .as(header)
                    .isEqualTo(404);
        }
    }

    @Test
    void theMailSpeaksTheLanguageOfTheBrowser() {
        TestBrowser browser = site.browser();
        String fields = TestBrowser.encode("form", browser.get("/forgot").csrfField(), "email", ALMA.email());
        browser.post("/forgot", fields, "Accept-Language", "de-CH,de;q=0.9,en;q=0.5");
        browser.post("/forgot", fields, "Accept-Language", ";;q=");
        assertThat(List.of(site.mail(1).subject(), site.mail(2).subject()))
                .anyMatch(subject -> subject.contains("Passwort"))
                .anyMatch(subject -> subject.contains("password"));
    }

    @Test
    void behindHttpsCookiesAreSecure() {
        try (TestSite secure = TestSite.behind("https://larkspur.example")) {
            TestBrowser browser = secure.browser();
            TestBrowser.Answer form = browser.get("/forgot");
            assertThat(form.header("Set-Cookie"))
                    .startsWith("__Host-form=")
                    .contains("; Path=/; ")
                    .endsWith("; HttpOnly; SameSite=Lax; Secure");
            TestBrowser.Answer link = browser.fetch("GET", "/reset?token=" + RandomText.of(32));
            assertThat(link.header("Set-Cookie"))
                    .startsWith("__Secure-link=")
                    .endsWith("; HttpOnly; SameSite=Lax; Secure");

            // The proxy speaks http to the site, so this browser has to be told to send its secure cookie.
            String cookie = form.header("Set-Cookie").replaceFirst(";.*", "");
            String fields = TestBrowser.encode("form", form.csrfField(), "email", ALMA.email());
            assertThat(browser.post("/forgot", fields, "Cookie", cookie).status())
                    .isEqualTo(303);
            assertThat(secure.resetLink(1)).startsWith("https://larkspur.example/reset?token=");
        }
    }
}
