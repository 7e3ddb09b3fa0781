package dev.resetta.examples.replays;

import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.demo.shop.DemoAccounts.CLEO;
import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.ResetRequest;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.Notifier;
import dev.resetta.examples.demo.TestBrowser;
import dev.resetta.examples.demo.TestMailServer;
import dev.resetta.examples.demo.TestSite;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.token.TokenPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What a stranger learns about who has an account from asking for a link: nothing. */
class EnumerationReplayTest {
    private static final String THE_SAME = "everybody is answered the same";
    private static final String UNTOUCHED = "no account is looked at while a request waits";
    private static final String NOBODY = "nobody@example.com";

    /** Asks for known, unknown and disabled people, each so often, and compares what was answered to each. */
    private static void everybodyIsAnsweredTheSame(Function<String, String> asked, int times, String... people) {
        Set<List<String>> answers = new HashSet<>();
        for (String person : people) {
            List<String> toThis = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                toThis.add(asked.apply(person));
            }
            answers.add(toThis);
        }
        assertThat(answers).as(THE_SAME).hasSize(1);
    }

    /** Everything a browser gets to see but the date. */
    private static String answerOf(TestSite site, String email) {
        TestBrowser browser = site.browser();
        TestBrowser.Answer answer = browser.get("/forgot").sendOnly("email", email);
        Map<String, List<String>> headers = new TreeMap<>(answer.headers());
        headers.remove("date");
        return answer.status() + " " + headers + answer.body()
                + browser.follow(answer).body().replaceAll("name=\"form\" value=\"[^\"]*\"", "");
    }

    private static Function<String, String> asked(Application app) {
        return typed -> {
            try {
                return String.valueOf(
                        app.reset().request(ResetRequest.forIdentifier(typed).clientAddress(CLIENT)));
            } catch (RuntimeException e) {
                return e.toString();
            }
        };
    }

    @Replay(value = "CVE-2024-45231", how = "a notifier that throws; over HTTP, a mail server that is not there")
    void failingMail() throws IOException {
        Application app = Application.oneTime();
        app.notifier = failing();
        everybodyIsAnsweredTheSame(asked(app), 2, "ada@example.com", NOBODY);
        app.waiting.carryOut();
        everybodyIsAnsweredTheSame(asked(app), 2, "ada@example.com", NOBODY);
        try (TestSite site = TestSite.of(TestMailServer.variables(TestMailServer.freePort()))) {
            everybodyIsAnsweredTheSame(email -> answerOf(site, email), 2, ALMA.email(), NOBODY);
        }
    }

    @Planted(value = "CVE-2024-45231", how = "a queue that sends at once, and an endpoint that tells what went wrong")
    void plantedFailingMail() {
        Application app = Application.oneTime();
        app.notifier = failing();
        app.queue = new AtOnce(true);
        Caught.by(THE_SAME, () -> everybodyIsAnsweredTheSame(asked(app), 2, "ada@example.com", NOBODY));
    }

    /** Nothing that knows an account is called before the answer is there, so there is no time that could tell. */
    private static void requestsLookAtNobody(Application app) {
        AtomicInteger lookUps = new AtomicInteger();
        AccountDirectory accounts = app.directory;
        app.directory = new AccountDirectory() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                lookUps.incrementAndGet();
                return accounts.findByIdentifier(identifier);
            }

            @Override
            public Optional<Account> findById(String accountId) {
                lookUps.incrementAndGet();
                return accounts.findById(accountId);
            }
        };
        AtomicInteger mails = new AtomicInteger();
        app.notifier = notice -> mails.incrementAndGet();
        for (String typed : List.of(ADA.address().orElseThrow(), NOBODY, ADA.id())) {
            app.reset().request(ResetRequest.forIdentifier(typed).clientAddress(CLIENT));
        }
        assertThat(List.of(lookUps.get(), mails.get())).as(UNTOUCHED).containsExactly(0, 0);
        app.waiting.carryOut();
        assertThat(mails).as("it is sent later").hasValue(2);
    }

    @Replay(
            value = {"CVE-2024-33856", "SS-2017-005", "CVE-2020-11063"},
            how =
                    "look-ups are counted up to the answer, for each policy: none, so that nothing that takes time depends on an account")
    void timeOfTheAnswer() {
        for (TokenPolicy policy : Application.POLICIES) {
            requestsLookAtNobody(Application.of(policy));
        }
    }

    @Planted(
            value = {"CVE-2024-33856", "SS-2017-005", "CVE-2020-11063"},
            how = "a queue that carries work out while the request waits")
    void plantedSynchronousLookUp() {
        Application app = Application.oneTime();
        app.queue = new AtOnce(false);
        Caught.by(UNTOUCHED, () -> requestsLookAtNobody(app));
    }

    @Replay(
            value = "keycloak-26625",
            how =
                    "over HTTP, with a mail server that takes connections and says nothing: requests are answered all the same")
    void hangingMailServer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TestSite site = TestSite.of(TestMailServer.variables(silent.getLocalPort()))) {
            everybodyIsAnsweredTheSame(email -> answerOf(site, email), 3, ALMA.email(), NOBODY);
        }
        requestsLookAtNobody(Application.oneTime());
    }

    @Planted(value = "keycloak-26625", how = "a queue that sends while the request waits")
    void plantedSynchronousMail() {
        Application app = Application.oneTime();
        app.queue = new AtOnce(false);
        Caught.by(UNTOUCHED, () -> requestsLookAtNobody(app));
    }

    @Replay(
            value = {"CVE-2022-39307", "CVE-2017-5865", "CVE-2026-45294"},
            how =
                    "over HTTP: status, headers and both pages for known, unknown, disabled people and for nonsense, byte for byte")
    void wordsOfTheAnswer() {
        try (TestSite site = TestSite.with("one-time")) {
            everybodyIsAnsweredTheSame(
                    email -> answerOf(site, email), 1, ALMA.email(), CLEO.email(), NOBODY, "nonsense", "", "a@b@c");
        }
    }

    @Planted(
            value = {"CVE-2022-39307", "CVE-2017-5865", "CVE-2026-45294"},
            how = "an endpoint that looks first and says so if there is nobody")
    void plantedWords() {
        Application app = Application.oneTime();
        Caught.by(
                THE_SAME,
                () -> everybodyIsAnsweredTheSame(
                        typed -> app.accounts.findByIdentifier(typed).isEmpty()
                                ? "404 There is no such user"
                                : asked(app).apply(typed),
                        1,
                        "ada@example.com",
                        NOBODY));
    }

    @Replay(
            value = "laravel-13658",
            how =
                    "known, unknown and disabled people are asked for six times each, beyond the limit, here and over HTTP: the same answers in the same order")
    void throttled() {
        Application app = Application.oneTime();
        app.limits = Limits.standard();
        app.accounts.put(Account.of("22", "carl@example.com", "hash of carl's").withEligible(false));
        everybodyIsAnsweredTheSame(asked(app), 6, "ada@example.com", NOBODY, "carl@example.com");
        try (TestSite site = TestSite.with("one-time")) {
            everybodyIsAnsweredTheSame(email -> answerOf(site, email), 6, ALMA.email(), NOBODY, CLEO.email());
        }
    }

    @Planted(value = "laravel-13658", how = "an endpoint that counts people who have an account, and tells them")
    void plantedThrottle() {
        Application app = Application.oneTime();
        app.limits = Limits.none().perClient(new Rate(3, Duration.ofHours(1), 3));
        Caught.by(
                THE_SAME,
                () -> everybodyIsAnsweredTheSame(
                        typed -> app.accounts.findByIdentifier(typed).isEmpty()
                                ? "true"
                                : asked(app).apply(typed),
                        6,
                        "ada@example.com",
                        NOBODY));
    }

    private static Notifier failing() {
        return notice -> {
            throw new IllegalStateException("450 mailbox busy");
        };
    }

    /** Weak: carries everything out at once, on the thread of the request. */
    private static final class AtOnce implements DeliveryQueue {
        private final boolean tellsFailures;
        private Worker worker;

        AtOnce(boolean tellsFailures) {
            this.tellsFailures = tellsFailures;
        }

        @Override
        public boolean submit(Lane lane, String item) {
            boolean isDone = worker.work(item, 1).isEmpty();
            if (tellsFailures && !isDone) {
                throw new IllegalStateException("500 The mail could not be sent");
            }
            return true;
        }

        @Override
        public void start(Worker started) {
            worker = started;
        }

        @Override
        public void close() {}
    }
}
