package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.ADDRESS;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OLD;
import static dev.resetta.Fixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.resetta.account.PasswordRefusedException;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Every flow and every failure with all logging on: no token, password, key or hash is written anywhere. */
class SecretsTest {
    private static final String TYPED = "a password typed into the wrong field";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> said = new ArrayList<>();
    private Level before;

    @BeforeEach
    void listen() {
        before = root.getLevel();
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void hush() {
        root.detachAppender(log);
        root.setLevel(before);
    }

    @ParameterizedTest
    @EnumSource
    void nothingSecretIsWrittenAnywhere(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.keys = Fixture.keys("k", 77);
        List<String> secrets =
                new ArrayList<>(List.of(OLD, NEW, OTHER, TYPED, "the weak one", fixture.accounts.hashOf(ADA)));
        secrets.add(HexFormat.of().formatHex(Fixture.key(77)));

        everythingThatCanHappen(fixture, secrets);

        assertThat(fixture.mail.triedLinks()).isNotEmpty();
        for (Notice.ResetLink link : fixture.mail.triedLinks()) {
            secrets.add(TestMail.tokenIn(link.link()));
            if (link.cancelLink() != null) {
                secrets.add(TestMail.tokenIn(link.cancelLink()));
            }
            said.add(link.toString());
        }
        for (StoredToken row : fixture.store.saved) {
            secrets.addAll(List.of(row.digest(), row.cancelDigest(), row.seal()));
            said.add(row.toString());
        }
        fixture.mail.accepted().forEach(notice -> said.add(notice.toString()));
        fixture.events.forEach(event -> said.add(event.toString()));
        log.list.forEach(line -> said.add(line.getFormattedMessage()
                + (line.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(line.getThrowableProxy()))));
        assertThat(log.list).hasSizeGreaterThan(10);
        assertThat(said).noneMatch(String::isEmpty);
        for (String secret : secrets) {
            assertThat(secret).hasSizeGreaterThan(8);
            assertThat(said).allSatisfy(text -> assertThat(text).doesNotContain(secret));
        }
        for (String secret : secrets.subList(4, secrets.size())) {
            assertThat(fixture.queue.submitted)
                    .allSatisfy(item -> assertThat(item).doesNotContain(secret));
        }
    }

    private void everythingThatCanHappen(Fixture fixture, List<String> secrets) {
        PasswordReset reset = fixture.reset();
        reset.request(
                ResetRequest.forIdentifier(TYPED).clientAddress("192.0.2.1").userAgent("Lynx"));
        fixture.queue.run();
        String token = fixture.token();
        hear(() -> reset.check(token));
        hear(() -> reset.check(token + "x"));
        hear(() -> reset.cancel(token));
        hear(() -> fixture.redeem(token, "the weak one"));
        hear(() -> reset.redeem(ResetSubmission.forToken(token).password(NEW, OTHER)));
        failingUpdates(fixture, token);
        hear(() -> fixture.redeem(token, NEW));
        secrets.add(fixture.accounts.hashOf(ADA));
        hear(() -> fixture.redeem(token, OTHER));
        secrets.add(fixture.accounts.hashOf(ADA));
        fixture.queue.run();
        failingMails(fixture);
        String stale = fixture.token();
        fixture.accounts.change(ADA, account -> account.withEligible(false));
        hear(() -> fixture.redeem(stale, NEW));
        fixture.accounts.remove(ADA);
        hear(() -> fixture.redeem(stale, NEW));
        fixture.clock.advance(fixture.policy.lifetime());
        hear(() -> reset.check(stale));
        said.add(fixture.keys.toString());
        said.add(ResetRequest.forIdentifier(TYPED).toString());
        said.add(ResetSubmission.forToken(token).password(NEW).toString());
    }

    private void failingUpdates(Fixture fixture, String token) {
        fixture.updater = update -> {
            said.add(update.toString());
            throw new PasswordRefusedException("history", "You had this password before.");
        };
        fixture.restart();
        hear(() -> fixture.redeem(token, NEW));
        fixture.updater = update -> {
            throw new IllegalStateException("the disk is full");
        };
        fixture.restart();
        hear(() -> fixture.redeem(token, NEW));
        fixture.updater = update -> false;
        fixture.restart();
        hear(() -> fixture.redeem(token, NEW));
        fixture.updater = null;
        fixture.endSessions = changed -> {
            throw new IllegalStateException("the session store is away");
        };
        fixture.otherHasher = password -> fixture.accounts.hashOf(ADA);
        fixture.restart();
        hear(() -> fixture.redeem(token, NEW));
        fixture.otherHasher = null;
        fixture.restart();
    }

    private void failingMails(Fixture fixture) {
        for (RuntimeException failure : List.of(
                DeliveryException.notNow("451 later", null),
                DeliveryException.never("550 no", null),
                DeliveryException.perhapsSent("lost", null))) {
            failOnce(fixture, failure);
        }
        fixture.mail.before = () -> {
            List<Notice.ResetLink> tried = fixture.mail.triedLinks();
            throw new IllegalStateException(
                    "cannot send " + tried.get(tried.size() - 1).link());
        };
        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();
        fixture.mail.before = () -> {};
    }

    private static void failOnce(Fixture fixture, RuntimeException failure) {
        fixture.mail.before = () -> {
            throw failure;
        };
        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();
    }

    private void hear(Supplier<?> call) {
        try {
            said.add(String.valueOf(call.get()));
        } catch (RuntimeException e) {
            StringWriter stack = new StringWriter();
            e.printStackTrace(new PrintWriter(stack, true));
            said.add(stack.toString());
        }
    }
}
