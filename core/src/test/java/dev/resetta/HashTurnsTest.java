package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.password.PasswordHasher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Turns at hashing: one at a time for a link, as many at once as there are cores, and a limit to patience. */
class HashTurnsTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whoComesAloneHasNothingToJudgeAgain() {
        HashTurns turns = new HashTurns(1, SHORT);
        try (HashTurns.Turn turn = turns.take("a")) {
            assertThat(turn.cameLater()).isFalse();
            assertThat(turn.hash(() -> "hash")).isEqualTo("hash");
        }
        try (HashTurns.Turn next = turns.take("a")) {
            assertThat(next.cameLater()).isFalse();
        }
    }

    @Test
    void theSecondForALinkGivesUpWhenItsPatienceEnds() {
        HashTurns turns = new HashTurns(2, SHORT);
        try (HashTurns.Turn first = turns.take("a")) {
            assertThat(turns.take("a")).isNull();
            assertThat(turns.take("a")).as("who gave up has opened no door").isNull();
            assertThat(first.hash(() -> "hash")).isEqualTo("hash");
            try (HashTurns.Turn other = turns.take("b")) {
                assertThat(other.hash(() -> "other")).isEqualTo("other");
            }
        }
        try (HashTurns.Turn again = turns.take("a")) {
            assertThat(again.cameLater()).as("nobody is left from before").isFalse();
        }
    }

    @Test
    @Timeout(60)
    void theSecondForALinkWaitsForTheFirstAndKnowsThatItCameLater() throws Exception {
        HashTurns turns = new HashTurns(2, LONG);
        HashTurns.Turn first = turns.take("a");
        AtomicReference<Boolean> cameLater = new AtomicReference<>();
        Thread second = new Thread(() -> {
            try (HashTurns.Turn turn = turns.take("a")) {
                cameLater.set(turn.cameLater());
            }
        });
        second.start();
        while (second.getState() != Thread.State.TIMED_WAITING && second.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(cameLater.get()).as("it is not its turn yet").isNull();
        first.close();
        second.join();

        assertThat(cameLater).hasValue(true);
    }

    @Test
    void whoWaitsForACoreGivesUpWhenItsPatienceEnds() {
        HashTurns turns = new HashTurns(1, SHORT);
        try (HashTurns.Turn first = turns.take("a");
                HashTurns.Turn second = turns.take("b")) {
            String outer = first.hash(() -> second.hash(() -> "inner") == null ? "second gave up" : "two at once");

            assertThat(outer).isEqualTo("second gave up");
        }
    }

    @Test
    void aFailedHashFreesItsCore() {
        HashTurns turns = new HashTurns(1, SHORT);
        try (HashTurns.Turn turn = turns.take("a")) {
            try {
                turn.hash(() -> {
                    throw new IllegalStateException("no memory");
                });
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("no memory");
            }
            assertThat(turn.hash(() -> "hash")).isEqualTo("hash");
        }
    }

    @Test
    void anInterruptIsNoTurnAndIsKept() {
        HashTurns turns = new HashTurns(1, LONG);
        Thread.currentThread().interrupt();

        assertThat(turns.take("a")).isNull();

        assertThat(Thread.interrupted()).isTrue();
        try (HashTurns.Turn turn = turns.take("a")) {
            assertThat(turn.cameLater()).isFalse();
        }
    }

    @Test
    void forOneLinkOneIsInTurnAndAllButTheFirstKnowThatTheyCameLater() {
        for (int round = 0; round < Race.rounds(); round++) {
            HashTurns turns = new HashTurns(4, LONG);
            AtomicInteger inTurn = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            List<Boolean> later = Race.of(16, i -> {
                try (HashTurns.Turn turn = turns.take("a")) {
                    most.accumulateAndGet(inTurn.incrementAndGet(), Math::max);
                    turn.hash(() -> "hash");
                    inTurn.decrementAndGet();
                    return turn.cameLater();
                }
            });

            assertThat(most).hasValue(1);
            assertThat(later).contains(false);
        }
    }

    @Test
    void aRedemptionWhoseTurnDoesNotComeIsBusyAndTheLinkGood() {
        Fixture fixture = Fixture.oneTime();
        String token = fixture.token();
        Thread.currentThread().interrupt();
        assertThat(fixture.redeem(token, Fixture.NEW)).isEqualTo(new ResetResult.Busy());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(fixture.reset().check(token).isGood()).isTrue();
        assertThat(fixture.hasher.made).hasValue(0);
    }

    @Test
    void aRedemptionForWhichNoCoreIsFreeIsBusyAndTheLinkGood() {
        Fixture fixture = Fixture.oneTime();
        // The last thing that is asked before a core is waited for; an interrupt ends the wait.
        fixture.otherHasher = new PasswordHasher() {
            @Override
            public boolean hashes() {
                Thread.currentThread().interrupt();
                return true;
            }

            @Override
            public String hash(String password) {
                throw new AssertionError("hashed");
            }
        };
        String token = fixture.token();

        assertThat(fixture.redeem(token, Fixture.NEW)).isEqualTo(new ResetResult.Busy());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(fixture.events(ResetEvent.Busy.class)).hasSize(1);
        assertThat(fixture.reset().check(token).isGood()).isTrue();
    }
}
