package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Everything an operator can do, with all logging on: the link is in the operator's hands and nowhere else. */
class SupportSecretsTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> secrets = new ArrayList<>();
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
    void nothingSecretOfTheDeskIsWrittenAnywhere(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.keys = Fixture.keys("k", 77);
        secrets.addAll(
                List.of(OLD, NEW, fixture.accounts.hashOf(ADA), HexFormat.of().formatHex(Fixture.key(77))));

        everythingADeskCanDo(fixture, fixture.reset().support("grace"));

        for (Notice.ResetLink link : fixture.mail.triedLinks()) {
            secrets.add(TestMail.tokenIn(link.link()));
            if (link.cancelLink() != null) {
                secrets.add(TestMail.tokenIn(link.cancelLink()));
            }
        }
        for (StoredToken row : fixture.store.saved) {
            secrets.addAll(List.of(row.digest(), row.cancelDigest(), row.seal()));
        }
        fixture.mail.accepted().forEach(notice -> said.add(notice.toString()));
        fixture.events.forEach(event -> said.add(event.toString()));
        log.list.forEach(line -> {
            said.add(line.getFormattedMessage());
            assertThat(line.getThrowableProxy()).isNull();
        });
        said.addAll(fixture.queue.submitted);
        assertThat(log.list).hasSizeGreaterThan(5);
        assertThat(secrets).hasSizeGreaterThan(6);
        for (String secret : secrets) {
            assertThat(said).allSatisfy(text -> assertThat(text).doesNotContain(secret));
        }
    }

    private void everythingADeskCanDo(Fixture fixture, SupportDesk desk) {
        String inHand = hear(desk.issue(ADA).orElseThrow());
        hear(desk.issueWithoutNotice(ADA, "the mailbox is lost").orElseThrow());
        desk.mail(ADA);
        desk.mail("nobody");
        fixture.queue.run();
        fixture.mail.before = () -> {
            throw DeliveryException.never("550 no", null);
        };
        desk.mail(ADA);
        hear(desk.issue(ADA).orElseThrow());
        fixture.queue.run();
        fixture.mail.before = () -> {};
        fixture.redeem(inHand, NEW);
        secrets.add(fixture.accounts.hashOf(ADA));
        String last = hear(desk.issue(ADA).orElseThrow());
        if (!fixture.isHashBound()) {
            said.add(desk.links(ADA).toString());
            desk.revokeAll(ADA);
        }
        said.add(String.valueOf(fixture.redeem(last, NEW)));
        desk.purge();
        fixture.queue.run();
    }

    /** Keeps the token of a link for later, and what the link tells of itself. */
    private String hear(SupportDesk.IssuedLink link) {
        String token = TestMail.tokenIn(link.link());
        secrets.add(token);
        said.add(link.toString());
        return token;
    }
}
