package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OLD;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.PasswordRefusedException;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
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
