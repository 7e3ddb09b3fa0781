package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OLD;
import static dev.resetta.Fixture.OTHER;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static dev.resetta.TestAccounts.elsewhere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.PasswordRefusedException;
import dev.resetta.token.TokenPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Passwords that are kept elsewhere, where no transaction reaches: the link is claimed first. */
class ElsewhereUpdaterTest {

    @ParameterizedTest
    @EnumSource
    void aYesChangesThePassword(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.updater = elsewhere(fixture.accounts::update);
        String token = fixture.token();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        assertThat(fixture.signsIn(NEW)).isTrue();
        assertThat(fixture.reset().check(token).isGood()).isEqualTo(kind == TokenPolicy.Kind.REUSABLE);
        fixture.queue.run();
        assertThat(fixture.mail.warnings()).hasSize(1);
    }

    @Test
    void theLinkIsClaimedBeforeThePasswordIsWritten() {
        Fixture fixture = Fixture.oneTime();
        LinkProblem[] meanwhile = new LinkProblem[1];
        String token = fixture.token();
        fixture.updater = elsewhere(update -> {
            meanwhile[0] = fixture.problem(token);
            return fixture.accounts.update(update);
        });
        fixture.restart();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        assertThat(meanwhile[0]).isEqualTo(LinkProblem.USED);
    }

    @Test
    void noTransactionIsOpenWhileThePasswordIsWritten() {
        Fixture fixture = Fixture.oneTime();
        fixture.updater = elsewhere(update -> !fixture.store.inTransaction() && fixture.accounts.update(update));

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void aClearNoGivesTheLinkBack(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        boolean[] no = {true};
        fixture.updater = elsewhere(update -> !no[0] && fixture.accounts.update(update));
        String token = fixture.token();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(new ResetResult.Busy());
        assertThat(fixture.reset().check(token).isGood()).isTrue();
        no[0] = false;
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedPasswordGivesTheLinkBack(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.updater = elsewhere(update -> {
            if (update.newPassword().equals(OTHER)) {
                throw new PasswordRefusedException("ldap.history", "You had this password before.");
            }
            return fixture.accounts.update(update);
        });
        String token = fixture.token();

        assertThat(fixture.redeem(token, OTHER)).isInstanceOf(ResetResult.PasswordRefused.class);
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void afterAnythingElseTheLinkIsDead(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.updater = elsewhere(update -> {
            throw new IllegalStateException("read timed out");
        });
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.redeem(token, NEW)).hasMessage("read timed out");

        assertThat(fixture.signsIn(OLD)).isTrue();
        assertThat(fixture.redeem(token, NEW)).isInstanceOf(ResetResult.LinkRefused.class);
        assertThat(fixture.events(ResetEvent.OutcomeUncertain.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.accountId()).isEqualTo(ADA);
                    assertThat(event.linkId())
                            .isEqualTo(fixture.events(ResetEvent.LinkIssued.class)
                                    .get(0)
                                    .linkId());
                });
        assertThat(fixture.events(ResetEvent.PasswordChanged.class)).isEmpty();
    }

    @Test
    void aLinkThatIsDeadNeverReachesTheOtherSystem() {
        Fixture fixture = Fixture.oneTime();
        int[] calls = new int[1];
        fixture.updater = elsewhere(update -> {
            calls[0]++;
            return fixture.accounts.update(update);
        });
        String token = fixture.token();
        fixture.redeem(token, NEW);

        assertThat(fixture.redeem(token, OTHER)).isEqualTo(refused(LinkProblem.USED));
        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void theOwnerIsToldEvenIfTheQueueJoinsTransactions() {
        Fixture fixture = Fixture.oneTime();
        fixture.queue.joins = true;
        fixture.updater = elsewhere(fixture.accounts::update);

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());
        fixture.queue.run();

        assertThat(fixture.mail.warnings()).hasSize(1);
    }
}
