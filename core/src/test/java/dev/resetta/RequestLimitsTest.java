package dev.resetta;

import static dev.resetta.Fixture.ADDRESS;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.ResetEvent.Limit;
import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often anything may be asked for, and that nobody loses a good link by it. */
class RequestLimitsTest {

    @Test
    void aClientThatAsksTooOftenIsToldSo() {
        Fixture fixture = limited();
        for (int i = 0; i < 20; i++) {
            assertThat(fixture.reset().request(request("person" + i).clientAddress("192.0.2.1")))
                    .isTrue();
        }

        assertThat(fixture.reset().request(request("one.more").clientAddress("192.0.2.1")))
                .isFalse();
        assertThat(fixture.reset().request(request("one.more").clientAddress("192.0.2.2")))
                .isTrue();
        assertThat(fixture.reset().request(request("one.more"))).isTrue();
        assertThat(fixture.queue.due()).isEqualTo(22);
        assertThat(throttled(fixture)).containsExactly(Limit.CLIENT);
        fixture.clock.advance(Duration.ofMinutes(1));
        assertThat(fixture.reset().request(request("one.more").clientAddress("192.0.2.1")))
                .isTrue();
    }

    @Test
    void anIdentifierThatIsAskedForTooOftenGetsTheSameAnswerAndNoMail() {
        Fixture fixture = limited();
        for (int i = 0; i < 10; i++) {
            assertThat(fixture.reset().request(request(ADDRESS))).isTrue();
            assertThat(fixture.reset().request(request("nobody@example.com"))).isTrue();
        }

        fixture.queue.run();

        assertThat(fixture.mail.links()).hasSize(3);
        assertThat(throttled(fixture)).hasSize(14).containsOnly(Limit.IDENTIFIER);
    }

    @Test
    void theLimitOfWhatWasTypedCountsExactSpellings() {
        Fixture fixture = limited();
        for (int i = 0; i < 10; i++) {
            fixture.reset().request(request("ADA@example.com "));
            fixture.reset().request(request("\ud83d"));
            fixture.reset().request(request("?"));
        }
        fixture.queue.run();
        assertThat(fixture.mail.links()).isEmpty();

        fixture.link();
    }

    @Test
    void aHundredSpellingsOfOneAccountBringThreeMailsAndTheNewestLinkIsGood() {
        Fixture fixture = limited();
        String letters = "ada@example.com";
        for (int i = 0; i < 100; i++) {
            fixture.reset().request(request(spelling(letters, i)));
        }

        fixture.queue.run();

        assertThat(fixture.mail.links()).hasSize(3);
        assertThat(throttled(fixture)).hasSize(97).containsOnly(Limit.ACCOUNT);
        assertThat(fixture.redeem(fixture.mail.newestToken(), NEW)).isEqualTo(changed());
    }

    @Test
    void aFloodForOneAccountKeepsNoMailFromAnother() {
        Fixture fixture = limited();
        fixture.accounts.put(Account.of("account-18", "bob@example.com", TestHasher.fresh("bob")));
        for (int i = 0; i < 100; i++) {
            fixture.reset().request(request(spelling("ada@example.com", i)));
        }
        fixture.reset().request(request("bob@example.com"));

        fixture.queue.run();

        assertThat(fixture.mail.newestLink().to().accountId()).isEqualTo("account-18");
    }

    @Test
    void aThrottledRequestKillsNoLink() {
        Fixture fixture = limited();
        fixture.token();
        fixture.token();
        String newest = fixture.token();
        for (int i = 0; i < 50; i++) {
            fixture.reset().request(request(spelling("ada@example.com", i)));
        }
        fixture.queue.run();

        assertThat(fixture.redeem(newest, NEW)).isEqualTo(changed());
    }

    @Test
    void anAccountsPermitsComeBackWithTime() {
        Fixture fixture = limited();
        for (int i = 0; i < 4; i++) {
            fixture.reset().request(request(spelling("ada@example.com", i)));
        }
        fixture.queue.run();
        assertThat(fixture.mail.links()).hasSize(3);

        fixture.clock.advance(Duration.ofMinutes(12));
        fixture.reset().request(request(spelling("ada@example.com", 9)));
        fixture.queue.run();

        assertThat(fixture.mail.links()).hasSize(4);
    }

    @Test
    void aCertainFailureGivesTheAccountsPermitBack() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.none().perAccount(new Rate(1, Duration.ofHours(1), 1));
        fixture.mail.before = () -> {
            throw DeliveryException.never("550 mailbox full", null);
        };
        for (int i = 0; i < 3; i++) {
            fixture.reset().request(request(ADDRESS));
            fixture.queue.run();
        }
        assertThat(fixture.mail.triedLinks()).hasSize(3);
        fixture.mail.before = () -> {};

        fixture.link();
    }

    @Test
    void aMailThatWasPerhapsSentCosts() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.none().perAccount(new Rate(1, Duration.ofHours(1), 1));
        fixture.mail.before = () -> {
            throw DeliveryException.perhapsSent("connection lost", null);
        };
        for (int i = 0; i < 3; i++) {
            fixture.reset().request(request(ADDRESS));
            fixture.queue.run();
        }

        assertThat(fixture.mail.triedLinks()).hasSize(1);
    }

    @Test
    void badTokensAreCountedAndGoodOnesAlwaysWork() {
        Fixture fixture = limited();
        String token = fixture.token();
        ResetSubmission bad =
                ResetSubmission.forToken("A".repeat(43)).password(NEW).clientAddress("192.0.2.1");
        for (int i = 0; i < 20; i++) {
            assertThat(fixture.reset().redeem(bad)).isEqualTo(refused(LinkProblem.INVALID));
        }

        assertThat(fixture.reset().redeem(bad)).isEqualTo(refused(LinkProblem.TOO_MANY_ATTEMPTS));
        assertThat(fixture.reset().redeem(bad.clientAddress("192.0.2.2"))).isEqualTo(refused(LinkProblem.INVALID));
        assertThat(fixture.reset().redeem(bad.clientAddress(null))).isEqualTo(refused(LinkProblem.INVALID));
        assertThat(throttled(fixture)).containsExactly(Limit.FAILURES);
        assertThat(fixture.reset()
                        .redeem(ResetSubmission.forToken(token).password(NEW).clientAddress("192.0.2.1")))
                .isEqualTo(changed());
    }

    @Test
    void aLinkThatTheQueueDidNotTakeCostsNoPermit() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.none().perAccount(new Rate(1, Duration.ofMinutes(30), 1));
        fixture.queue.full.add(DeliveryQueue.Lane.LINKS);
        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();
        fixture.queue.full.clear();

        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();

        assertThat(fixture.mail.links()).hasSize(1);
    }

    @Test
    void refusedPasswordsCostNothing() {
        Fixture fixture = limited();
        ResetSubmission weak =
                ResetSubmission.forToken(fixture.token()).password("weak").clientAddress("192.0.2.1");

        for (int i = 0; i < 30; i++) {
            assertThat(fixture.reset().redeem(weak)).isInstanceOf(ResetResult.PasswordRefused.class);
        }
        assertThat(fixture.reset().redeem(weak.password(NEW))).isEqualTo(changed());
    }

    @Test
    void aGoodLinkIsHashedForTenTimesAnHourAndThenKeptWaiting() {
        Fixture fixture = Fixture.of(TokenPolicy.Kind.REUSABLE);
        fixture.limits = Limits.standard();
        String token = fixture.token();
        for (int i = 0; i < 10; i++) {
            assertThat(fixture.redeem(token, NEW + i)).isEqualTo(changed());
        }

        assertThat(fixture.redeem(token, NEW)).isEqualTo(new ResetResult.Busy());
        assertThat(throttled(fixture)).containsExactly(Limit.LINK);
        assertThat(fixture.hasher.made).hasValue(10);

        fixture.clock.advance(Duration.ofMinutes(6));
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    private static Fixture limited() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.standard();
        return fixture;
    }

    private static ResetRequest request(String typed) {
        return ResetRequest.forIdentifier(typed);
    }

    private static List<Limit> throttled(Fixture fixture) {
        return fixture.events(ResetEvent.Throttled.class).stream()
                .map(ResetEvent.Throttled::limit)
                .toList();
    }

    /** One of the ways to write the same letters, large and small. */
    private static String spelling(String letters, int number) {
        StringBuilder spelled = new StringBuilder(letters);
        for (int i = 0; i < letters.length(); i++) {
            if ((((number + 1) >> i) & 1) == 1) {
                spelled.setCharAt(i, Character.toUpperCase(letters.charAt(i)));
            }
        }
        return spelled.toString();
    }
}
