package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.demo.shop.DemoAccounts.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.demo.web.RandomText;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What forms are taken, and what every page tells the browser. */
class FormsTest {
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
    void twoAddressesInOneFormAreNone() {
        TestBrowser.Answer answer = site.browser().get("/forgot").sendOnly("email", ALMA.email(), "email", BEN.email());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("That form was not complete");

        TestBrowser.Answer list = site.browser().get("/forgot").sendOnly("email", ALMA.email() + "," + BEN.email());
        assertThat(list.status()).isEqualTo(303);
        TestBrowser.Answer array = site.browser().get("/forgot").sendOnly("email[]", ALMA.email());
        assertThat(array.status()).isEqualTo(400);

        site.ask(BEN.email());
        assertThat(site.mail(1).to()).contains(BEN.email()).doesNotContain(ALMA.email());
        assertThat(site.mailCount()).isEqualTo(1);
    }

    @Test
    void anAddressInTheQueryIsNotRead() {
        TestBrowser browser = site.browser();
        String field = browser.get("/forgot").csrfField();
        TestBrowser.Answer answer = browser.post("/forgot?email=" + ALMA.email(), TestBrowser.encode("form", field));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void aMissingFieldIsToldAndChangesNothing() {
        site.ask(ALMA.email());
        TestBrowser.Answer form = site.browser().get(site.resetLink(1));
        assertThat(form.sendOnly("password", NEW_PASSWORD).status()).isEqualTo(400);
        assertThat(form.sendOnly("password", NEW_PASSWORD, "again", NEW_PASSWORD, "again", NEW_PASSWORD)
                        .status())
                .isEqualTo(400);
        assertThat(site.signsIn(ALMA, ALMA.password())).isTrue();
        assertThat(form.send("password", NEW_PASSWORD, "again", NEW_PASSWORD).path())
                .isEqualTo("/changed");
    }

    @Test
    void formsOfOtherSitesAreRefused() {
        site.ask(ALMA.email());
        TestBrowser browser = site.browser();
        TestBrowser.Answer form = browser.get(site.resetLink(1));
        String othersField = site.browser().get("/forgot").csrfField();
        String passwords = "&" + TestBrowser.encode("password", NEW_PASSWORD, "again", NEW_PASSWORD);

        for (String fields : List.of("", "form=", "form=" + othersField, "form=" + form.csrfField() + "&form=x")) {
            for (String address :
                    List.of(form.path(), "/cancel/" + RandomText.of(16), "/forgot", "/sign-in", "/sign-out")) {
                TestBrowser.Answer answer = browser.post(address, fields + passwords);
                assertThat(answer.status()).as("%s to %s", fields, address).isEqualTo(403);
                assertThat(answer.body()).contains("Please send the form once more", "Open the page again");
            }
        }
        TestBrowser withoutCookies = site.browser();
        assertThat(withoutCookies
                        .post("/forgot", TestBrowser.encode("form", othersField, "email", ALMA.email()))
                        .status())
                .isEqualTo(403);
        assertThat(site.signsIn(ALMA, ALMA.password())).isTrue();
        assertThat(browser.get(form.path()).status())
                .as("the page named on the refusal opens")
                .isEqualTo(200);
    }

    @Test
    void everyAnswerKeepsTheBrowserOnTheSafeSide() {
        site.ask(ALMA.email());
        TestBrowser browser = site.browser();
        List<TestBrowser.Answer> answers = List.of(
                browser.get("/sign-in"),
                browser.get("/forgot"),
                browser.get("/sent"),
                browser.get("/changed"),
                browser.get("/cancelled"),
                browser.get(site.resetLink(1)),
                browser.get(site.cancelLink(1)),
                browser.fetch("GET", site.resetLink(1)),
                browser.get("/reset?token=x"),
                browser.get("/inbox"),
                browser.get("/inbox/1"),
                browser.fetch("GET", "/larkspur.css"),
                browser.fetch("GET", "/password.js"),
                browser.fetch("GET", "/nowhere"),
                browser.fetch("HEAD", "/nowhere"),
                browser.fetch("DELETE", "/forgot"),
                browser.post("/forgot", ""),
                browser.post("/forgot", "x".repeat(100_000)));
        for (TestBrowser.Answer answer : answers) {
            assertThat(answer.header("Content-Security-Policy"))
                    .as(answer.path())
                    .startsWith("default-src 'none';")
                    .contains("style-src 'self';", "form-action 'self';", "frame-ancestors 'none'; base-uri 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Server")).isEmpty();
            assertThat(answer.body()).doesNotContain("<script>", "style=", "onclick");
        }
    }

    @Test
    void headIsAnsweredWhereverGetIs() {
        site.ask(ALMA.email());
        TestBrowser browser = site.browser();
        TestBrowser.Answer form = browser.get(site.resetLink(1));
        for (String address : List.of(
                "/",
                "/sign-in",
                "/sign-out",
                "/account",
                "/forgot",
                "/sent",
                "/changed",
                "/cancelled",
                form.path(),
                "/cancel?token=x",
                "/inbox",
                "/inbox/1",
                "/inbox/1/html",
                "/larkspur.css",
                "/larkspur.svg",
                "/password.js",
                "/nowhere")) {
            TestBrowser.Answer head = browser.fetch("HEAD", address);
            assertThat(head.status())
                    .as(address)
                    .isEqualTo(browser.fetch("GET", address).status());
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void signingOutEndsTheSession() {
        TestBrowser browser = site.browser();
        TestBrowser.Answer account = browser.get("/sign-in").sendOnly("login", "alma", "password", ALMA.password());
        assertThat(account.header("Set-Cookie")).matches("session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax");
        String cookie = account.header("Set-Cookie").replaceFirst(";.*", "");
        assertThat(browser.follow(account).send().path()).isEqualTo("/sign-in");

        assertThat(browser.get("/account").path()).isEqualTo("/sign-in");
        assertThat(site.browser().fetch("GET", "/account", "Cookie", cookie).status())
                .as("the old id is worth nothing")
                .isEqualTo(303);
    }

    @Test
    void whatPeopleTypeIsEscaped() {
        TestBrowser.Answer answer =
                site.browser().get("/sign-in").send("login", "\"><script>x</script>", "password", "x");
        assertThat(answer.body()).doesNotContain("<script>").contains("&lt;script&gt;");
    }

    @Test
    void theMailIsShownInAFrameThatCanDoNothing() {
        site.ask(ALMA.email());
        site.mail(1);
        TestBrowser.Answer message = site.browser().get("/inbox/1");
        assertThat(message.body())
                .contains("Part of the demo only", "alma@larkspur.example", "no-reply@larkspur.example");
        assertThat(message.header("Content-Security-Policy")).contains("frame-src 'self'");
        TestBrowser.Answer html = site.browser().get("/inbox/1/html");
        assertThat(html.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'self'", "sandbox allow-popups")
                .doesNotContain("allow-scripts", "allow-same-origin");
        assertThat(site.browser().get("/inbox/2").status()).isEqualTo(404);
        assertThat(site.browser().get("/inbox/x").status()).isEqualTo(404);
    }
}
