package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.ADDRESS;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Accounts whose hash cannot be read: their stamp binds the links, and nothing tells whether a lost commit took place. */
class UnreadableHashTest {
    private final Fixture fixture = Fixture.oneTime();
    private final AtomicInteger stamps = new AtomicInteger();

    UnreadableHashTest() {
        fixture.updater = update -> {
            putAda();
            return true;
        };
        putAda();
    }

    @Test
    void aWriteChangesThePasswordAndItsStampEndsTheOtherLinks() {
        fixture.policy = fixture.policy.keepEarlierLinks();
        String sibling = fixture.token();
        String token = fixture.token();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.USED);
        assertThat(fixture.problem(sibling)).isEqualTo(LinkProblem.INVALID);
    }

    @Test
    void whetherALostCommitTookPlaceCannotBeToldSoSessionsEnd() {
        fixture.store = new ForwardingStore() {
            @Override
            public boolean transactionally(BooleanSupplier work) {
                super.transactionally(work);
                throw new OutcomeUnknownException("planted", new IllegalStateException("no answer"));
            }
        };
        AtomicInteger sessionsEnded = new AtomicInteger();
        fixture.endSessions = change -> sessionsEnded.incrementAndGet();
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.redeem(token, NEW)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(sessionsEnded).hasValue(1);
        assertThat(fixture.events(ResetEvent.OutcomeUncertain.class)).hasSize(1);
    }

    private void putAda() {
        fixture.accounts.put(Account.of(ADA, ADDRESS, null).withSecurityStamp("stamp " + stamps.incrementAndGet()));
    }
}
