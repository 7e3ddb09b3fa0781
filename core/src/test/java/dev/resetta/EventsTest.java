package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.resetta.token.TokenVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Events in the log: one line each, whatever stands in them. */
class EventsTest {
    private static final Instant AT = Instant.ofEpochMilli(2_000_000_000_123L);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\rb",
                "a\nb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u001bb",
                "a\tb",
                "a\0b",
                "a\u202eb",
                "a\u2066b",
                "a\u200bb",
                "a\ufeffb",
                "a\ud83db",
                "a\udc0eb",
                "a\u007fb"
            })
    void whatCouldForgeALineIsReplaced(String text) {
        assertThat(Events.printable(text)).isEqualTo("a?b");
    }

    @Test
    void whatIsPlainStays() {
        String plain = "Ünï çödé \ud83d\udc0e 漢字 [x=1] \u00a0";

        assertThat(Events.printable(plain)).isEqualTo(plain);
    }

    @Test
    void anEventIsLoggedOnOneLineAndHandedOnAsItIs() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(PasswordReset.class);
        Level before = logger.getLevel();
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
        List<ResetEvent> told = new ArrayList<>();
        ResetEvent event = new ResetEvent.LinkDelivered(AT, "", "17\r\nINFO forged", "id");
        ResetEvent trouble = new ResetEvent.DeliveryFailed(AT, "", "17", "451\u001b[2J later", true);
        try {
            Events events = new Events(told::add);
            events.publish(event);
            events.publish(trouble);
            events.trouble("It failed\nbadly.", new IllegalStateException("secret"));
        } finally {
            logger.detachAppender(log);
            logger.setLevel(before);
        }

        assertThat(told).containsExactly(event, trouble);
        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.INFO, Level.WARN, Level.WARN);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("\\p{Cntrl}"))
                .last()
                .isEqualTo("It failed?badly. (java.lang.IllegalStateException)");
        assertThat(log.list).allMatch(line -> line.getThrowableProxy() == null);
    }

    @Test
    void everyEventTellsWhomItIsAboutAndWhyInTheSameWay() {
        Instant at = Instant.parse("2026-11-21T12:00:00Z");
        ResetEvent refused = new ResetEvent.LinkRefused(at, "", TokenVerdict.Reason.USED, "17", "link");
        assertThat(refused.accountId()).isEqualTo("17");
        assertThat(refused.linkId()).isEqualTo("link");
        assertThat(refused.operator()).isNull();

        assertThat(new ResetEvent.Requested(at, "").accountId()).isNull();
        assertThat(new ResetEvent.RevokedBySupport(at, "", "17", "link", "alice").operator())
                .isEqualTo("alice");

        assertThat(Stream.of(
                                new ResetEvent.Requested(at, ""),
                                new ResetEvent.Throttled(at, "", ResetEvent.Limit.CLIENT, null),
                                new ResetEvent.NothingSent(at, "", ResetEvent.NoMail.NOBODY, null),
                                new ResetEvent.LinkIssued(at, "", "17", "link", at.plusSeconds(1800)),
                                new ResetEvent.DeliveryFailed(at, "", "17", "Unreachable.", true),
                                new ResetEvent.DeliveryFailed(at, "", "17", "Unreachable.", false),
                                new ResetEvent.DeliveryUncertain(at, "", "17", "No answer."),
                                refused,
                                new ResetEvent.PasswordRefused(at, "", "17", "link", List.of("too-short", "common")),
                                new ResetEvent.SessionsNotEnded(at, "", "17", true),
                                new ResetEvent.SessionsNotEnded(at, "", "17", false),
                                new ResetEvent.IssuedBySupport(at, "", "17", "link", at, "alice", "on the telephone"),
                                new ResetEvent.IssuedBySupport(at, "", "17", "link", at, "alice", null),
                                new ResetEvent.PurgedBySupport(at, "", 3, "alice"))
                        .map(ResetEvent::detail))
                .containsExactly(
                        "",
                        "client",
                        "nobody",
                        "good until 2026-11-21T12:30:00Z",
                        "Unreachable. It will be tried again.",
                        "Unreachable.",
                        "No answer.",
                        "used",
                        "too-short, common",
                        "It will be tried again.",
                        "",
                        "good until 2026-11-21T12:00:00Z; the owner was not told: on the telephone",
                        "good until 2026-11-21T12:00:00Z",
                        "3 deleted");
    }
}
