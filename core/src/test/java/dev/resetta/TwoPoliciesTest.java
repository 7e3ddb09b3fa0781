package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OTHER;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.SupportDesk.LiveLink;
import dev.resetta.delivery.Notice;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenPolicy.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One policy for people and another for the support desk, in every combination: each link lives by the one it was issued under. */
class TwoPoliciesTest {
    private final Fixture fixture = Fixture.oneTime();

    static Stream<Arguments> everyPair() {
        return Arrays.stream(Kind.values())
                .flatMap(own -> Arrays.stream(Kind.values()).map(desk -> Arguments.of(own, desk)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void eachLinkHasTheLifetimeOfItsPolicy(Kind own, Kind desk) {
        PasswordReset reset = reset(own, desk);

        assertThat(ownLink(reset).expiresAt())
                .isEqualTo(fixture.clock.instant().plus(policy(own).lifetime()));
        assertThat(reset.support("grace").issue(ADA).orElseThrow().expiresAt())
                .isEqualTo(fixture.clock.instant().plus(policy(desk).lifetime()));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void eachLinkIsUsedAsOftenAsItsPolicySays(Kind own, Kind desk) {
        PasswordReset reset = reset(own, desk);

        assertUses(reset, TestMail.tokenIn(ownLink(reset).link()), own);
        assertUses(reset, deskToken(reset), desk);
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void aUseOfOneKillsTheOther(Kind own, Kind desk) {
        PasswordReset reset = reset(own, desk);
        String ownToken = TestMail.tokenIn(ownLink(reset).link());
        String deskToken = deskToken(reset);

        assertThat(redeem(reset, deskToken, NEW)).isEqualTo(changed());
        assertThat(redeem(reset, ownToken, OTHER)).isEqualTo(refused(LinkProblem.INVALID));
        assertThat(fixture.signsIn(NEW)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void neitherChannelReplacesALinkOfTheOther(Kind own, Kind desk) {
        PasswordReset reset = reset(own, desk);
        String ownToken = TestMail.tokenIn(ownLink(reset).link());
        deskToken(reset);
        assertThat(reset.check(ownToken).isGood()).isTrue();

        fixture.clock.advance(Duration.ofSeconds(1));
        String deskToken = deskToken(reset);
        ownLink(reset);
        assertThat(reset.check(deskToken).isGood()).isTrue();
        assertThat(reset.check(ownToken).isGood()).isEqualTo(own == Kind.HASH_BOUND);
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void whatIsStoredIsListedCancelledAndRevoked(Kind own, Kind desk) {
        PasswordReset reset = reset(own, desk);
        List<Kind> stored =
                Stream.of(desk, own).filter(kind -> kind != Kind.HASH_BOUND).toList();
        String cancelLink = ownLink(reset).cancelLink();
        deskToken(reset);

        assertThat(cancelLink == null).isEqualTo(own == Kind.HASH_BOUND);
        if (stored.isEmpty()) {
            assertThatThrownBy(() -> reset.support("grace").links(ADA)).isInstanceOf(IllegalStateException.class);
            return;
        }
        assertThat(reset.support("grace").links(ADA))
                .extracting(LiveLink::kind)
                .containsExactlyInAnyOrderElementsOf(stored);
        if (cancelLink != null) {
            assertThat(reset.cancel(TestMail.tokenIn(cancelLink))).isTrue();
        }
        assertThat(reset.support("grace").revokeAll(ADA)).isEqualTo(desk == Kind.HASH_BOUND ? 0 : 1);
        assertThat(reset.support("grace").links(ADA)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void ofSixteenWhoUseALinkOfTheDeskAsManyWinAsItsPolicySays(Kind own, Kind desk) {
        PasswordReset reset = reset(own, desk);
        String token = deskToken(reset);

        List<ResetResult> results = Race.of(16, i -> redeem(reset, token, "the password number " + i));

        assertThat(results.stream().filter(ResetResult.Changed.class::isInstance))
                .hasSize(desk == Kind.REUSABLE ? 16 : 1);
    }

    @Test
    void besideHashBoundLinksTheStoreIsStillNeeded() {
        fixture.store = null;

        assertThatThrownBy(() -> PasswordReset.builder()
                        .resetLink("https://shop.example.com/reset?token={token}")
                        .accounts(fixture.accounts)
                        .passwordHasher(fixture.hasher)
                        .notifier(fixture.mail)
                        .policy(TokenPolicy.hashBound())
                        .supportPolicy(TokenPolicy.oneTime())
                        .signingKeys(Fixture.keys("k", 1))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(".tokenStore(...)");
    }

    @Test
    void hashBoundLinksOfTheDeskNeedKeys() {
        assertThatThrownBy(() ->
                        fixture.builder().supportPolicy(TokenPolicy.hashBound()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(".signingKeys(...)");
    }

    private PasswordReset reset(Kind own, Kind desk) {
        fixture.policy = policy(own);
        fixture.keys = Fixture.keys("k", 1);
        PasswordReset.Builder builder = fixture.builder().supportPolicy(policy(desk));
        if (own == Kind.HASH_BOUND && desk != Kind.HASH_BOUND) {
            builder.tokenStore(fixture.store);
        }
        return builder.build();
    }

    private static TokenPolicy policy(Kind kind) {
        return Fixture.of(kind).policy;
    }

    private Notice.ResetLink ownLink(PasswordReset reset) {
        reset.request(ResetRequest.forIdentifier(Fixture.ADDRESS));
        fixture.queue.run();
        return fixture.mail.newestLink();
    }

    private static String deskToken(PasswordReset reset) {
        return TestMail.tokenIn(reset.support("grace").issue(ADA).orElseThrow().link());
    }

    private static void assertUses(PasswordReset reset, String token, Kind kind) {
        assertThat(redeem(reset, token, NEW)).isEqualTo(changed());
        assertThat(redeem(reset, token, OTHER))
                .isEqualTo(
                        switch (kind) {
                            case ONE_TIME -> refused(LinkProblem.USED);
                            case REUSABLE -> changed();
                            case HASH_BOUND -> refused(LinkProblem.INVALID);
                        });
    }

    private static ResetResult redeem(PasswordReset reset, String token, String password) {
        return reset.redeem(ResetSubmission.forToken(token).password(password, password));
    }
}
