package dev.resetta.examples.replays;

import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.BOB;
import static dev.resetta.examples.replays.Application.CLIENT;
import static dev.resetta.examples.replays.Application.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.examples.demo.TestBrowser;
import dev.resetta.examples.demo.TestSite;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Predicate;

/** How often a token can be guessed, and how often somebody's mailbox can be filled. */
class GuessingReplayTest {
    private static final String NO_MORE_THAN_ALLOWED = "tries let through";
    private static final String NO_FLOOD = "mails to one account";
    private static final int GUESSES = 50;

    /** Tries a thousand codes of six digits as fast as it can, from one address. */
    private static void codesAreGuessed(Application app) {
        app.limits = Limits.standard();
        String token = app.tokenFor(ADA);
        long judged = 0;
        for (int code = 0; code < 1000; code++) {
            if (app.redeem(String.format("%06d", code), NEW).equals(new ResetResult.LinkRefused(LinkProblem.INVALID))) {
                judged++;
            }
        }
        assertThat(judged).as(NO_MORE_THAN_ALLOWED).isEqualTo(20);
        assertThat(app.redeems(token)).as("a good link still works").isTrue();
    }

    @Replay(
            value = {"CVE-2024-12039", "CVE-2025-48187", "CVE-2023-43650"},
            how =
                    "a thousand codes of six digits from one client, under the limits that are on by default; tokens of every policy are long")
    void sixDigits() {
        codesAreGuessed(Application.oneTime());
        for (TokenPolicy policy : Application.POLICIES) {
            assertThat(Application.of(policy).tokenFor(ADA)).hasSizeGreaterThanOrEqualTo(43);
        }
    }

    @Planted(
            value = {"CVE-2024-12039", "CVE-2025-48187", "CVE-2023-43650"},
            how = "a limiter that allows everything")
    void plantedNoLimit() {
        Application app = Application.oneTime();
        app.limiter = new Generous(rate -> true);
        Caught.by(NO_MORE_THAN_ALLOWED, () -> codesAreGuessed(app));
    }

    @Replay(
            value = "CVE-2023-35172",
            how = "over HTTP, 25 bad tokens are sent in with a new password, each through a form of its own")
    void theUseIsLimited() {
        try (TestSite site = TestSite.with("one-time")) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                TestBrowser browser = site.browser();
                String field = browser.get("/forgot").csrfField();
                TestBrowser.Answer opened = browser.fetch("GET", "/reset?token=" + "A".repeat(42) + (char) ('A' + i));
                statuses.add(browser.post(
                                opened.header("Location"),
                                TestBrowser.encode(
                                        "form",
                                        field,
                                        "password",
                                        TestSite.NEW_PASSWORD,
                                        "again",
                                        TestSite.NEW_PASSWORD))
                        .status());
            }
            assertThat(statuses.stream().filter(status -> status == 404))
                    .as(NO_MORE_THAN_ALLOWED)
                    .hasSize(20);
            assertThat(statuses.subList(20, 25)).containsOnly(429);
        }
    }

    @Planted(value = "CVE-2023-35172", how = "a limiter that limits everything but bad tokens")
    void plantedOnlyRequests() {
        Application app = Application.oneTime();
        Rate failures = Limits.standard().failuresPerClient().orElseThrow();
        app.limiter = new Generous(failures::equals);
        Caught.by(NO_MORE_THAN_ALLOWED, () -> codesAreGuessed(app));
    }

    private static void flooded(Application app) {
        app.limits = Limits.standard();
        app.directory = new LooseAccounts(app.accounts, List.of(ADA, BOB), String::equalsIgnoreCase);
        PasswordReset reset = app.reset();
        for (int i = 0; i < 100; i++) {
            String typed = spelling(ADA.address().orElseThrow(), i);
            reset.request(ResetRequest.forIdentifier(typed).clientAddress("198.51.100." + i));
        }
        app.waiting.carryOut();
        assertThat(app.mailbox.links()).as(NO_FLOOD).hasSizeLessThanOrEqualTo(3);
        assertThat(app.redeems(app.mailbox.lastToken()))
                .as("the newest link is good")
                .isTrue();
    }

    @Replay(
            value = {"CVE-2026-25043", "CVE-2023-25171", "CVE-2005-2431"},
            how = "100 requests for one account, from 100 clients, in 100 spellings; and 100 over HTTP")
    void mailBomb() {
        flooded(Application.oneTime());
        try (TestSite site = TestSite.with("one-time")) {
            TestBrowser browser = site.browser();
            TestBrowser.Answer form = browser.get("/forgot");
            for (int i = 0; i < 100; i++) {
                assertThat(form.sendOnly("email", ALMA.email()).status()).isIn(303, 429);
            }
            site.clock.advance(Duration.ofMinutes(2));
            site.ask("ben@larkspur.example");
            site.mail(1);
            site.mail(site.mailCount());
            assertThat(site.mailCount()).as(NO_FLOOD).isLessThanOrEqualTo(4);
        }
    }

    @Planted(
            value = {"CVE-2026-25043", "CVE-2023-25171", "CVE-2005-2431"},
            how = "a limiter that allows everything")
    void plantedFlood() {
        Application app = Application.oneTime();
        app.limiter = new Generous(rate -> true);
        Caught.by(NO_FLOOD, () -> flooded(app));
    }

    private static void guessesAreCounted(Application app) {
        app.limits = Limits.none().failuresPerClient(new Rate(10, Duration.ofHours(1), 10));
        PasswordReset reset = app.reset();
        List<ResetResult> results = Race.of(
                GUESSES,
                racer -> reset.redeem(
                        ResetSubmission.forToken("guess " + racer).password(NEW).clientAddress(CLIENT)));
        assertThat(results.stream().filter(new ResetResult.LinkRefused(LinkProblem.INVALID)::equals))
                .as(NO_MORE_THAN_ALLOWED)
                .hasSize(10);
    }

    @Replay(
            value = {"CVE-2019-5421", "CVE-2024-4629"},
            how = "50 guesses at one moment where 10 are allowed, in memory and counted by PostgreSQL")
    void guessesAtOnce() {
        guessesAreCounted(Application.oneTime());
        guessesAreCounted(TestDatabase.postgreSql().application(TokenPolicy.oneTime()));
    }

    @Planted(
            value = {"CVE-2019-5421", "CVE-2024-4629"},
            how = "a limiter that reads its count and then writes it")
    void plantedCounter() {
        Application app = Application.oneTime();
        app.limiter = new ReadThenWrite();
        Caught.by(NO_MORE_THAN_ALLOWED, () -> guessesAreCounted(app));
    }

    /** The same address with the letters that the bits of a number name in capitals. */
    private static String spelling(String address, int number) {
        StringBuilder spelled = new StringBuilder(address);
        for (int bit = 0; bit < 7; bit++) {
            int place = bit < 3 ? bit : bit + 1;
            if ((number >> bit & 1) == 1) {
                spelled.setCharAt(place, Character.toUpperCase(address.charAt(place)));
            }
        }
        return spelled.toString();
    }

    /** Weak: allows what it should not. */
    private record Generous(Predicate<Rate> allowed, RequestLimiter others) implements RequestLimiter {
        Generous(Predicate<Rate> allowed) {
            this(allowed, RequestLimiter.inMemory());
        }

        @Override
        public boolean tryAcquire(String key, Rate rate, Instant now) {
            return allowed.test(rate) || others.tryAcquire(key, rate, now);
        }

        @Override
        public void giveBack(String key, Rate rate) {}
    }

    /** Weak: everybody reads, and only then everybody writes. */
    private static final class ReadThenWrite implements RequestLimiter {
        private final CyclicBarrier allHaveRead = new CyclicBarrier(GUESSES);
        private volatile int count;

        @Override
        public boolean tryAcquire(String key, Rate rate, Instant now) {
            int read = count;
            Race.await(allHaveRead);
            count = read + 1;
            return read < rate.burst();
        }

        @Override
        public void giveBack(String key, Rate rate) {}
    }
}
