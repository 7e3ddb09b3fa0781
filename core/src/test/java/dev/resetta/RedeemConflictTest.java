package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OLD;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Units that are rolled back because of others at work: that says nothing about the link. */
class RedeemConflictTest {

    @Test
    void aConflictSaysNothingAboutTheLinkAndIsRepeated() {
        Fixture fixture = Fixture.oneTime();
        AtomicInteger conflicts = new AtomicInteger(3);
        fixture.store = conflicting(conflicts);

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());
        assertThat(fixture.hasher.made).hasValue(1);
        assertThat(fixture.events(ResetEvent.PasswordChanged.class)).hasSize(1);
    }

    @Test
    void afterConflictsWithoutEndTheAnswerIsBusyAndTheLinkIsGood() {
        Fixture fixture = Fixture.oneTime();
        AtomicInteger conflicts = new AtomicInteger(25);
        fixture.store = conflicting(conflicts);
        String token = fixture.token();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(new ResetResult.Busy());
        assertThat(conflicts).hasValue(0);
        assertThat(fixture.signsIn(OLD)).isTrue();
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @Test
    void theTwentyFifthTryIsTheLastAndBeforeItAreGrowingPauses() {
        Fixture fixture = Fixture.oneTime();
        fixture.store = conflicting(new AtomicInteger(24));
        String token = fixture.token();
        long start = System.nanoTime();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        // Two thirds of a second on the average; all of them short is less likely than anything.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
    }

    @Test
    void aLinkThatDiedDuringAConflictIsRefused() {
        Fixture fixture = Fixture.oneTime();
        fixture.store = new ForwardingStore() {
            @Override
            public boolean transactionally(BooleanSupplier work) {
                fixture.accounts.remove(ADA);
                throw new ConflictException("deadlock", new IllegalStateException());
            }
        };

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(refused(LinkProblem.INVALID));
    }

    @Test
    void aLinkThatDiedWhileACommitWasNotAnsweredIsNotTriedAgain() {
        Fixture fixture = Fixture.oneTime();
        AtomicInteger units = new AtomicInteger();
        fixture.store = new ForwardingStore() {
            @Override
            public boolean transactionally(BooleanSupplier work) {
                units.incrementAndGet();
                super.transactionally(() -> !work.getAsBoolean());
                fixture.accounts.change(ADA, account -> account.withEligible(false));
                throw new OutcomeUnknownException("planted", new IllegalStateException("no answer"));
            }
        };
        fixture.updater = update -> true;

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(refused(LinkProblem.INVALID));
        assertThat(units).hasValue(1);
    }

    @Test
    void aCommitThatIsLostIsTriedAgain() {
        Fixture fixture = Fixture.oneTime();
        AtomicInteger commits = new AtomicInteger();
        fixture.store = new ForwardingStore() {
            @Override
            public boolean transactionally(BooleanSupplier work) {
                boolean commit = commits.incrementAndGet() > 1;
                return super.transactionally(() -> work.getAsBoolean() && commit);
            }
        };
        fixture.updater = update -> commits.get() == 1 || fixture.accounts.update(update);
        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());
        assertThat(commits).hasValue(2);
    }

    private static ForwardingStore conflicting(AtomicInteger times) {
        return new ForwardingStore() {
            @Override
            public boolean transactionally(BooleanSupplier work) {
                if (times.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
                    throw new ConflictException("deadlock", new IllegalStateException());
                }
                return super.transactionally(work);
            }
        };
    }
}
