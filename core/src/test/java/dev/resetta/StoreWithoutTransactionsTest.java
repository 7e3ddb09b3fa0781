package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OLD;
import static dev.resetta.Fixture.OTHER;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import dev.resetta.account.PasswordRefusedException;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenVerdict;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that knows no transactions: a claim is undone by swapping it back. */
class StoreWithoutTransactionsTest {

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void afterAFailureTheRowIsAsItWas(TokenPolicy.Kind kind) {
        Fixture fixture = fixture(kind);
        fixture.updater = update -> {
            throw new IllegalStateException("the disk is full");
        };
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.redeem(token, NEW)).hasMessage("the disk is full");

        assertThat(row(fixture)).isEqualTo(fixture.store.saved.get(0));
        assertThat(fixture.reset().check(token).isGood()).isTrue();
        assertThat(fixture.signsIn(OLD)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void afterARefusalTheRowIsAsItWas(TokenPolicy.Kind kind) {
        Fixture fixture = fixture(kind);
        fixture.updater = update -> {
            throw new PasswordRefusedException("history", "You had this password before.");
        };

        assertThat(fixture.redeem(fixture.token(), NEW)).isInstanceOf(ResetResult.PasswordRefused.class);

        assertThat(row(fixture)).isEqualTo(fixture.store.saved.get(0));
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void whenTheAccountChangedMeanwhileTheRowIsAsItWas(TokenPolicy.Kind kind) {
        Fixture fixture = fixture(kind);
        String token = fixture.token();
        fixture.hasher.meanwhile = () -> fixture.accounts.change(ADA, account -> account.withEligible(false));

        assertThat(fixture.redeem(token, NEW)).isEqualTo(refused(LinkProblem.INVALID));

        assertThat(row(fixture)).isEqualTo(fixture.store.saved.get(0));
    }

    @Test
    void aLinkThatIsCancelledDuringAFailingUseStaysCancelled() {
        Fixture fixture = fixture(TokenPolicy.Kind.REUSABLE);
        String cancelToken = fixture.cancelToken();
        String token = fixture.mail.newestToken();
        fixture.updater = update -> {
            assertThat(fixture.reset().cancel(cancelToken)).isTrue();
            throw new IllegalStateException("the disk is full");
        };
        fixture.restart();

        assertThatThrownBy(() -> fixture.redeem(token, NEW)).hasMessage("the disk is full");

        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void aUseIsAUse(TokenPolicy.Kind kind) {
        Fixture fixture = fixture(kind);
        String token = fixture.token();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());

        assertThat(row(fixture).uses()).isEqualTo(1);
        assertThat(row(fixture).seal()).isNotEqualTo(fixture.store.saved.get(0).seal());
        assertThat(fixture.reset().check(token).isGood()).isEqualTo(kind == TokenPolicy.Kind.REUSABLE);
    }

    @Test
    void aUseThatFallsIntoAnotherTakesNothingFromIt() {
        Fixture first = fixture(TokenPolicy.Kind.REUSABLE);
        String token = first.token();
        Fixture second = node(first);
        AtomicBoolean isFirstTry = new AtomicBoolean(true);
        first.updater = update -> {
            if (isFirstTry.getAndSet(false)) {
                assertThat(second.redeem(token, OTHER)).isEqualTo(changed());
            }
            return first.accounts.update(update);
        };
        first.restart();

        assertThat(first.redeem(token, NEW)).isEqualTo(changed());

        assertThat(first.signsIn(NEW)).isTrue();
        assertThat(first.reset().check(token).isGood()).isTrue();
    }

    @Test
    void aUseThatFallsBetweenAClaimAndItsJudgementRefusesNobody() {
        Fixture first = fixture(TokenPolicy.Kind.REUSABLE);
        AtomicInteger readsToGo = new AtomicInteger(Integer.MAX_VALUE);
        AtomicReference<Fixture> second = new AtomicReference<>();
        AtomicReference<String> token = new AtomicReference<>();
        Account ada = first.accounts.get(ADA);
        first.accounts = new TestAccounts() {
            @Override
            public Optional<Account> findById(String accountId) {
                if (readsToGo.decrementAndGet() == 0) {
                    assertThat(second.get().redeem(token.get(), OTHER)).isEqualTo(changed());
                }
                return super.findById(accountId);
            }
        };
        first.accounts.put(ada);
        token.set(first.token());
        second.set(node(first));
        // Read once when the link is judged first, and again once it is claimed.
        readsToGo.set(2);

        assertThat(first.redeem(token.get(), NEW)).isEqualTo(changed());

        assertThat(readsToGo).hasNegativeValue();
        assertThat(first.signsIn(NEW)).isTrue();
        assertThat(first.reset().check(token.get()).isGood()).isTrue();
    }

    @Test
    void whoComesBetweenAWriteAndItsNewSealIsKeptWaitingAndNotRefused() {
        Fixture first = fixture(TokenPolicy.Kind.REUSABLE);
        String token = first.token();
        Fixture second = node(first);
        first.updater = update -> {
            boolean updated = first.accounts.update(update);
            assertThat(second.redeem(token, OTHER)).isEqualTo(new ResetResult.Busy());
            return updated;
        };
        first.restart();

        assertThat(first.redeem(token, NEW)).isEqualTo(changed());

        assertThat(second.events(ResetEvent.LinkRefused.class))
                .extracting(ResetEvent.LinkRefused::reason)
                .containsOnly(TokenVerdict.Reason.LOST);
        assertThat(second.redeem(token, OTHER)).isEqualTo(changed());
        assertThat(first.signsIn(OTHER)).isTrue();
    }

    @Test
    void aClaimThatNobodyGaveBackTakesAReusableLinkFromNobody() {
        Fixture fixture = fixture(TokenPolicy.Kind.REUSABLE);
        AtomicBoolean isKilled = new AtomicBoolean();
        fixture.store = new ForwardingStore.WithoutTransactions() {
            @Override
            public boolean swap(StoredToken seen, StoredToken next) {
                if (isKilled.get()) {
                    throw new IllegalStateException("killed");
                }
                return super.swap(seen, next);
            }
        };
        fixture.updater = update -> {
            isKilled.set(true);
            throw new IllegalStateException("killed");
        };
        String token = fixture.token();
        assertThatThrownBy(() -> fixture.redeem(token, NEW)).hasMessage("killed");
        isKilled.set(false);
        fixture.updater = null;
        fixture.restart();

        assertThat(fixture.reset().check(token).isGood()).isTrue();
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        assertThat(fixture.reset().check(token).isGood()).isTrue();
    }

    @Test
    void aLinkThatOthersUseAllTheTimeIsSealedAnewAllTheSame() {
        Fixture fixture = fixture(TokenPolicy.Kind.REUSABLE);
        String token = fixture.token();
        AtomicInteger claimsInBetween = new AtomicInteger(3);
        fixture.store = new ForwardingStore.WithoutTransactions(fixture.store) {
            @Override
            public boolean swap(StoredToken seen, StoredToken next) {
                if (next.state() == StoredToken.State.LIVE && claimsInBetween.getAndDecrement() > 0) {
                    StoredToken row = find(seen.digest()).orElseThrow().token();
                    super.swap(row, with(row, "uses", row.uses() + 1));
                }
                return super.swap(seen, next);
            }
        };
        fixture.restart();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());

        assertThat(claimsInBetween).hasNonPositiveValue();
        assertThat(fixture.redeem(token, OTHER)).isEqualTo(changed());
    }

    @Test
    void aLinkThatIsCancelledWhileItIsUsedIsNotRevived() {
        Fixture fixture = fixture(TokenPolicy.Kind.REUSABLE);
        String cancelToken = fixture.cancelToken();
        String token = fixture.mail.newestToken();
        fixture.updater = update -> {
            assertThat(fixture.reset().cancel(cancelToken)).isTrue();
            return fixture.accounts.update(update);
        };
        fixture.restart();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());

        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.CANCELLED);
    }

    @Test
    void aPasswordThatWasChangedByOtherHandsKillsTheLinkEvenIfSomebodyHadClaimedIt() {
        Fixture first = fixture(TokenPolicy.Kind.REUSABLE);
        String token = first.token();
        first.updater = update -> {
            first.accounts.change(ADA, account -> TestAccounts.withHash(account, "by the owner"));
            return first.accounts.update(update);
        };
        first.restart();

        assertThat(first.redeem(token, NEW)).isEqualTo(refused(LinkProblem.INVALID));

        assertThat(first.accounts.hashOf(ADA)).isEqualTo("by the owner");
        assertThat(first.problem(token)).isEqualTo(LinkProblem.INVALID);
    }

    @Test
    void aPasswordThatIsChangedByOtherHandsRightAfterTheUseKillsTheLink() {
        Fixture fixture = fixture(TokenPolicy.Kind.REUSABLE);
        String token = fixture.token();
        fixture.updater = update -> {
            boolean updated = fixture.accounts.update(update);
            fixture.accounts.change(ADA, account -> TestAccounts.withHash(account, "by the owner"));
            return updated;
        };
        fixture.restart();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());

        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.INVALID);
    }

    /** Another process over the same accounts and rows. */
    private static Fixture node(Fixture fixture) {
        Fixture node = Fixture.of(fixture.policy.kind());
        node.accounts = fixture.accounts;
        node.store = fixture.store;
        return node;
    }

    private static Fixture fixture(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.store = new ForwardingStore.WithoutTransactions();
        return fixture;
    }

    private static StoredToken row(Fixture fixture) {
        return fixture.store
                .find(fixture.store.saved.get(0).digest())
                .orElseThrow()
                .token();
    }
}
