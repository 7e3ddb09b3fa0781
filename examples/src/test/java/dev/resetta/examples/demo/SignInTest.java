package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.demo.shop.DemoAccounts.BEN;
import static dev.resetta.examples.demo.shop.DemoAccounts.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.demo.shop.DemoAccounts.Person;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Who is signed in, for how long, and who may try. */
class SignInTest {
    private static final int TRIES = 10;

    @Test
    void aResetSignsOutEveryBrowserAndSignsNobodyIn() {
        try (TestSite site = TestSite.with("one-time")) {
            TestBrowser first = signedIn(site, ALMA, ALMA.password());
            TestBrowser second = signedIn(site, ALMA, ALMA.password());
            TestBrowser bens = signedIn(site, BEN, BEN.password());

            site.ask(ALMA.email());
            TestBrowser.Answer changed =
                    first.get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            assertThat(changed.path()).isEqualTo("/changed");

            assertThat(first.get("/account").path()).isEqualTo("/sign-in");
            assertThat(second.get("/account").path()).isEqualTo("/sign-in");
            assertThat(bens.get("/account").path()).isEqualTo("/account");
        }
    }

    @Test
    void aSignInWithTheNewPasswordIsNotEndedWithTheOldOnes() {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            site.browser().get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            TestBrowser browser = signedIn(site, ALMA, NEW_PASSWORD);
            // The queue ends sessions once more before it sends the warning.
            site.mail(2);
            assertThat(browser.get("/account").path()).isEqualTo("/account");
        }
    }

    @Test
    void aSessionEndsByItselfAndTheTableHoldsNoId() throws Exception {
        DataSource dataSource = TestSite.newDatabase();
        try (TestSite site = TestSite.on(dataSource, "one-time")) {
            TestBrowser browser = signedIn(site, ALMA, ALMA.password());
            String id = browser.cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("session"))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT digest FROM sessions")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(sha256(id));
            }
            site.clock.advance(Duration.ofHours(8));
            assertThat(browser.get("/account").path()).isEqualTo("/sign-in");
        }
    }

    @Test
    void whoTriesTooManyPasswordsIsStoppedWhetherThereIsSuchAnAccountOrNot() {
        try (TestSite site = TestSite.with("one-time")) {
            Set<String> pages = new HashSet<>();
            for (String login : List.of(ALMA.email(), "nobody@larkspur.example", CLEO.email())) {
                for (int i = 0; i < TRIES; i++) {
                    assertThat(tryPassword(site, login, "wrong " + i).status()).isEqualTo(422);
                }
                TestBrowser.Answer stopped = tryPassword(site, login, ALMA.password());
                assertThat(stopped.status()).isEqualTo(429);
                assertThat(stopped.header("Retry-After")).isEqualTo("360");
                pages.add(stopped.body());
            }
            assertThat(pages).hasSize(1);
            assertThat(tryPassword(site, BEN.email(), BEN.password()).status())
                    .as("another account")
                    .isEqualTo(200);
            site.clock.advance(Duration.ofMinutes(6));
            assertThat(tryPassword(site, ALMA.email(), ALMA.password()).status())
                    .as("after a while")
                    .isEqualTo(200);
        }
    }

    @Test
    void noOtherSpellingOfANameGivesMoreTries() {
        try (TestSite site = TestSite.with("one-time")) {
            List<String> spellings = List.of(ALMA.email(), ALMA.name(), "ALMA", "Alma@Larkspur.Example");
            for (int i = 0; i < TRIES; i++) {
                tryPassword(site, spellings.get(i % spellings.size()), "wrong " + i);
            }
            for (String spelling : spellings) {
                assertThat(tryPassword(site, spelling, ALMA.password()).status())
                        .as(spelling)
                        .isEqualTo(429);
            }
            assertThat(tryPassword(site, "a\0", "wrong").status()).isEqualTo(422);
        }
    }

    @Test
    void aStrangersTriesDoNotLockTheOwnerOut() {
        try (TestSite site = TestSite.of(Map.of(), "--trust-proxy", "127.0.0.1")) {
            for (int i = 0; i <= TRIES; i++) {
                tryPassword(site, ALMA.email(), "wrong " + i, "X-Forwarded-For", "203.0.113.7");
            }
            assertThat(tryPassword(site, ALMA.email(), ALMA.password(), "X-Forwarded-For", "203.0.113.7")
                            .status())
                    .isEqualTo(429);
            assertThat(tryPassword(site, ALMA.email(), ALMA.password(), "X-Forwarded-For", "203.0.113.8")
                            .path())
                    .isEqualTo("/account");
        }
    }

    private static TestBrowser signedIn(TestSite site, Person person, String password) {
        TestBrowser browser = site.browser();
        TestBrowser.Answer account = browser.get("/sign-in").send("login", person.email(), "password", password);
        assertThat(account.path()).isEqualTo("/account");
        return browser;
    }

    private static TestBrowser.Answer tryPassword(TestSite site, String login, String password, String... headers) {
        TestBrowser browser = site.browser();
        String field = browser.get("/sign-in").csrfField();
        String body = TestBrowser.encode("form", field, "login", login, "password", password);
        return browser.follow(browser.post("/sign-in", body, headers));
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
