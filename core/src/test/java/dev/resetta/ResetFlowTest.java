package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.ADDRESS;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OLD;
import static dev.resetta.Fixture.OTHER;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.Notice;
import dev.resetta.password.PasswordProblem;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The way of a person who forgot a password, for every policy. */
class ResetFlowTest {

    @ParameterizedTest
    @EnumSource
    void whoFollowsTheLinkOfTheMailSetsANewPassword(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        PasswordReset reset = fixture.reset();

        boolean taken = reset.request(ResetRequest.forIdentifier(ADDRESS)
                .clientAddress("192.0.2.1")
                .userAgent("Lynx")
                .locale(Locale.FRENCH));
        fixture.queue.run();
        Notice.ResetLink mailed = fixture.mail.newestLink();
        String token = TestMail.tokenIn(mailed.link());
        LinkCheck link = reset.check(token);
        ResetResult result =
                reset.redeem(ResetSubmission.forToken(token).password(NEW, NEW).clientAddress("192.0.2.2"));

        assertThat(taken).isTrue();
        assertThat(mailed.link()).startsWith("https://shop.example.com/reset?token=");
        assertThat(mailed.to()).isEqualTo(new Notice.Recipient("", ADA, ADDRESS, "Ada", Locale.FRENCH));
        assertThat(mailed.circumstances().clientAddress()).isEqualTo("192.0.2.1");
        assertThat(mailed.circumstances().userAgent()).isEqualTo("Lynx");
        assertThat(link).isEqualTo(new LinkCheck.Good("Ada", mailed.expiresAt()));
        assertThat(result).isEqualTo(changed());
        assertThat(fixture.signsIn(NEW)).isTrue();
        assertThat(fixture.signsIn(OLD)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void theOwnerIsToldThatThePasswordWasChanged(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();
        fixture.reset()
                .redeem(ResetSubmission.forToken(token)
                        .password(NEW)
                        .clientAddress("192.0.2.2")
                        .userAgent("Lynx"));

        fixture.queue.run();

        assertThat(fixture.mail.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.to().address()).isEqualTo(ADDRESS);
            assertThat(warning.circumstances().clientAddress()).isEqualTo("192.0.2.2");
            assertThat(warning.circumstances().userAgent()).isEqualTo("Lynx");
            assertThat(warning.circumstances().at()).isEqualTo(fixture.clock.instant());
        });
    }

    @ParameterizedTest
    @EnumSource
    void theSecondUseIsWhatThePolicySays(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());

        ResetResult second = fixture.redeem(token, OTHER);

        assertThat(second)
                .isEqualTo(
                        switch (kind) {
                            case ONE_TIME -> refused(LinkProblem.USED);
                            case REUSABLE -> changed();
                            case HASH_BOUND -> refused(LinkProblem.INVALID);
                        });
        assertThat(fixture.signsIn(OTHER)).isEqualTo(kind == TokenPolicy.Kind.REUSABLE);
    }

    @ParameterizedTest
    @EnumSource
    void aLinkIsGoodUntilTheMillisecondBeforeItExpires(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        Notice.ResetLink mailed = fixture.link();
        String token = TestMail.tokenIn(mailed.link());

        assertThat(mailed.expiresAt()).isEqualTo(fixture.clock.instant().plus(fixture.policy.lifetime()));
        fixture.clock.set(mailed.expiresAt().minusMillis(1));
        assertThat(fixture.reset().check(token).isGood()).isTrue();
        fixture.clock.set(mailed.expiresAt());
        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.EXPIRED);
        assertThat(fixture.redeem(token, NEW)).isEqualTo(refused(LinkProblem.EXPIRED));
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(fixture.redeem(token, NEW)).isEqualTo(refused(LinkProblem.EXPIRED));
        fixture.clock.set(mailed.expiresAt().minusMillis(1));
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void aLinkThatExpiresDuringTheSlowHashIsRefused(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        Notice.ResetLink mailed = fixture.link();
        fixture.clock.set(mailed.expiresAt().minusMillis(1));
        fixture.hasher.meanwhile = () -> fixture.clock.advance(Duration.ofMillis(1));

        assertThat(fixture.redeem(TestMail.tokenIn(mailed.link()), NEW)).isEqualTo(refused(LinkProblem.EXPIRED));
        assertThat(fixture.signsIn(OLD)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aLinkKeepsItsExpiryWhenTheLifetimeIsLoweredLater(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        Notice.ResetLink mailed = fixture.link();
        fixture.policy = fixture.policy.lifetime(Duration.ofMinutes(15));
        fixture.restart();

        fixture.clock.set(mailed.expiresAt().minusMillis(1));

        assertThat(fixture.redeem(TestMail.tokenIn(mailed.link()), NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void aClockWithMicrosecondsMakesNoDifference(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        Instant between = fixture.clock.instant().plusNanos(999_999);
        fixture.clock.set(between);
        Notice.ResetLink mailed = fixture.link();

        fixture.clock.set(mailed.expiresAt().minusNanos(1));

        assertThat(fixture.redeem(TestMail.tokenIn(mailed.link()), NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void checkingChangesNothingHoweverOften(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();
        String hash = fixture.accounts.hashOf(ADA);

        for (int i = 0; i < 50; i++) {
            assertThat(fixture.reset().check(token).isGood()).isTrue();
        }

        assertThat(fixture.accounts.hashOf(ADA)).isEqualTo(hash);
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void aPasswordThatIsRefusedNeverBurnsTheLink(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();
        PasswordReset reset = fixture.reset();
        ResetSubmission submission = ResetSubmission.forToken(token);

        assertThat(codes(reset.redeem(submission.password(NEW, OTHER)))).containsExactly(PasswordProblem.MISMATCH);
        assertThat(codes(reset.redeem(submission.password(NEW, null)))).containsExactly(PasswordProblem.MISMATCH);
        assertThat(codes(reset.redeem(submission.password("short", "short")))).containsExactly("too-short");
        assertThat(codes(reset.redeem(submission.password(null)))).containsExactly("too-short");
        assertThat(codes(reset.redeem(submission))).containsExactly("too-short");
        assertThat(fixture.signsIn(OLD)).isTrue();
        assertThat(fixture.hasher.made).hasValue(0);
        assertThat(fixture.events(ResetEvent.PasswordRefused.class)).hasSize(5);
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void issuingALinkChangesNothingOnTheAccount(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        Object before = fixture.accounts.get(ADA);

        fixture.link();

        assertThat(fixture.accounts.get(ADA)).isSameAs(before);
    }

    private static Iterable<String> codes(ResetResult result) {
        assertThat(result).isInstanceOf(ResetResult.PasswordRefused.class);
        return ((ResetResult.PasswordRefused) result)
                .problems().stream().map(PasswordProblem::code).toList();
    }
}
