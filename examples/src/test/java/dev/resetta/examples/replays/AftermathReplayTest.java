package dev.resetta.examples.replays;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.BOB;
import static dev.resetta.examples.replays.Application.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkProblem;
import dev.resetta.ResetResult;
import dev.resetta.examples.demo.TestBrowser;
import dev.resetta.examples.demo.TestSite;
import dev.resetta.token.TokenPolicy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What a huge text costs before the change, and what the change brings with it: sessions end, and nothing else is granted. */
class AftermathReplayTest {
    private static final String NO_WORK = "nothing is looked up or hashed for a huge text";
    private static final String SESSIONS_END = "sessions end once, after the change is there";
    private static final String NOTHING_BUT_THE_HASH = "the password's hash alone is written";
    private static final int TEN_MEGABYTES = 10_000_000;

    private static void hugeTextsCostNothing(Application app) {
        AtomicInteger lookUps = new AtomicInteger();
        app.store = new ForwardingStore(app.store) {
            @Override
            public Optional<Found> find(String digest) {
                lookUps.incrementAndGet();
                return super.find(digest);
            }
        };
        String token = app.tokenFor(ADA);
        int before = lookUps.get();
        for (String huge :
                List.of("A".repeat(TEN_MEGABYTES), "z".repeat(TEN_MEGABYTES), "h1." + "A".repeat(TEN_MEGABYTES))) {
            assertThat(app.redeem(huge, NEW)).isEqualTo(new ResetResult.LinkRefused(LinkProblem.INVALID));
        }
        assertThat(lookUps).as(NO_WORK).hasValue(before);
        assertThat(app.redeem(token, "p".repeat(TEN_MEGABYTES))).isInstanceOf(ResetResult.PasswordRefused.class);
        assertThat(app.hashings).as(NO_WORK).hasValue(0);
        assertThat(app.redeems(token)).isTrue();
    }

    @Replay(
            value = {"CVE-2010-4535", "CVE-2013-1443"},
            how =
                    "tokens and a password of 10 MB: no look-up, no hash, and the link stays good; over HTTP, a form of 100 kB")
    void hugeTexts() {
        for (TokenPolicy policy : Application.POLICIES) {
            hugeTextsCostNothing(Application.of(policy));
        }
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            TestBrowser.Answer form = site.browser().get(site.resetLink(1));
            String huge = "p".repeat(50_000);
            assertThat(form.sendOnly("password", huge, "again", huge).status()).isBetween(400, 499);
            assertThat(form.send("password", NEW_PASSWORD, "again", NEW_PASSWORD)
                            .path())
                    .isEqualTo("/changed");
        }
    }

    @Planted(
            value = {"CVE-2010-4535", "CVE-2013-1443"},
            how = "an issuer that keeps slow hashes of tokens, and so hashes whatever is presented")
    void plantedHashingFirst() {
        Application app = Application.oneTime();
        app.issuer = new TokenColumn((stored, token) -> {
            app.hasher.hash(token);
            return !stored.isEmpty() && stored.equals(token);
        });
        Caught.by(NO_WORK, () -> hugeTextsCostNothing(app));
    }

    /** The hook is told once, and finds the new hash in the database when it looks from another connection. */
    private static void sessionsEnd(TestDatabase database, Application app) {
        List<Object> hashesSeen = new ArrayList<>();
        var ends = app.endSessions;
        app.endSessions = changed -> {
            hashesSeen.add(hash(database));
            ends.accept(changed);
        };
        assertThat(app.redeems(app.tokenFor(ADA))).isTrue();
        app.waiting.carryOut();
        assertThat(app.ended)
                .as(SESSIONS_END)
                .extracting(changed -> changed.accountId())
                .containsExactly(ADA.id());
        assertThat(hashesSeen).as(SESSIONS_END).containsExactly(hash(database));
    }

    private static Object hash(TestDatabase database) {
        return database.read("SELECT password_hash FROM users WHERE id = '17'")
                .get(0)
                .get("password_hash");
    }

    @Replay(
            value = {"CVE-2022-23502", "CVE-2023-40273", "CVE-2026-40587", "CVE-2026-34828", "CVE-2019-10641"},
            how =
                    "the hook that ends sessions is called once, after the commit; over HTTP, two browsers that are signed in are so no more")
    void sessions() {
        for (TokenPolicy policy : Application.POLICIES) {
            TestDatabase database = TestDatabase.h2();
            sessionsEnd(database, database.application(policy));
        }
        try (TestSite site = TestSite.with("one-time")) {
            List<TestBrowser> thieves = List.of(site.browser(), site.browser());
            for (TestBrowser thief : thieves) {
                thief.get("/sign-in").send("login", ALMA.email(), "password", ALMA.password());
                assertThat(thief.get("/account").path()).isEqualTo("/account");
            }
            site.ask(ALMA.email());
            site.browser().get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            assertThat(thieves)
                    .as(SESSIONS_END)
                    .allMatch(thief -> thief.get("/account").path().equals("/sign-in"));
        }
    }

    @Planted(
            value = {"CVE-2022-23502", "CVE-2023-40273", "CVE-2026-40587", "CVE-2026-34828", "CVE-2019-10641"},
            how = "an application whose hook ends nothing")
    void plantedHook() {
        TestDatabase database = TestDatabase.h2();
        Application app = database.application(TokenPolicy.oneTime());
        app.endSessions = changed -> {};
        Caught.by(SESSIONS_END, () -> sessionsEnd(database, app));
    }

    @Replay(
            value = "CVE-2024-21654",
            how =
                    "over HTTP: who has just chosen a password is signed in nowhere; a result holds no session; the second factor in the table is as it was")
    void secondFactor() {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            TestBrowser browser = site.browser();
            browser.get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            assertThat(browser.cookies.getCookieStore().getCookies())
                    .noneMatch(cookie -> cookie.getName().contains("session"));
            assertThat(browser.get("/account").path()).isEqualTo("/sign-in");
        }
        assertThat(Arrays.stream(ResetResult.Changed.class.getRecordComponents())
                        .map(RecordComponent::getName))
                .containsExactly("accountId");
        TestDatabase database = TestDatabase.h2();
        grantsNothingElse(database, database.application(TokenPolicy.oneTime()));
    }

    @Planted(value = "CVE-2024-21654", how = "a hook that switches the second factor off")
    void plantedSecondFactor() {
        TestDatabase database = TestDatabase.h2();
        Application app = database.application(TokenPolicy.oneTime());
        app.endSessions = changed -> database.write("UPDATE users SET second_factor = NULL");
        Caught.by(NOTHING_BUT_THE_HASH, () -> grantsNothingElse(database, app));
    }

    private static void grantsNothingElse(TestDatabase database, Application app) {
        Map<String, Object> before =
                database.read("SELECT * FROM users WHERE id = '18'").get(0);
        assertThat(app.redeems(app.tokenFor(BOB))).isTrue();
        Map<String, Object> after =
                database.read("SELECT * FROM users WHERE id = '18'").get(0);
        assertThat(after.remove("password_hash")).isNotEqualTo(before.remove("password_hash"));
        assertThat(after).as(NOTHING_BUT_THE_HASH).isEqualTo(before);
    }

    @Replay(
            value = "CVE-2023-48220",
            how = "a user with an invitation that expired resets the password; each other column is as before")
    void invitations() {
        for (TokenPolicy policy : Application.POLICIES) {
            TestDatabase database = TestDatabase.h2();
            grantsNothingElse(database, database.application(policy));
        }
    }

    @Planted(value = "CVE-2023-48220", how = "a hook that makes the invitation good again")
    void plantedInvitation() {
        TestDatabase database = TestDatabase.h2();
        Application app = database.application(TokenPolicy.oneTime());
        app.endSessions = changed -> database.write("UPDATE users SET invited_until = '2100-01-01'");
        Caught.by(NOTHING_BUT_THE_HASH, () -> grantsNothingElse(database, app));
    }
}
