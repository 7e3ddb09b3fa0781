package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.ADDRESS;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.token.StoredToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is tried again, how, and for how long. */
class DeliveryRetryTest {

    @Test
    void notNowIsTriedAgainWithTheSameLinkWithinAMinute() {
        Fixture fixture = failing(DeliveryException.notNow("451 greylisted", null));
        fixture.clock.advance(Duration.ofSeconds(59));
        fixture.queue.retry();
        fixture.mail.before = () -> {};
        fixture.queue.retry();

        assertThat(fixture.mail.triedLinks())
                .hasSize(3)
                .extracting(link -> TestMail.tokenIn(link.link()))
                .containsOnly(fixture.mail.newestToken());
        assertThat(fixture.events(ResetEvent.LinkIssued.class)).hasSize(1);
        assertThat(fixture.events(ResetEvent.LinkDelivered.class)).hasSize(1);
        assertThat(fixture.events(ResetEvent.DeliveryFailed.class)).hasSize(2).allSatisfy(event -> {
            assertThat(event.accountId()).isEqualTo(ADA);
            assertThat(event.reason()).isEqualTo("451 greylisted");
            assertThat(event.again()).isTrue();
        });
        assertThat(fixture.redeem(fixture.mail.newestToken(), NEW)).isEqualTo(changed());
    }

    @Test
    void laterALinkIsMintedAnew() {
        Fixture fixture = failing(DeliveryException.notNow("451 greylisted", null));
        String first = TestMail.tokenIn(fixture.mail.triedLinks().get(0).link());
        fixture.mail.before = () -> {};
        fixture.clock.advance(Duration.ofMinutes(1));
        fixture.queue.retry();

        assertThat(fixture.mail.newestToken()).isNotEqualTo(first);
        assertThat(fixture.mail.newestLink().expiresAt())
                .isEqualTo(fixture.clock.instant().plus(fixture.policy.lifetime()));
        assertThat(fixture.problem(first)).isEqualTo(LinkProblem.REPLACED);
        assertThat(fixture.events(ResetEvent.LinkIssued.class)).hasSize(2);
    }

    @Test
    void anotherProcessMintsAnew() {
        Fixture fixture = failing(DeliveryException.notNow("451 greylisted", null));
        String item = fixture.queue.submitted.get(1);
        fixture.mail.before = () -> {};
        fixture.restart();
        fixture.queue.submit(DeliveryQueue.Lane.LINKS, item);
        fixture.queue.run();

        assertThat(fixture.redeem(fixture.mail.newestToken(), NEW)).isEqualTo(changed());
    }

    @Test
    void aLinkThatTheQueueFailedToTakeIsTriedAgainAndCostsNoPermit() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.none().perAccount(new Rate(1, Duration.ofHours(1), 1));
        fixture.queue.failsOnceIn = DeliveryQueue.Lane.LINKS;
        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();
        assertThat(fixture.events(ResetEvent.DeliveryFailed.class))
                .singleElement()
                .isEqualTo(new ResetEvent.DeliveryFailed(
                        fixture.clock.instant(), "", null, "java.lang.IllegalStateException", true));

        fixture.queue.retry();

        assertThat(fixture.mail.links()).hasSize(1);
    }

    @Test
    void aQueueThatFailsForOneAccountKeepsNoLinkFromTheOthers() {
        Fixture fixture = Fixture.oneTime();
        fixture.accounts = new TestAccounts() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                return List.of(get("parent"), get("child"));
            }
        };
        fixture.accounts.put(Account.of("parent", ADDRESS, "h1"));
        fixture.accounts.put(Account.of("child", ADDRESS, "h2"));
        fixture.queue.failsOnceIn = DeliveryQueue.Lane.LINKS;

        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();
        assertThat(fixture.mail.links())
                .extracting(link -> link.to().accountId())
                .containsExactly("child");
        fixture.queue.retry();

        assertThat(fixture.mail.links())
                .extracting(link -> link.to().accountId())
                .contains("parent");
    }

    @Test
    void retriesCostNoPermit() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.none().perAccount(new Rate(1, Duration.ofHours(1), 1));
        fixture.mail.before = () -> {
            throw DeliveryException.notNow("451 greylisted", null);
        };
        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();
        for (int i = 0; i < 5; i++) {
            fixture.clock.advance(Duration.ofMinutes(2));
            fixture.queue.retry();
        }

        assertThat(fixture.mail.triedLinks()).hasSize(6);
    }

    @Test
    void theWaitsGrowAndEndWhenItIsTooLate() {
        Fixture fixture = failing(DeliveryException.notNow("451 greylisted", null));
        Instant start = fixture.clock.instant();
        Duration longest = Duration.ZERO;
        int tries = 0;
        while (fixture.queue.later() > 0 && tries++ < 1000) {
            Duration wait = fixture.queue.lastWait();
            assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(5));
            longest = wait.compareTo(longest) > 0 ? wait : longest;
            fixture.clock.advance(wait);
            fixture.queue.retry();
        }

        assertThat(longest).isGreaterThan(Duration.ofMinutes(2));
        assertThat(tries).isBetween(8, 30);
        assertThat(fixture.clock.instant()).isBefore(start.plus(fixture.policy.lifetime()));
        List<ResetEvent.DeliveryFailed> failures = fixture.events(ResetEvent.DeliveryFailed.class);
        assertThat(failures.get(failures.size() - 1).again()).isFalse();
        assertThat(failures).filteredOn(event -> !event.again()).hasSize(1);
    }

    @Test
    void theOtherSidesWishToWaitIsHeard() {
        Fixture fixture =
                failing(DeliveryException.notNow("too many connections", null).retryAfter(Duration.ofMinutes(7)));

        assertThat(fixture.queue.lastWait()).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void aWishToWaitForTooLongEndsIt() {
        Fixture fixture =
                failing(DeliveryException.notNow("come back tomorrow", null).retryAfter(Duration.ofDays(400)));

        assertThat(fixture.queue.later()).isZero();
        assertThat(fixture.events(ResetEvent.DeliveryFailed.class))
                .singleElement()
                .matches(event -> !event.again());
    }

    @Test
    void neverIsGivenUp() {
        Fixture fixture = failing(DeliveryException.never("550 no such user", null));

        assertThat(fixture.queue.later()).isZero();
        assertThat(fixture.events(ResetEvent.DeliveryFailed.class))
                .containsExactly(
                        new ResetEvent.DeliveryFailed(fixture.clock.instant(), "", ADA, "550 no such user", false));
    }

    @Test
    void whatWasPerhapsSentIsNotTriedAgain() {
        Fixture fixture = failing(DeliveryException.perhapsSent("connection lost after the data", null));

        assertThat(fixture.queue.later()).isZero();
        assertThat(fixture.events(ResetEvent.DeliveryUncertain.class))
                .containsExactly(new ResetEvent.DeliveryUncertain(
                        fixture.clock.instant(), "", ADA, "connection lost after the data"));
        String token = TestMail.tokenIn(fixture.mail.triedLinks().get(0).link());
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @Test
    void anyOtherExceptionIsTriedAgainAndItsMessageIsNotRepeated() {
        Fixture fixture = failing(new IllegalArgumentException("bad link https://shop.example.com/reset?token=abc"));
        fixture.mail.before = () -> {};
        fixture.queue.retry();

        assertThat(fixture.mail.links()).hasSize(1);
        assertThat(fixture.events(ResetEvent.DeliveryFailed.class))
                .extracting(ResetEvent.DeliveryFailed::reason)
                .containsExactly("java.lang.IllegalArgumentException");
    }

    @Test
    void aDirectoryThatFailsIsAskedAgain() {
        Fixture fixture = Fixture.oneTime();
        boolean[] broken = {true, true};
        fixture.accounts = new TestAccounts() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                fail(broken, 0);
                return super.findByIdentifier(identifier);
            }

            @Override
            public Optional<Account> findById(String accountId) {
                fail(broken, 1);
                return super.findById(accountId);
            }
        };
        fixture.accounts.put(Account.of(ADA, ADDRESS, TestHasher.fresh(Fixture.OLD)));

        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();
        fixture.queue.retry();
        fixture.queue.retry();

        assertThat(fixture.mail.links()).hasSize(1);
        assertThat(fixture.events(ResetEvent.DeliveryFailed.class))
                .extracting(ResetEvent.DeliveryFailed::accountId)
                .containsExactly(null, ADA);
    }

    @Test
    void aStoreThatFailsAtMintingIsAskedAgain() {
        Fixture fixture = Fixture.oneTime();
        boolean[] broken = {true};
        fixture.store = new ForwardingStore() {
            @Override
            public void save(StoredToken token) {
                fail(broken, 0);
                super.save(token);
            }
        };
        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();
        assertThat(fixture.mail.triedLinks()).isEmpty();
        fixture.queue.retry();

        assertThat(fixture.mail.links()).hasSize(1);
    }

    @Test
    void aMailIsNotSentTwiceBecauseTheEarlierLinksCouldNotBeEnded() {
        Fixture fixture = Fixture.oneTime();
        int[] tries = new int[1];
        fixture.store = new ForwardingStore() {
            @Override
            public void supersede(String slot, long number) {
                tries[0]++;
                throw new IllegalStateException("no connection");
            }
        };

        String token = fixture.token();

        assertThat(tries[0]).isEqualTo(3);
        assertThat(fixture.queue.later()).isZero();
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @Test
    void aWarningIsTriedAgainForADay() {
        Fixture fixture = Fixture.oneTime();
        fixture.redeem(fixture.token(), NEW);
        fixture.mail.before = () -> {
            throw DeliveryException.notNow("451 greylisted", null);
        };
        fixture.queue.run();
        fixture.clock.advance(Duration.ofHours(23));
        fixture.queue.retry();
        assertThat(fixture.queue.later()).isEqualTo(1);
        fixture.mail.before = () -> {};
        fixture.queue.retry();

        assertThat(fixture.mail.warnings()).hasSize(1);
    }

    private static Fixture failing(RuntimeException failure) {
        Fixture fixture = Fixture.oneTime();
        fixture.mail.before = () -> {
            throw failure;
        };
        assertThat(fixture.reset().request(ResetRequest.forIdentifier(ADDRESS))).isTrue();
        fixture.queue.run();
        return fixture;
    }

    private static void fail(boolean[] once, int which) {
        if (once[which]) {
            once[which] = false;
            throw new IllegalStateException("no connection");
        }
    }
}
