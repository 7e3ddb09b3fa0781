package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.TestSite.OTHER_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.demo.shop.DemoAccounts.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.demo.inbox.ReceivedMail;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way, for each policy: ask, read the mail, choose a password, sign in. */
class ResetByMailTest {

    @ParameterizedTest
    @ValueSource(strings = {"one-time", "reusable", "hash-bound"})
    void theLinkInTheMailSetsANewPassword(String policy) {
        try (TestSite site = TestSite.with(policy)) {
            site.ask(ALMA.email());
            TestBrowser browser = site.browser();

            TestBrowser.Answer form = browser.get(site.resetLink(1));
            assertThat(form.status()).isEqualTo(200);
            assertThat(form.body())
                    .contains("Choose a new password", "<strong>alma</strong>", "At least 15 characters")
                    .contains("autocomplete=\"username\"", "autocomplete=\"new-password\"")
                    .contains(
                            policy.equals("reusable") ? "24 November 2026, 09:00 UTC" : "21 November 2026, 09:30 UTC");
            TestBrowser.Answer changed = form.send("password", NEW_PASSWORD, "again", NEW_PASSWORD);

            assertThat(changed.path()).isEqualTo("/changed");
            assertThat(changed.body()).contains("Your password is changed");
            assertThat(site.signsIn(ALMA, NEW_PASSWORD)).isTrue();
            assertThat(site.signsIn(ALMA, ALMA.password())).isFalse();
            assertThat(site.signsIn(BEN, BEN.password())).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"one-time, 410, This link was used already", "hash-bound, 404, This link does not work"})
    void aUsedLinkIsRefused(String policy, int status, String title) {
        try (TestSite site = TestSite.with(policy)) {
            site.ask(ALMA.email());
            TestBrowser browser = site.browser();
            TestBrowser.Answer openBefore = browser.get(site.resetLink(1));
            browser.get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);

            TestBrowser.Answer again = browser.get(site.resetLink(1));
            assertThat(again.status()).isEqualTo(status);
            assertThat(again.body()).contains(title, "Ask for a new link");
            TestBrowser.Answer sentAgain = openBefore.send("password", OTHER_PASSWORD, "again", OTHER_PASSWORD);
            assertThat(sentAgain.status()).isEqualTo(status);
            assertThat(sentAgain.body()).contains(title);

            assertThat(site.signsIn(ALMA, NEW_PASSWORD)).isTrue();
            assertThat(site.signsIn(ALMA, OTHER_PASSWORD)).isFalse();
        }
    }

    @Test
    void aReusableLinkWorksAgain() {
        try (TestSite site = TestSite.with("reusable")) {
            site.ask(ALMA.email());
            TestBrowser browser = site.browser();
            browser.get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            TestBrowser.Answer second =
                    browser.get(site.resetLink(1)).send("password", OTHER_PASSWORD, "again", OTHER_PASSWORD);

            assertThat(second.body()).contains("Your password is changed");
            assertThat(site.signsIn(ALMA, OTHER_PASSWORD)).isTrue();
            assertThat(site.signsIn(ALMA, NEW_PASSWORD)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-time", "reusable", "hash-bound"})
    void theOwnerIsToldThatThePasswordWasChanged(String policy) {
        try (TestSite site = TestSite.with(policy)) {
            site.ask(ALMA.email());
            site.browser().get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);

            ReceivedMail warning = site.mail(2);
            assertThat(warning.to()).contains(ALMA.email());
            assertThat(warning.subject()).containsIgnoringCase("changed");
            assertThat(warning.text() + warning.html()).doesNotContain("token=", NEW_PASSWORD);
        }
    }

    @Test
    void aResetEndsEverySession() {
        try (TestSite site = TestSite.with("one-time")) {
            TestBrowser thief = site.browser();
            TestBrowser.Answer account = thief.get("/sign-in").send("login", ALMA.name(), "password", ALMA.password());
            assertThat(account.path()).isEqualTo("/account");
            assertThat(account.body()).contains("Welcome back, alma");

            site.ask(ALMA.email());
            site.browser().get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);

            assertThat(thief.get("/account").path()).isEqualTo("/sign-in");
        }
    }

    @Test
    void aResetDoesNotSignIn() {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            TestBrowser browser = site.browser();
            browser.get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            assertThat(browser.get("/account").path()).isEqualTo("/sign-in");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-time", "reusable", "hash-bound"})
    void oneConnectionIsEnough(String policy) {
        JdbcConnectionPool pool = (JdbcConnectionPool) TestSite.newDatabase();
        pool.setMaxConnections(1);
        pool.setLoginTimeout(5);
        try (TestSite site = TestSite.on(pool, policy)) {
            site.ask(ALMA.email());
            TestBrowser.Answer changed =
                    site.browser().get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            assertThat(changed.body()).contains("Your password is changed");
            assertThat(site.mail(2).to()).contains(ALMA.email());
            assertThat(site.signsIn(ALMA, NEW_PASSWORD)).isTrue();
        } finally {
            pool.dispose();
        }
    }
}
