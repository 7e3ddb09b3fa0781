package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expired links are deleted by whatever worker comes by. */
class PurgeTest {
    private final List<Instant> purged = new ArrayList<>();

    @Test
    void expiredLinksAreDeletedADayLater() {
        Fixture fixture = Fixture.oneTime();
        String token = fixture.token();
        fixture.clock.advance(fixture.policy.lifetime().plus(Duration.ofDays(1)));
        fixture.link();
        assertThat(fixture.problem(token)).as("a day it is kept, to say why").isEqualTo(LinkProblem.EXPIRED);

        fixture.clock.advance(Duration.ofHours(1));
        fixture.link();

        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.INVALID);
    }

    @Test
    void aUsedLinkIsKnownAsUsedUntilItExpires() {
        Fixture fixture = Fixture.oneTime();
        fixture.policy = fixture.policy.lifetime(Duration.ofDays(7));
        String token = fixture.token();
        fixture.redeem(token, Fixture.NEW);
        for (int day = 0; day < 6; day++) {
            fixture.clock.advance(Duration.ofDays(1));
            fixture.link();
        }

        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.USED);
    }

    @Test
    void itIsDoneAtMostOnceAnHour() {
        Fixture fixture = purging(0);
        for (int i = 0; i < 10; i++) {
            fixture.link();
            fixture.clock.advance(Duration.ofMinutes(11));
        }

        assertThat(purged).hasSize(2);
        assertThat(purged.get(0))
                .isEqualTo(fixture.clock.instant().minus(Duration.ofMinutes(110).plusDays(1)));
    }

    @Test
    void afterAnHourItIsDoneAgain() {
        Fixture fixture = purging(0);
        fixture.link();
        fixture.clock.advance(Duration.ofHours(1).minusMillis(1));
        fixture.link();
        assertThat(purged).hasSize(1);

        fixture.clock.advance(Duration.ofMillis(1));
        fixture.link();
        assertThat(purged).hasSize(2);
    }

    @Test
    void theDeskDeletesUntilNothingIsLeftAndAHundredThousandAtMost() {
        assertThat(purging(3).reset().support("grace").purge()).isEqualTo(1500);
        assertThat(purged).hasSize(4);

        purged.clear();
        assertThat(purging(1000).reset().support("grace").purge()).isEqualTo(100_000);
        assertThat(purged).hasSize(200);
    }

    @Test
    void itGoesOnInBatchesUntilNothingIsLeft() {
        Fixture fixture = purging(3);
        fixture.link();
        fixture.link();
        fixture.link();

        assertThat(purged).hasSize(4);
    }

    @Test
    void oneBatchGoesWithEachPieceOfWorkSoThatNoneOverrunsItsTime() {
        Fixture fixture = purging(1000);
        fixture.reset().request(ResetRequest.forIdentifier("nobody"));
        fixture.queue.run();

        assertThat(purged).hasSize(1);
    }

    @Test
    void aClockThatGoesBackDoesNotStopIt() {
        Fixture fixture = purging(0);
        fixture.link();
        fixture.clock.advance(Duration.ofDays(-365));
        fixture.link();

        assertThat(purged).hasSize(2);
    }

    @Test
    void aFailureIsHarmless() {
        Fixture fixture = Fixture.oneTime();
        fixture.store = new ForwardingStore() {
            @Override
            public int deleteExpired(Instant before, int limit) {
                throw new IllegalStateException("no connection");
            }
        };

        assertThat(fixture.redeem(fixture.token(), Fixture.NEW)).isEqualTo(Fixture.changed());
    }

    private Fixture purging(int fullBatches) {
        Fixture fixture = Fixture.oneTime();
        fixture.store = new ForwardingStore() {
            @Override
            public int deleteExpired(Instant before, int limit) {
                purged.add(before);
                return purged.size() <= fullBatches ? limit : 0;
            }
        };
        return fixture;
    }
}
