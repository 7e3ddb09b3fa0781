package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.ADDRESS;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.DeliveryQueue.Lane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that asks and redeems within a transaction of its own: nothing gets out before that commits. */
class CallersTransactionTest {
    private final Fixture fixture = Fixture.oneTime();
    private final List<String> ended = new ArrayList<>();

    CallersTransactionTest() {
        fixture.endSessions = event -> ended.add(event.accountId());
    }

    @Test
    void sessionsWarningAndEventWaitForTheCommit() {
        String token = fixture.token();

        boolean stands = fixture.store.transactionally(() -> {
            assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
            assertThat(ended).isEmpty();
            assertThat(waiting(Lane.NOTICES)).isZero();
            assertThat(fixture.events(ResetEvent.PasswordChanged.class)).isEmpty();
            return true;
        });

        assertThat(stands).isTrue();
        assertThat(ended).containsExactly(ADA);
        assertThat(waiting(Lane.NOTICES)).isOne();
        assertThat(fixture.events(ResetEvent.PasswordChanged.class)).hasSize(1);
    }

    @Test
    void nothingFollowsAChangeThatIsRolledBack() {
        String token = fixture.token();

        fixture.store.transactionally(() -> {
            assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
            return false;
        });

        assertThat(ended).isEmpty();
        assertThat(waiting(Lane.NOTICES)).isZero();
        assertThat(fixture.events(ResetEvent.PasswordChanged.class)).isEmpty();
    }

    @Test
    void nothingFollowsAChangeThatAPartOfTheTransactionHasUndone() {
        String token = fixture.token();

        fixture.store.transactionally(() -> {
            fixture.store.transactionally(() -> {
                assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
                return false;
            });
            return true;
        });

        assertThat(ended).isEmpty();
    }

    /** The account asked for may be one that this very transaction has made. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRequestGoesInWithTheTransactionOrAfterIt(boolean queueJoins) {
        fixture.queue.joins = queueJoins;

        fixture.store.transactionally(() -> {
            assertThat(fixture.reset().request(ResetRequest.forIdentifier(ADDRESS)))
                    .isTrue();
            assertThat(waiting(Lane.REQUESTS)).isEqualTo(queueJoins ? 1 : 0);
            return true;
        });

        assertThat(waiting(Lane.REQUESTS)).isOne();
    }

    @Test
    void aRequestOfATransactionThatIsRolledBackIsNone() {
        fixture.store.transactionally(() -> {
            assertThat(fixture.reset().request(ResetRequest.forIdentifier(ADDRESS)))
                    .isTrue();
            assertThat(fixture.reset().support("alice").mail(ADA)).isTrue();
            return false;
        });

        assertThat(waiting(Lane.REQUESTS)).isZero();
        assertThat(waiting(Lane.LINKS)).isZero();
    }

    private long waiting(Lane lane) {
        return fixture.queue.lanes().stream().filter(lane::equals).count();
    }
}
