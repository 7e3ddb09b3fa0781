package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.demo.web.RandomText;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links and passwords that are refused: each has its page, and changes nothing. */
@Tag("once")
class RefusedLinkTest {

    @ParameterizedTest
    @ValueSource(strings = {"one-time", "reusable", "hash-bound"})
    void anExpiredLinkIsRefused(String policy) {
        try (TestSite site = TestSite.with(policy)) {
            site.ask(ALMA.email());
            TestBrowser browser = site.browser();
            TestBrowser.Answer form = browser.get(site.resetLink(1));
            site.clock.advance(DemoOptions.of(policy).policy().lifetime());

            assertRefused(browser.get(site.resetLink(1)), 410, "This link has expired");
            assertRefused(form.send("password", NEW_PASSWORD, "again", NEW_PASSWORD), 410, "This link has expired");
            assertThat(site.signsIn(ALMA, ALMA.password())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-time", "reusable", "hash-bound"})
    void aLinkIsGoodToTheLastMillisecond(String policy) {
        try (TestSite site = TestSite.with(policy)) {
            site.ask(ALMA.email());
            site.mail(1);
            site.clock.advance(DemoOptions.of(policy).policy().lifetime().minus(Duration.ofMillis(1)));
            TestBrowser.Answer form = site.browser().get(site.resetLink(1));
            assertThat(form.body()).contains("Choose a new password");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-time", "reusable", "hash-bound"})
    void anUnknownLinkIsRefused(String policy) {
        try (TestSite site = TestSite.with(policy)) {
            assertRefused(site.browser().get("/reset?token=" + RandomText.of(32)), 404, "This link does not work");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-time", "reusable", "hash-bound"})
    void aMangledLinkIsRefused(String policy) {
        try (TestSite site = TestSite.with(policy)) {
            site.ask(ALMA.email());
            String link = site.resetLink(1);
            TestBrowser browser = site.browser();

            assertRefused(browser.get(link.substring(0, link.length() - 5)), 404, "This link does not work");
            assertRefused(browser.get(link + "A"), 404, "This link does not work");
            assertRefused(browser.get(link + "%0d%0aSet-Cookie:a=b"), 410, "This page is closed");
            assertRefused(browser.get("/reset?token="), 410, "This page is closed");
            assertRefused(browser.get("/reset?token=" + "A".repeat(5000)), 410, "This page is closed");
            assertThat(browser.get("/reset").status()).isEqualTo(400);
            assertThat(browser.get("/reset?token=a&token=b").status()).isEqualTo(400);

            assertThat(site.signsIn(ALMA, ALMA.password())).isTrue();
            assertThat(browser.get(link).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-time", "reusable", "hash-bound"})
    void aRefusedPasswordCostsNothing(String policy) {
        try (TestSite site = TestSite.with(policy)) {
            site.ask(ALMA.email());
            TestBrowser.Answer form = site.browser().get(site.resetLink(1));

            TestBrowser.Answer different = form.send("password", NEW_PASSWORD, "again", NEW_PASSWORD + "!");
            assertThat(different.status()).isEqualTo(422);
            assertThat(different.body()).contains("The two entries are not the same.", "role=\"alert\"");
            assertThat(different.body()).doesNotContain(NEW_PASSWORD);
            TestBrowser.Answer tooShort = different.send("password", "short", "again", "short");
            assertThat(tooShort.status()).isEqualTo(422);
            assertThat(tooShort.body()).contains("Use at least 15 characters.");
            assertThat(site.signsIn(ALMA, ALMA.password())).isTrue();

            assertThat(tooShort.send("password", NEW_PASSWORD, "again", NEW_PASSWORD)
                            .path())
                    .isEqualTo("/changed");
            assertThat(site.signsIn(ALMA, NEW_PASSWORD)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-time", "reusable"})
    void onlyTheNewestLinkWorks(String policy) {
        try (TestSite site = TestSite.with(policy)) {
            site.ask(ALMA.email());
            site.mail(1);
            site.ask(ALMA.email());
            site.mail(2);

            // The earlier link ends a moment after the later mail is accepted.
            TestBrowser browser = site.browser();
            TestBrowser.Answer earlier = browser.get(site.resetLink(1));
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (earlier.status() == 200 && System.nanoTime() < deadline) {
                earlier = browser.get(site.resetLink(1));
            }
            assertRefused(earlier, 410, "There is a newer link");
            assertThat(browser.get(site.resetLink(2)).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-time", "reusable"})
    void theMailCancelsItsLink(String policy) {
        try (TestSite site = TestSite.with(policy)) {
            site.ask(ALMA.email());
            TestBrowser browser = site.browser();
            TestBrowser.Answer question = browser.get(site.cancelLink(1));
            assertThat(question.body()).contains("Cancel this link?");
            assertThat(browser.get(site.resetLink(1)).status())
                    .as("asking changes nothing")
                    .isEqualTo(200);

            TestBrowser.Answer cancelled = question.send();
            assertThat(cancelled.path()).isEqualTo("/cancelled");
            assertThat(cancelled.body()).contains("The link is cancelled");
            assertRefused(browser.get(site.resetLink(1)), 410, "This link was cancelled");
            assertRefused(browser.get(site.cancelLink(1)).send(), 410, "There is nothing to cancel");
            assertThat(site.signsIn(ALMA, ALMA.password())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-time", "reusable", "hash-bound"})
    void aLinkOfAnAccountThatWasDisabledSinceIsRefused(String policy) throws SQLException {
        DataSource dataSource = TestSite.newDatabase();
        try (TestSite site = TestSite.on(dataSource, policy)) {
            site.ask(ALMA.email());
            TestBrowser.Answer form = site.browser().get(site.resetLink(1));
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE users SET disabled = TRUE WHERE name = 'alma'");
            }
            assertRefused(form.send("password", NEW_PASSWORD, "again", NEW_PASSWORD), 404, "This link does not work");
        }
    }

    @Test
    void whoTriesManyBadLinksIsToldSo() {
        try (TestSite site = TestSite.with("one-time")) {
            TestBrowser browser = site.browser();
            String field = browser.get("/sign-in").csrfField();
            String body = TestBrowser.encode("form", field, "password", NEW_PASSWORD, "again", NEW_PASSWORD);
            TestBrowser.Answer answer = browser.post("/reset/" + RandomText.of(16), body);
            for (int i = 0; i < 20; i++) {
                assertThat(answer.status()).isEqualTo(404);
                answer = browser.post("/reset/" + RandomText.of(16), body);
            }
            assertRefused(answer, 429, "Too many attempts");
            assertThat(answer.header("Retry-After")).isEqualTo("60");

            site.ask(ALMA.email());
            assertThat(browser.get(site.resetLink(1))
                            .send("password", NEW_PASSWORD, "again", NEW_PASSWORD)
                            .path())
                    .as("a good link works all the same")
                    .isEqualTo("/changed");
        }
    }

    @Test
    void thePageIsClosedOnceItDidItsWork() {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            TestBrowser browser = site.browser();
            TestBrowser.Answer form = browser.get(site.resetLink(1));
            form.send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            assertRefused(browser.get(form.path()), 410, "This page is closed");
        }
    }

    private static void assertRefused(TestBrowser.Answer answer, int status, String title) {
        assertThat(answer.body()).contains("<h1>" + title + "</h1>", "href=\"/forgot\"");
        assertThat(answer.status()).isEqualTo(status);
    }
}
