package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.resetta.examples.demo.desk.Operators;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who gets to the desk, and what leaves it: nobody without the operator's password, and no token but on the page that shows it. */
class DeskDoorTest {
    private static final List<String> ACTS = List.of("/mail", "/issue", "/issue-untold", "/revoke", "/revoke-all");

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
    void nothingIsSeenWithoutSigningIn() {
        String account = TestDesk.signedIn(site).account(ALMA).path();
        TestBrowser customer = site.browser();
        customer.get("/sign-in").send("login", ALMA.email(), "password", ALMA.password());

        for (TestBrowser browser : List.of(site.browser(), customer)) {
            for (String page : List.of(
                    "/desk",
                    "/desk/events",
                    "/desk/events/before/1-0",
                    account,
                    account + "/events",
                    account + "/events/before/1-0",
                    account + "/links/0123456789abcdef")) {
                TestBrowser.Answer answer = browser.get(page);
                assertThat(answer.path()).as(page).isEqualTo("/desk/sign-in");
                assertThat(answer.body()).as(page).doesNotContain("alma");
            }
        }
    }

    @Test
    void nothingIsDoneWithoutSigningIn() {
        TestDesk desk = TestDesk.signedIn(site);
        String account = desk.account(ALMA).path();
        desk.act(ALMA, "/issue");
        site.mail(1);
        List<String> links = desk.linkIds(ALMA);
        TestBrowser stranger = site.browser();
        String fields = TestBrowser.encode(
                "form",
                stranger.get("/desk/sign-in").csrfField(),
                "who",
                "alma",
                "reason",
                "why",
                "link",
                links.get(0));

        for (String act : ACTS) {
            assertAskedToSignIn(stranger.post(account + act, fields));
        }
        assertAskedToSignIn(stranger.post("/desk/find", fields));
        assertAskedToSignIn(stranger.post("/desk/purge", fields));
        assertThat(desk.linkIds(ALMA)).isEqualTo(links);
        assertThat(site.mailCount()).isEqualTo(1);
        assertThat(desk.events()).doesNotContain("Purged by support", "Mailed by support", "Revoked by support");
    }

    @Test
    void formsOfOtherSitesAreRefused() {
        TestDesk desk = TestDesk.signedIn(site);
        String account = desk.account(ALMA).path();
        String othersField = site.browser().get("/desk/sign-in").csrfField();

        for (String field : List.of("", "form=", "form=" + othersField)) {
            for (String act : ACTS) {
                TestBrowser.Answer answer = desk.browser().post(account + act, field + "&reason=why&link=x");
                assertThat(answer.status()).as("%s with %s", act, field).isEqualTo(403);
                assertThat(desk.browser().get(account + act).path())
                        .as("the page named on the refusal")
                        .isEqualTo(account);
            }
            for (String page : List.of("/desk/find", "/desk/purge", "/desk/sign-out", "/desk/sign-in")) {
                assertThat(desk.browser().post(page, field + "&who=alma").status())
                        .as("%s with %s", page, field)
                        .isEqualTo(403);
            }
        }
        assertThat(site.mailCount()).isZero();
        assertThat(desk.linkIds(ALMA)).isEmpty();
    }

    @Test
    void customersAreNoOperators() {
        TestDesk desk = new TestDesk(site.browser());
        assertThat(desk.signIn(ALMA.name(), ALMA.password()).status()).isEqualTo(422);
        assertThat(desk.signIn(ALMA.name(), TestSite.DESK_PASSWORD).status()).isEqualTo(422);
        assertThat(site.browser()
                        .get("/sign-in")
                        .send("login", Operators.DORA, "password", TestSite.DESK_PASSWORD)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void wrongPasswordsAreLimitedAndRightOnesAreNot() {
        TestDesk desk = new TestDesk(site.browser());
        for (int i = 0; i < 12; i++) {
            assertThat(desk.signIn(Operators.DORA, TestSite.DESK_PASSWORD).path())
                    .isEqualTo("/desk");
        }
        for (int i = 0; i < 10; i++) {
            assertThat(desk.signIn(Operators.DORA, "guess " + i).status()).isEqualTo(422);
        }
        TestBrowser.Answer refused = desk.signIn(Operators.DORA, TestSite.DESK_PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("360");

        site.clock.advance(Duration.ofMinutes(6));
        assertThat(desk.signIn(Operators.DORA, TestSite.DESK_PASSWORD).path()).isEqualTo("/desk");
    }

    @Test
    void theSessionIsNewEachTimeBelongsToTheDeskAloneAndEnds() {
        TestBrowser browser = site.browser();
        String first = deskCookie(browser);
        String second = deskCookie(browser);
        assertThat(first).matches("desk=[A-Za-z0-9_-]{43}; Path=/desk; HttpOnly; SameSite=Lax");
        assertThat(second).isNotEqualTo(first);
        assertThat(isIn(first)).isFalse();
        assertThat(isIn(second)).isTrue();

        new TestDesk(browser).act("/desk/sign-out");
        assertThat(isIn(second)).isFalse();

        String third = deskCookie(browser);
        site.clock.advance(Duration.ofHours(8));
        assertThat(isIn(third)).isFalse();
    }

    @Test
    void theTokenIsInNoAddressNoLogAndNoEvent() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        Level before = root.getLevel();
        root.setLevel(Level.INFO);
        try {
            TestDesk desk = TestDesk.signedIn(site);
            TestBrowser.Answer redirect = desk.actOnly(ALMA, "/issue");
            TestBrowser.Answer shown = desk.browser().follow(redirect);
            String token = TestDesk.tokenOf(desk.linkIn(shown));

            assertThat(redirect.headers().toString() + redirect.body() + shown.path() + shown.headers())
                    .doesNotContain(token);
            assertThat(desk.account(ALMA).body() + desk.eventsOf(ALMA) + desk.events())
                    .contains("Issued by support")
                    .doesNotContain(token);
            assertThat(log.list)
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.getFormattedMessage()).doesNotContain(token));
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
    }

    private static void assertAskedToSignIn(TestBrowser.Answer answer) {
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/desk/sign-in");
    }

    private static String deskCookie(TestBrowser browser) {
        String fields = TestBrowser.encode(
                "form",
                browser.get("/desk/sign-in").csrfField(),
                "name",
                Operators.DORA,
                "password",
                TestSite.DESK_PASSWORD);
        return browser.post("/desk/sign-in", fields).header("Set-Cookie");
    }

    private boolean isIn(String cookie) {
        return site.browser()
                        .fetch("GET", "/desk", "Cookie", cookie.replaceFirst(";.*", ""))
                        .status()
                == 200;
    }
}
