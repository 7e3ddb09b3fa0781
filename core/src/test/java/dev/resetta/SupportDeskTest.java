package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.ADDRESS;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OTHER;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.Notice;
import dev.resetta.limit.Limits;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator may do: issue a link by hand or mail one, with the owner told and an event left. */
class SupportDeskTest {
    private final Fixture fixture = Fixture.oneTime();

    @ParameterizedTest
    @EnumSource
    void anOperatorHandsOutALinkThatWorks(TokenPolicy.Kind kind) {
        Fixture of = Fixture.of(kind);
        SupportDesk.IssuedLink link = of.reset().support("grace").issue(ADA).orElseThrow();

        assertThat(link.link()).startsWith("https://shop.example.com/reset?token=");
        assertThat(link.expiresAt()).isEqualTo(of.clock.instant().plus(of.policy.lifetime()));
        assertThat(of.redeem(TestMail.tokenIn(link.link()), NEW)).isEqualTo(changed());
        assertThat(of.events(ResetEvent.PasswordChanged.class))
                .extracting(ResetEvent.PasswordChanged::linkId)
                .containsExactly(link.linkId());
    }

    @Test
    void theOwnerIsToldThatALinkWasIssuedWithoutGettingIt() {
        fixture.accounts.change(
                ADA,
                account -> account.withNoticeAddresses(List.of("second@example.com"))
                        .withLocale(Locale.GERMAN));

        SupportDesk.IssuedLink link =
                fixture.reset().support("grace").issue(ADA).orElseThrow();
        String items = String.join("\n", fixture.queue.submitted);
        fixture.queue.run();

        assertThat(fixture.mail.links()).isEmpty();
        assertThat(told())
                .hasSize(2)
                .allSatisfy(notice -> {
                    assertThat(notice.expiresAt()).isEqualTo(link.expiresAt());
                    assertThat(notice.to().locale()).isEqualTo(Locale.GERMAN);
                    assertThat(notice.circumstances().at()).isEqualTo(fixture.clock.instant());
                })
                .extracting(notice -> notice.to().address())
                .containsExactly(ADDRESS, "second@example.com");
        assertThat(items).doesNotContain(TestMail.tokenIn(link.link())).doesNotContain(link.linkId());
    }

    @Test
    void theEventOfALinkNamesOperatorAndLink() {
        SupportDesk.IssuedLink link =
                fixture.reset().support("grace").issue(ADA).orElseThrow();

        assertThat(fixture.events(ResetEvent.IssuedBySupport.class))
                .containsExactly(new ResetEvent.IssuedBySupport(
                        fixture.clock.instant(), "", ADA, link.linkId(), link.expiresAt(), "grace", null));
    }

    @Test
    void withoutNoticeTheReasonIsInTheEvent() {
        SupportDesk.IssuedLink link = fixture.reset()
                .support("grace")
                .issueWithoutNotice(ADA, "the mailbox is in a thief's hands")
                .orElseThrow();
        fixture.queue.run();

        assertThat(fixture.mail.accepted()).isEmpty();
        assertThat(fixture.events(ResetEvent.IssuedBySupport.class))
                .extracting(ResetEvent.IssuedBySupport::operator, ResetEvent.IssuedBySupport::untoldBecause)
                .containsExactly(tuple("grace", "the mailbox is in a thief's hands"));
        assertThat(fixture.redeem(TestMail.tokenIn(link.link()), NEW)).isEqualTo(changed());
    }

    @Test
    void withoutNoticeAReasonIsNeeded() {
        SupportDesk desk = fixture.reset().support("grace");

        for (String reason : List.of("", " ", "\t\n", "\u200b", "...", "x".repeat(501))) {
            assertThatThrownBy(() -> desk.issueWithoutNotice(ADA, reason)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(fixture.events).isEmpty();
        assertThat(fixture.store.saved).isEmpty();
    }

    @Test
    void anOperatorHasAName() {
        for (String operator : List.of("", " ", "x".repeat(101))) {
            assertThatThrownBy(() -> fixture.reset().support(operator)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void noItemOfTheDeskGrowsPastWhatAQueueHasToTake() {
        String id = "\u6f22".repeat(200);
        fixture.accounts.put(
                Account.of(id, "\u6f22".repeat(300) + "@example.com", "h").withName("\u6f22".repeat(1000)));
        SupportDesk desk = fixture.reset().support("\u6f22".repeat(100));

        desk.issue(id);
        assertThat(desk.mail(id)).isTrue();
        assertThat(desk.mail("x".repeat(10_000_000))).isTrue();

        assertThat(fixture.queue.submitted).hasSize(2).allMatch(item -> item.length() <= 8192);
        assertThat(fixture.events(ResetEvent.NothingSent.class)).hasSize(1);
    }

    @Test
    void whoMayNotResetGetsNoLinkFromTheDeskEither() {
        fixture.accounts.put(Account.of("disabled", "d@example.com", "h").withEligible(false));
        fixture.accounts.put(Account.of("unbound", "u@example.com", null));
        SupportDesk desk = fixture.reset().support("grace");

        for (String id : List.of("disabled", "unbound", "nobody")) {
            assertThat(desk.issue(id)).isEmpty();
            assertThat(desk.mail(id)).isTrue();
        }
        fixture.queue.run();

        assertThat(fixture.store.saved).isEmpty();
        assertThat(fixture.mail.accepted()).isEmpty();
        assertThat(fixture.events(ResetEvent.NothingSent.class))
                .extracting(ResetEvent.NothingSent::reason)
                .containsExactlyInAnyOrder(
                        ResetEvent.NoMail.INELIGIBLE, ResetEvent.NoMail.UNBOUND, ResetEvent.NoMail.GONE);
    }

    @Test
    void anAccountWithoutAnAddressIsHelpedInPerson() {
        fixture.accounts.put(Account.of(ADA, null, "h"));
        SupportDesk desk = fixture.reset().support("grace");

        assertThatThrownBy(() -> desk.issue(ADA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("issueWithoutNotice");
        assertThat(fixture.store.saved).isEmpty();
        assertThat(desk.issueWithoutNotice(ADA, "came to the counter in person"))
                .isPresent();
        desk.mail(ADA);
        fixture.queue.run();

        assertThat(fixture.mail.accepted()).isEmpty();
        assertThat(fixture.events(ResetEvent.NothingSent.class))
                .extracting(ResetEvent.NothingSent::reason)
                .containsExactly(ResetEvent.NoMail.NO_ADDRESS);
    }

    @Test
    void aMailedLinkReachesTheOwnerAndNotTheOperator() {
        assertThat(fixture.reset().support("grace").mail(ADA)).isTrue();
        assertThat(fixture.store.saved).as("minted when the mail is sent").isEmpty();
        fixture.queue.run();

        assertThat(fixture.mail.newestLink().to().address()).isEqualTo(ADDRESS);
        assertThat(told()).isEmpty();
        assertThat(fixture.events(ResetEvent.MailedBySupport.class))
                .containsExactly(new ResetEvent.MailedBySupport(fixture.clock.instant(), "", ADA, "grace"));
        assertThat(fixture.redeem(fixture.mail.newestToken(), NEW)).isEqualTo(changed());
    }

    @Test
    void aFullQueueIsToldToTheOperator() {
        fixture.queue.full.addAll(List.of(DeliveryQueue.Lane.values()));

        assertThat(fixture.reset().support("grace").mail(ADA)).isFalse();
        assertThatThrownBy(() -> fixture.reset().support("grace").issue(ADA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no link was issued");

        assertThat(fixture.store.saved).isEmpty();
        assertThat(fixture.events(ResetEvent.MailedBySupport.class)).isEmpty();
        assertThat(fixture.events(ResetEvent.IssuedBySupport.class)).isEmpty();
        assertThat(fixture.events(ResetEvent.Dropped.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aLinkOfTheDeskAndOneOfAVisitorDoNotReplaceEachOther(TokenPolicy.Kind kind) {
        Fixture of = Fixture.of(kind);
        String own = of.token();
        String desk = TestMail.tokenIn(
                of.reset().support("grace").issue(ADA).orElseThrow().link());
        of.clock.advance(Duration.ofSeconds(1));
        String newest = of.token();
        of.reset().support("grace").mail(ADA);
        of.queue.run();
        String newestOfTheDesk = of.mail.newestToken();

        boolean isHashBound = of.isHashBound();
        assertThat(of.problem(own)).isEqualTo(isHashBound ? null : LinkProblem.REPLACED);
        assertThat(of.problem(desk)).isEqualTo(isHashBound ? null : LinkProblem.REPLACED);
        assertThat(of.problem(newest)).isNull();
        assertThat(of.problem(newestOfTheDesk)).isNull();
        assertThat(of.redeem(newestOfTheDesk, NEW)).isEqualTo(changed());
        assertThat(of.redeem(newest, OTHER)).isEqualTo(refused(LinkProblem.INVALID));
    }

    @Test
    void theDeskIsNotThrottledAndUsesUpNobodysPermits() {
        fixture.limits = Limits.standard();
        for (int i = 0; i < 50; i++) {
            assertThat(fixture.reset().support("grace").issue(ADA)).isPresent();
            assertThat(fixture.reset().support("grace").mail(ADA)).isTrue();
        }
        fixture.queue.run();
        assertThat(fixture.mail.links()).hasSize(50);

        fixture.link();
        assertThat(fixture.events(ResetEvent.Throttled.class)).isEmpty();
    }

    private List<Notice.LinkIssuedBySupport> told() {
        return fixture.mail.accepted().stream()
                .filter(Notice.LinkIssuedBySupport.class::isInstance)
                .map(Notice.LinkIssuedBySupport.class::cast)
                .toList();
    }
}
