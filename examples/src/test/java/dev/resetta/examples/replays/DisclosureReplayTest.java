package dev.resetta.examples.replays;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.resetta.ResetRequest;
import dev.resetta.delivery.Notice;
import dev.resetta.examples.demo.TestBrowser;
import dev.resetta.examples.demo.TestSite;
import dev.resetta.token.TokenPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** Where tokens and passwords must not appear: answers, logs, addresses, tables. */
class DisclosureReplayTest {
    private static final String NOT_ANSWERED = "the answer to a request tells no token";
    private static final String NOT_LOGGED = "no log line tells a secret";
    private static final String NOT_STORED = "no password is stored in clear";

    private static void answersTellNoToken(Application app, Function<String, String> asked) {
        String answer = asked.apply(ADA.address().orElseThrow());
        app.waiting.carryOut();
        assertThat(answer).as(NOT_ANSWERED).doesNotContain(app.mailbox.lastToken(), app.mailbox.lastLink());
    }

    @Replay(
            value = {"CVE-2025-58434", "CVE-2026-26273", "CVE-2020-14930"},
            how =
                    "over HTTP, answer, headers, cookies and page after a request are searched for the token that was mailed; and what the call returns")
    void answers() {
        for (TokenPolicy policy : Application.POLICIES) {
            Application app = Application.of(policy);
            answersTellNoToken(app, typed -> String.valueOf(app.reset().request(ResetRequest.forIdentifier(typed))));
        }
        try (TestSite site = TestSite.with("one-time")) {
            TestBrowser browser = site.browser();
            TestBrowser.Answer answer = browser.get("/forgot").sendOnly("email", ALMA.email());
            String seen = answer.body()
                    + answer.headers()
                    + browser.follow(answer).body()
                    + browser.cookies.getCookieStore().getCookies();
            String link = site.resetLink(1);
            assertThat(seen).as(NOT_ANSWERED).doesNotContain(link.replaceFirst(".*=", ""));
        }
    }

    @Planted(
            value = {"CVE-2025-58434", "CVE-2026-26273", "CVE-2020-14930"},
            how = "an endpoint that mints at once and answers with the link")
    void plantedAnswer() {
        Application app = Application.oneTime();
        Caught.by(
                NOT_ANSWERED,
                () -> answersTellNoToken(app, typed -> app.ask(typed).get(0).link()));
    }

    /** Asks, checks, fails, succeeds, fails again, with every logger at its most talkative. */
    private static void nothingIsLogged(Application app) {
        Queue<String> said = new ConcurrentLinkedQueue<>();
        List<String> secrets = new ArrayList<>(
                List.of(NEW, Application.OTHER, ADA.passwordHash().orElseThrow()));
        listening(said, () -> {
            String token = app.tokenFor(ADA);
            secrets.add(token);
            app.problem(token);
            app.problem(token + "x");
            app.redeem(token, "short");
            app.redeem(token, NEW);
            app.redeem(token, Application.OTHER);
            app.waiting.carryOut();
        });
        assertThat(said).as("there was something to log").isNotEmpty();
        assertThat(said)
                .as(NOT_LOGGED)
                .allSatisfy(line -> assertThat(line).as(NOT_LOGGED).doesNotContain(secrets));
    }

    private static void listening(Queue<String> said, Runnable work) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent line) {
                said.add(line.getFormattedMessage()
                        + (line.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(line.getThrowableProxy())));
            }
        };
        // The root stays as it is: what others say at TRACE, byte for byte, is theirs, and slow.
        Logger resetta = (Logger) LoggerFactory.getLogger("dev.resetta");
        Level before = resetta.getLevel();
        ear.start();
        resetta.setLevel(Level.TRACE);
        root.addAppender(ear);
        try {
            work.run();
        } finally {
            root.detachAppender(ear);
            resetta.setLevel(before);
        }
    }

    @Replay(
            value = {"CVE-2026-32598", "CVE-2025-7371", "CVE-2012-5616"},
            how =
                    "all that is logged at TRACE during good and bad requests, for each policy; and the whole way over HTTP and SMTP")
    void logs() {
        for (TokenPolicy policy : Application.POLICIES) {
            Application app = Application.of(policy);
            nothingIsLogged(app);
        }
        Queue<String> said = new ConcurrentLinkedQueue<>();
        List<String> secrets = new ArrayList<>(List.of(NEW_PASSWORD));
        listening(said, () -> {
            try (TestSite site = TestSite.with("one-time")) {
                site.ask(ALMA.email());
                secrets.add(site.resetLink(1).replaceFirst(".*=", ""));
                site.browser().get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
                site.browser().get(site.resetLink(1));
                site.mail(2);
            }
        });
        assertThat(said)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).as(NOT_LOGGED).doesNotContain(secrets));
    }

    @Planted(
            value = {"CVE-2026-32598", "CVE-2025-7371", "CVE-2012-5616"},
            how = "a notifier that logs the link it sends")
    void plantedLog() {
        Application app = Application.oneTime();
        app.notifier = notice -> {
            if (notice instanceof Notice.ResetLink link) {
                LoggerFactory.getLogger("dev.resetta.planted").debug("sending {}", link.link());
            }
            app.mailbox.send(notice);
        };
        Caught.by(NOT_LOGGED, () -> nothingIsLogged(app));
    }

    @Replay(
            value = "CVE-2019-20060",
            how = "over HTTP: opening a link leaves the token in no address, no page, and nothing may send a referrer")
    void referrer() {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            String link = site.resetLink(1);
            String token = link.replaceFirst(".*=", "");
            TestBrowser browser = site.browser();
            TestBrowser.Answer opened = browser.fetch("GET", link);
            TestBrowser.Answer form = browser.follow(opened);
            assertThat(opened.header("Location") + form.path() + form.body()).doesNotContain(token);
            assertThat(List.of(opened, form)).allSatisfy(answer -> {
                assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
                assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
            });
            assertThat(form.body()).doesNotContainPattern("(src|href)=\"(https?:)?//");
        }
    }

    private static void passwordIsNotStored(TestDatabase database, Application app) {
        assertThat(app.redeems(app.tokenFor(ADA))).isTrue();
        app.waiting.carryOut();
        byte[] clear = NEW.getBytes(StandardCharsets.UTF_8);
        for (Object value : database.dump()) {
            String text = value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
            assertThat(text)
                    .as(NOT_STORED)
                    .doesNotContain(
                            NEW,
                            HexFormat.of().formatHex(clear),
                            Base64.getEncoder().withoutPadding().encodeToString(clear));
        }
    }

    @Replay(
            value = "CVE-2022-41933",
            how =
                    "after a reset every value of every table is searched for the new password, in clear, hexadecimal, base64")
    void storedPasswords() {
        for (TokenPolicy policy : Application.POLICIES) {
            TestDatabase database = TestDatabase.h2();
            Application app = database.application(policy);
            app.hasher =
                    password -> "hash " + Integer.toHexString(password.hashCode()) + app.hashings.incrementAndGet();
            passwordIsNotStored(database, app);
        }
    }

    @Planted(value = "CVE-2022-41933", how = "a hasher that does not hash")
    void plantedClearText() {
        TestDatabase database = TestDatabase.h2();
        Application app = database.application(TokenPolicy.oneTime());
        app.hasher = password -> password + " and salt";
        Caught.by(NOT_STORED, () -> passwordIsNotStored(database, app));
    }
}
