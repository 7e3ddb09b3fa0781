package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.ADDRESS;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryQueue.Lane;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change of a password brings about: warnings, ended sessions, events. */
class AfterTheChangeTest {

    @ParameterizedTest
    @EnumSource
    void sessionsEndAfterTheChangeAndBeforeTheAnswer(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        List<String> ended = new ArrayList<>();
        fixture.endSessions = event -> {
            assertThat(fixture.signsIn(NEW)).isTrue();
            assertThat(fixture.store.inTransaction()).isFalse();
            ended.add(event.accountId());
        };

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());

        assertThat(ended).containsExactly(ADA);
    }

    @Test
    void sessionsThatDoNotEndAreTriedAgainUntilTheyDo() {
        Fixture fixture = Fixture.oneTime();
        List<ResetEvent.PasswordChanged> asked = new ArrayList<>();
        fixture.endSessions = event -> {
            asked.add(event);
            if (asked.size() < 4) {
                throw new IllegalStateException("the session store is away");
            }
        };

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());
        fixture.queue.run();
        fixture.queue.retry();
        fixture.queue.retry();

        assertThat(asked).hasSize(4);
        assertThat(asked).containsOnly(asked.get(0));
        assertThat(fixture.queue.later()).isZero();
        assertThat(fixture.events(ResetEvent.SessionsNotEnded.class))
                .hasSize(3)
                .allMatch(ResetEvent.SessionsNotEnded::again);
    }

    @Test
    void aQueueThatDoesNotTakeTheRepetitionIsTold() {
        Fixture fixture = Fixture.oneTime();
        fixture.endSessions = event -> {
            throw new IllegalStateException("the session store is away");
        };
        String token = fixture.token();
        fixture.queue.full.add(Lane.NOTICES);

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());

        assertThat(fixture.events(ResetEvent.SessionsNotEnded.class))
                .singleElement()
                .matches(event -> !event.again());
        assertThat(fixture.events(ResetEvent.Dropped.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aListenerThatThrowsChangesNothing(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        int[] told = new int[1];
        PasswordReset.Builder builder = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(fixture.accounts)
                .policy(fixture.policy)
                .passwordHasher(fixture.hasher)
                .notifier(fixture.mail)
                .deliveryQueue(fixture.queue)
                .clock(fixture.clock)
                .onEvent(event -> {
                    told[0]++;
                    throw new IllegalStateException("the listener is broken");
                });
        PasswordReset reset =
                (fixture.isHashBound() ? builder.signingKeys(fixture.keys) : builder.tokenStore(fixture.store)).build();

        assertThat(reset.request(ResetRequest.forIdentifier(ADDRESS))).isTrue();
        fixture.queue.run();
        ResetSubmission submission =
                ResetSubmission.forToken(fixture.mail.newestToken()).password(NEW);

        assertThat(reset.redeem(submission)).isEqualTo(changed());
        fixture.queue.run();
        assertThat(fixture.mail.warnings()).hasSize(1);
        assertThat(told[0]).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theWarningGoesToTheAddressesOfBeforeEvenIfTheThiefChangesThemNext(boolean queueJoins) {
        Fixture fixture = Fixture.oneTime();
        fixture.queue.joins = queueJoins;
        fixture.accounts.change(
                ADA,
                account -> account.withNoticeAddresses(List.of("ada@work.example", ADDRESS))
                        .withLocale(Locale.ITALIAN));

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());
        fixture.accounts.change(
                ADA,
                account -> TestAccounts.withAddress(account, "thief@example.com")
                        .withNoticeAddresses(List.of())
                        .withLocale(Locale.CHINESE));
        fixture.queue.run();

        assertThat(fixture.mail.warnings())
                .extracting(warning -> warning.to().address())
                .containsExactlyInAnyOrder(ADDRESS, "ada@work.example");
        assertThat(fixture.mail.warnings())
                .extracting(warning -> warning.to().locale())
                .containsOnly(Locale.ITALIAN);
        assertThat(fixture.events(ResetEvent.NoticeDelivered.class)).hasSize(2);
    }

    @Test
    void theWarningIsSentToAnAccountThatIsDeletedRightAfter() {
        Fixture fixture = Fixture.oneTime();
        fixture.redeem(fixture.token(), NEW);
        fixture.accounts.remove(ADA);

        fixture.queue.run();

        assertThat(fixture.mail.warnings()).hasSize(1);
    }

    @Test
    void aQueueThatJoinsIsAskedInsideOfTheUnit() {
        Fixture fixture = Fixture.oneTime();
        fixture.queue.joins = true;
        fixture.updater = update -> true;
        String token = fixture.token();
        fixture.queue.full.add(Lane.NOTICES);

        assertThatThrownBy(() -> fixture.redeem(token, NEW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("delivery queue");
        assertThat(fixture.reset().check(token).isGood())
                .as("the claim is undone with the rest of the unit")
                .isTrue();
    }

    @Test
    void withAQueueThatJoinsTheEndOfTheSessionsIsPartOfTheUnit() {
        Fixture fixture = Fixture.oneTime();
        fixture.queue.joins = true;
        List<ResetEvent.PasswordChanged> asked = new ArrayList<>();
        fixture.endSessions = asked::add;

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());
        assertThat(fixture.queue.submitted)
                .filteredOn(item -> item.startsWith("1&sessions&"))
                .hasSize(1);
        fixture.queue.run();

        assertThat(asked).as("at least once").isNotEmpty().containsOnly(asked.get(0));
    }

    @Test
    void whatIsQueuedWithTheChangeAlreadyIsNotQueuedAgain() {
        Fixture fixture = Fixture.oneTime();
        fixture.queue.joins = true;
        fixture.endSessions = event -> {
            throw new IllegalStateException("the session store is away");
        };

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());

        assertThat(fixture.queue.submitted)
                .filteredOn(item -> item.startsWith("1&sessions&"))
                .hasSize(1);
        assertThat(fixture.events(ResetEvent.SessionsNotEnded.class))
                .singleElement()
                .matches(ResetEvent.SessionsNotEnded::again);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneChangeHasOneInstantHoweverOftenItIsTold(boolean queueJoins) {
        Fixture fixture = Fixture.oneTime();
        fixture.queue.joins = queueJoins;
        List<ResetEvent.PasswordChanged> told = new ArrayList<>();
        fixture.endSessions = event -> {
            told.add(event);
            fixture.clock.advance(Duration.ofSeconds(1));
            if (told.size() == 1) {
                throw new IllegalStateException("the session store is away");
            }
        };
        fixture.hasher.meanwhile = () -> fixture.clock.advance(Duration.ofSeconds(1));
        AtomicBoolean isFirstTry = new AtomicBoolean(true);
        fixture.store = new ForwardingStore() {
            @Override
            public boolean transactionally(BooleanSupplier work) {
                fixture.clock.advance(Duration.ofSeconds(1));
                if (isFirstTry.getAndSet(false)) {
                    throw new ConflictException("deadlock", new IllegalStateException());
                }
                return super.transactionally(work);
            }
        };
        Instant submitted = fixture.clock.instant();

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());
        fixture.queue.run();

        told.addAll(fixture.events(ResetEvent.PasswordChanged.class));
        assertThat(told).hasSize(3).containsOnly(told.get(0));
        assertThat(told.get(0).at())
                .as("when the try that changed the password began")
                .isEqualTo(submitted.plusSeconds(2));
        assertThat(fixture.mail.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.circumstances().at())
                        .isEqualTo(told.get(0).at()));
    }

    @Test
    void anAccountWithoutAnyAddressGetsNoWarning() {
        Fixture fixture = Fixture.oneTime();
        Account account = fixture.accounts.get(ADA);

        assertThat(Delivery.warnings("", TestAccounts.withAddress(account, null), act(fixture)))
                .isEmpty();
    }

    @Test
    void theEventNamesTheLinkThatWasUsed() {
        Fixture fixture = Fixture.oneTime();
        fixture.redeem(fixture.token(), NEW);

        String linkId = fixture.events(ResetEvent.LinkIssued.class).get(0).linkId();
        assertThat(fixture.events(ResetEvent.PasswordChanged.class))
                .containsExactly(new ResetEvent.PasswordChanged(fixture.clock.instant(), "", ADA, linkId));
        assertThat(fixture.events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Requested", "LinkIssued", "LinkDelivered", "PasswordChanged");
    }

    private static Item.Act act(Fixture fixture) {
        return new Item.Act(fixture.clock.instant(), null, null, null);
    }
}
