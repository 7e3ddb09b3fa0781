package dev.resetta;

import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of earlier links when a newer one is asked for, delivered, cancelled or used. */
class SuccessionFlowTest {

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void aNewerLinkThatWasDeliveredReplacesTheEarlierOnes(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String first = fixture.token();
        String second = fixture.token();
        String third = fixture.token();

        assertThat(fixture.problem(first)).isEqualTo(LinkProblem.REPLACED);
        assertThat(fixture.redeem(first, NEW)).isEqualTo(refused(LinkProblem.REPLACED));
        assertThat(fixture.redeem(second, NEW)).isEqualTo(refused(LinkProblem.REPLACED));
        assertThat(fixture.redeem(third, NEW)).isEqualTo(changed());
    }

    @Test
    void aHashBoundLinkStaysGoodBesideANewerOneUntilOneIsUsed() {
        Fixture fixture = Fixture.of(TokenPolicy.Kind.HASH_BOUND);
        String first = fixture.token();
        String second = fixture.token();

        assertThat(fixture.reset().check(first).isGood()).isTrue();
        assertThat(fixture.redeem(first, NEW)).isEqualTo(changed());
        assertThat(fixture.redeem(second, NEW)).isEqualTo(refused(LinkProblem.INVALID));
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void earlierLinksAreKeptIfThePolicySaysSo(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.policy = fixture.policy.keepEarlierLinks();
        String first = fixture.token();
        String second = fixture.token();

        assertThat(fixture.reset().check(second).isGood()).isTrue();
        assertThat(fixture.redeem(first, NEW)).isEqualTo(changed());
        assertThat(fixture.redeem(second, NEW))
                .as("the password was changed by another link")
                .isEqualTo(refused(LinkProblem.INVALID));
    }

    @ParameterizedTest
    @EnumSource
    void aNewerLinkWhoseMailWasNotAcceptedReplacesNothing(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String first = fixture.token();
        fixture.mail.before = () -> {
            throw DeliveryException.never("550 no such user", null);
        };

        fixture.reset().request(ResetRequest.forIdentifier(Fixture.ADDRESS));
        fixture.queue.run();

        String second = TestMail.tokenIn(fixture.mail.triedLinks().get(1).link());
        assertThat(second).isNotEqualTo(first);
        assertThat(fixture.reset().check(second).isGood()).isTrue();
        assertThat(fixture.redeem(first, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void ofLinksMintedInTheSameMillisecondAllDiffer(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);

        assertThat(fixture.token()).isNotEqualTo(fixture.token());
    }

    @Test
    void aLinkThatArrivesAfterItsSuccessorIsReplacedAtOnce() {
        Fixture fixture = Fixture.oneTime();
        boolean[] once = new boolean[1];
        fixture.mail.before = () -> {
            if (!once[0]) {
                once[0] = true;
                throw DeliveryException.notNow("451 later", null);
            }
        };
        fixture.reset().request(ResetRequest.forIdentifier(Fixture.ADDRESS));
        fixture.queue.run();
        String early = TestMail.tokenIn(fixture.mail.triedLinks().get(0).link());
        fixture.clock.advance(Duration.ofSeconds(2));
        String late = fixture.token();

        fixture.queue.retry();

        assertThat(fixture.mail.newestToken()).isEqualTo(early);
        assertThat(fixture.problem(early)).isEqualTo(LinkProblem.REPLACED);
        assertThat(fixture.redeem(late, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void aCancelledLinkIsDead(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String cancelToken = fixture.cancelToken();
        String token = fixture.mail.newestToken();

        assertThat(fixture.reset().cancel(cancelToken)).isTrue();

        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.CANCELLED);
        assertThat(fixture.redeem(token, NEW)).isEqualTo(refused(LinkProblem.CANCELLED));
        assertThat(fixture.reset().cancel(cancelToken)).isFalse();
        assertThat(fixture.events(ResetEvent.LinkCancelled.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void aLinkCancelledDuringTheSlowHashIsDead(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String cancelToken = fixture.cancelToken();
        fixture.hasher.meanwhile =
                () -> assertThat(fixture.reset().cancel(cancelToken)).isTrue();

        assertThat(fixture.redeem(fixture.mail.newestToken(), NEW)).isEqualTo(refused(LinkProblem.CANCELLED));
        assertThat(fixture.signsIn(Fixture.OLD)).isTrue();
    }

    @Test
    void aLinkReplacedDuringTheSlowHashIsDead() {
        Fixture fixture = Fixture.oneTime();
        String token = fixture.token();
        fixture.hasher.meanwhile = fixture::token;

        assertThat(fixture.redeem(token, NEW)).isEqualTo(refused(LinkProblem.REPLACED));
    }

    @Test
    void whatIsUsedReplacedOrExpiredCannotBeCancelled() {
        Fixture fixture = Fixture.oneTime();
        String replaced = fixture.cancelToken();
        String used = fixture.cancelToken();
        fixture.redeem(fixture.mail.newestToken(), NEW);
        String expired = fixture.cancelToken();
        fixture.clock.advance(fixture.policy.lifetime());

        assertThat(fixture.reset().cancel(replaced)).isFalse();
        assertThat(fixture.reset().cancel(used)).isFalse();
        assertThat(fixture.reset().cancel(expired)).isFalse();
    }

    @Test
    void hashBoundLinksCarryNoCancelLink() {
        Fixture fixture = Fixture.of(TokenPolicy.Kind.HASH_BOUND);

        assertThat(fixture.link().cancelLink()).isNull();
    }
}
