package dev.resetta.examples.demo.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.resetta.ResetEvent;
import dev.resetta.ResetEvent.IssuedBySupport;
import dev.resetta.ResetEvent.LinkRefused;
import dev.resetta.ResetEvent.Requested;
import dev.resetta.ResetEvent.Throttled;
import dev.resetta.examples.demo.desk.EventTable.Place;
import dev.resetta.token.TokenVerdict.Reason;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of events, in which order, and for how long. */
class EventTrailTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final JdbcConnectionPool dataSource =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "trail", "");
    private final EventTrail trail = new EventTrail(dataSource);

    @BeforeEach
    void start() {
        trail.createTable();
    }

    @AfterEach
    void end() {
        trail.close();
        dataSource.dispose();
    }

    @Test
    void whatMostEventsHaveIsInColumnsAndTheRestIsDetail() {
        trail.accept(new IssuedBySupport(NOON, "shop", "7", "abc", NOON.plusSeconds(60), "dora", "lost her phone"));

        EventRow row = latest(1).get(0);
        assertThat(row.at()).isEqualTo(NOON);
        assertThat(row.realm()).isEqualTo("shop");
        assertThat(row.title()).isEqualTo("Issued by support");
        assertThat(row.accountId()).isEqualTo("7");
        assertThat(row.linkId()).isEqualTo("abc");
        assertThat(row.operator()).isEqualTo("dora");
        assertThat(row.detail()).isEqualTo("good until 2026-03-01T12:01:00Z; the owner was not told: lost her phone");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        trail.accept(new LinkRefused(NOON, "", Reason.EXPIRED, null, null));
        trail.accept(new Throttled(NOON, "", ResetEvent.Limit.CLIENT, null));

        assertThat(latest(2)).extracting(EventRow::detail).containsExactly("client", "expired");
        assertThat(latest(2)).extracting(EventRow::accountId).containsOnlyNulls();
    }

    @Test
    void whatIsTooLongIsCut() {
        trail.accept(new ResetEvent.DeliveryFailed(NOON, "", "7", "no ".repeat(5000), false));

        assertThat(latest(1).get(0).detail()).hasSize(EventRow.LONGEST_DETAIL);
    }

    @Test
    void noReasonIsWordedSoThatADatabaseRefusesIt() {
        trail.accept(new IssuedBySupport(NOON, "", "7", "abc", NOON, "dora", "a\0b\tc\ud83d"));

        assertThat(latest(1).get(0).detail()).endsWith("the owner was not told: a?b?c?");
    }

    @Test
    void aNarrowDatabaseKeepsWhatAnOperatorDidAllTheSame() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE desk_events ADD CHECK (detail NOT LIKE '%\u0142%')");
        }
        trail.accept(new IssuedBySupport(NOON, "", "7", "abc", NOON, "dora", "by\u0142a w sklepie"));

        assertThat(latest(1).get(0).detail()).endsWith("the owner was not told: by?a w sklepie");
    }

    @Test
    void everyEventIsReadOnceAPageAtATimeTheLatestFirst() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            trail.accept(new LinkRefused(NOON.plusSeconds(i / 10), "", Reason.EXPIRED, "7", "link " + i));
            trail.accept(new LinkRefused(NOON.plusSeconds(i / 10), "", Reason.EXPIRED, "8", "other " + i));
            expected.add(0, "link " + i);
        }

        List<String> read = new ArrayList<>();
        List<EventRow> page = trail.latestOf("7", Place.END, 7);
        while (!page.isEmpty()) {
            page.forEach(row -> read.add(row.linkId()));
            page = trail.latestOf("7", Place.of(page.get(page.size() - 1)), 7);
        }
        assertThat(read).isEqualTo(expected);
        assertThat(latest(100)).hasSize(80);
    }

    @Test
    void eventsAreForgottenAfterNinetyDays() {
        trail.accept(new Requested(NOON, "first"));
        trail.accept(new Requested(NOON.plus(Duration.ofDays(1)), "second"));
        trail.accept(new Requested(NOON.plus(EventTrail.KEPT_FOR).plusSeconds(1), "third"));

        assertThat(latest(10)).extracting(EventRow::realm).containsExactly("third", "second");
    }

    @Test
    void aDatabaseThatFailsChangesNothing() {
        JdbcConnectionPool withoutTheTable = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "trail", "");
        EventTrail lost = new EventTrail(withoutTheTable);

        assertThatCode(() -> {
                    lost.accept(new ResetEvent.PurgedBySupport(NOON, "", 1, "dora"));
                    lost.accept(new Requested(NOON, ""));
                    lost.close();
                    lost.accept(new Requested(NOON, ""));
                })
                .doesNotThrowAnyException();
        withoutTheTable.dispose();
    }

    @Test
    void aFloodOfOthersHidesNothingThatAnOperatorDid() {
        CountDownLatch gate = new CountDownLatch(1);
        try (EventTrail flooded = new EventTrail(slowForTheWriter(gate), 2)) {
            for (int i = 0; i < 1000; i++) {
                flooded.accept(new Requested(NOON, ""));
            }
            flooded.accept(new ResetEvent.PurgedBySupport(NOON, "", 1, "dora"));

            assertThat(new EventTable(dataSource).latest(Place.END, 10))
                    .extracting(EventRow::operator)
                    .containsExactly("dora");
            gate.countDown();
        }
        assertThat(latest(10))
                .as("what was being written, and what fitted into the queue")
                .hasSize(1 + 1 + 2);
    }

    /** The same database; but the trail's own thread gets no connection before the gate opens. */
    private DataSource slowForTheWriter(CountDownLatch gate) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (Thread.currentThread().getName().equals("desk-trail")) {
                        gate.await();
                    }
                    return method.invoke(dataSource, arguments);
                });
    }

    private List<EventRow> latest(int most) {
        return trail.latest(Place.END, most);
    }
}
