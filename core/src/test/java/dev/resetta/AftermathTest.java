package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.ADDRESS;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OLD;
import static dev.resetta.Fixture.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What follows once an updater has said yes: whatever fails then, no changed password goes without its warnings. */
class AftermathTest {
    private final AtomicInteger sessionsEnded = new AtomicInteger();

    @Test
    void aChangeAfterWhichTheAccountCannotBeReadAtOnceIsToldAndFollowedUp() {
        Fixture fixture = withAccounts(new FailingAfterUpdate(1));
        String token = fixture.token();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        fixture.queue.run();

        assertThat(sessionsEnded).hasValue(1);
        assertThat(fixture.mail.warnings()).hasSize(1);
        assertThat(fixture.events(ResetEvent.PasswordChanged.class)).hasSize(1);
    }

    @Test
    void ifNobodyCanSayWhetherThePasswordIsChangedSessionsEndAllTheSame() {
        Fixture fixture = withAccounts(new FailingAfterUpdate(2));
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.redeem(token, NEW))
                .hasMessage("connection reset")
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).as("the second one").hasSize(1));

        assertThat(sessionsEnded).hasValue(1);
        assertThat(fixture.events(ResetEvent.OutcomeUncertain.class)).hasSize(1);
        assertThat(fixture.events(ResetEvent.PasswordChanged.class)).isEmpty();
    }

    @Test
    void aCommitWhoseAnswerWasLostButThatTookPlaceIsAChange() {
        Fixture fixture = withStore(new LosingTheAnswer(true));
        String token = fixture.token();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        fixture.queue.run();

        assertThat(fixture.signsIn(NEW)).isTrue();
        assertThat(sessionsEnded).hasValue(1);
        assertThat(fixture.mail.warnings()).hasSize(1);
    }

    @Test
    void aCommitWhoseAnswerWasLostAndThatDidNotTakePlaceIsRepeated() {
        Fixture fixture = withStore(new LosingTheAnswer(false));
        String token = fixture.token();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());

        assertThat(fixture.signsIn(NEW)).isTrue();
        assertThat(sessionsEnded).hasValue(1);
    }

    @Test
    void aCommitThatTakesEffectOnlyAfterItWasLookedForIsAChange() {
        Fixture fixture = withStore(new LosingTheAnswer(true));
        Account before = fixture.accounts.get(ADA);
        fixture.accounts = new TestAccounts() {
            private boolean isBehind;

            @Override
            public Optional<Account> findById(String accountId) {
                boolean stillSeesTheOldOne = isBehind;
                isBehind = false;
                return stillSeesTheOldOne ? Optional.of(before) : super.findById(accountId);
            }

            @Override
            public boolean update(PasswordUpdate update) {
                isBehind = super.update(update);
                return isBehind;
            }
        };
        fixture.accounts.put(before);
        String token = fixture.token();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());

        assertThat(sessionsEnded).hasValue(1);
        assertThat(fixture.events(ResetEvent.PasswordChanged.class)).hasSize(1);
        assertThat(fixture.events(ResetEvent.LinkRefused.class)).isEmpty();
    }

    @Test
    void ifTheAccountNeverTellsTheFailureIsTheOneOfTheCommit() {
        Fixture fixture = withStore(new LosingTheAnswer(true));
        Account before = fixture.accounts.get(ADA);
        fixture.accounts = new TestAccounts() {
            private boolean isBehind;

            @Override
            public Optional<Account> findById(String accountId) {
                if (isBehind) {
                    isBehind = false;
                    change(ADA, account -> withHash(account, "by somebody else"));
                    return Optional.of(before);
                }
                return super.findById(accountId);
            }

            @Override
            public boolean update(PasswordUpdate update) {
                isBehind = super.update(update);
                return isBehind;
            }
        };
        fixture.accounts.put(before);
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.redeem(token, NEW))
                .isInstanceOf(TokenStore.OutcomeUnknownException.class)
                .hasMessage("planted")
                .hasRootCauseMessage("no answer");
        assertThat(sessionsEnded).hasValue(1);
        assertThat(fixture.events(ResetEvent.OutcomeUncertain.class)).hasSize(1);
    }

    @Test
    void anErrorOfTheSessionHookIsAnEventAndIsTriedAgain() {
        Fixture fixture = Fixture.oneTime();
        fixture.endSessions = changed -> {
            if (sessionsEnded.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("planted");
            }
        };
        String token = fixture.token();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        assertThat(fixture.events(ResetEvent.SessionsNotEnded.class)).hasSize(1);
        fixture.queue.run();

        assertThat(sessionsEnded).hasValue(2);
    }

    @Test
    void anErrorOfTheListenerChangesNothing() {
        Fixture fixture = Fixture.oneTime();
        String token = fixture.token();
        PasswordReset reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(fixture.accounts)
                .passwordHasher(fixture.hasher)
                .tokenStore(fixture.store)
                .notifier(fixture.mail)
                .deliveryQueue(new ManualQueue())
                .clock(fixture.clock)
                .onEvent(event -> {
                    throw new NoClassDefFoundError("planted");
                })
                .build();

        assertThat(reset.redeem(ResetSubmission.forToken(token).password(NEW))).isEqualTo(changed());
    }

    @Test
    void anUpdaterElsewhereIsNotUsedWithinATransactionOfTheCallers() {
        Fixture fixture = Fixture.oneTime();
        fixture.updater = new PasswordUpdater() {
            @Override
            public boolean update(PasswordUpdate update) {
                return fixture.accounts.update(update);
            }

            @Override
            public boolean joinsTransaction() {
                return false;
            }
        };
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.store.transactionally(() -> fixture.redeem(token, NEW) != null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Call redeem outside it");

        assertThat(fixture.signsIn(OLD)).isTrue();
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @Test
    void aQueueThatJoinsTransactionsWantsOne() {
        Fixture fixture = Fixture.of(TokenPolicy.Kind.HASH_BOUND);
        fixture.queue.joins = true;

        assertThatThrownBy(fixture::reset)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(".transactions(...)");
    }

    private Fixture withAccounts(TestAccounts accounts) {
        Fixture fixture = Fixture.of(TokenPolicy.Kind.HASH_BOUND);
        fixture.accounts = accounts;
        accounts.put(Account.of(ADA, ADDRESS, TestHasher.fresh(OLD)));
        fixture.endSessions = changed -> sessionsEnded.incrementAndGet();
        return fixture;
    }

    private Fixture withStore(ForwardingStore store) {
        Fixture fixture = Fixture.oneTime();
        fixture.store = store;
        fixture.endSessions = changed -> sessionsEnded.incrementAndGet();
        return fixture;
    }

    /** Accounts that cannot be read for so many times after an update. */
    private static final class FailingAfterUpdate extends TestAccounts {
        private final int times;
        private int failing;

        FailingAfterUpdate(int times) {
            this.times = times;
        }

        @Override
        public Optional<Account> findById(String accountId) {
            if (failing > 0) {
                failing--;
                throw new IllegalStateException("connection reset");
            }
            return super.findById(accountId);
        }

        @Override
        public boolean update(PasswordUpdate update) {
            boolean updated = super.update(update);
            failing = updated ? times : 0;
            return updated;
        }
    }

    /** A store whose first commit is not answered. */
    private static final class LosingTheAnswer extends ForwardingStore {
        private final boolean commits;
        private boolean hasLost;

        LosingTheAnswer(boolean commits) {
            this.commits = commits;
        }

        @Override
        public boolean transactionally(BooleanSupplier work) {
            if (hasLost) {
                return super.transactionally(work);
            }
            hasLost = true;
            if (commits) {
                super.transactionally(work);
            }
            throw new TokenStore.OutcomeUnknownException("planted", new IllegalStateException("no answer"));
        }
    }
}
