package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.ADDRESS;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OLD;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.Notice;
import dev.resetta.limit.Limits;
import dev.resetta.token.TokenPolicy;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Floods of every kind: they cost little, and keep nobody from a good link or from a warning. */
@Timeout(120)
class FloodTest {
    private static final int FLOOD = 1000;

    @ParameterizedTest
    @EnumSource(names = {"ONE_TIME", "HASH_BOUND"})
    void aThousandPostsOfOneGoodLinkMakeAHandfulOfHashes(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.limits = Limits.standard();
        String token = fixture.token();
        fixture.hasher.meanwhile = () -> LockSupport.parkNanos(20_000_000);

        List<ResetResult> results = Race.of(FLOOD, i -> fixture.redeem(token, "the password number " + i));

        assertThat(results.stream().filter(ResetResult.Changed.class::isInstance))
                .hasSize(1);
        assertThat(fixture.hasher.mostAtOnce.get())
                .isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(fixture.hasher.made.get()).as("hashes in all").isLessThanOrEqualTo(10);
        assertThat(fixture.signsIn(OLD)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aThousandBogusTokensCostNoHash(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.limits = Limits.standard();
        String token = fixture.token();
        SecureRandom random = new SecureRandom();
        byte[] bytes = new byte[32];
        int before = fixture.store.calls.get();

        for (int i = 0; i < FLOOD; i++) {
            random.nextBytes(bytes);
            String bogus = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            String onlySignedWrong = token.substring(0, token.length() - bogus.length()) + bogus;
            assertThat(fixture.redeem(onlySignedWrong, NEW)).isEqualTo(refused(LinkProblem.INVALID));
        }

        assertThat(fixture.hasher.made).hasValue(0);
        assertThat(fixture.store.calls.get() - before).isLessThanOrEqualTo(FLOOD);
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @Test
    void aHundredSpellingsThatMeanNobodyKeepNobodysMailAway() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.standard();
        for (int i = 0; i < 100; i++) {
            fixture.reset().request(ResetRequest.forIdentifier(ADDRESS + " ".repeat(i + 1)));
        }
        fixture.queue.run();
        assertThat(fixture.mail.links()).isEmpty();

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());
    }

    @Test
    void aFloodForStrangersEndsNobodysLink() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.standard();
        String token = fixture.token();
        for (int i = 0; i < FLOOD; i++) {
            fixture.reset()
                    .request(ResetRequest.forIdentifier("person" + i + "@example.com")
                            .clientAddress("192.0.2." + i % 250));
        }
        fixture.queue.run();

        assertThat(fixture.mail.links()).hasSize(1);
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    /** The directory stands still, as if thousands were being looked up, while Ada uses her link. */
    @Test
    void aFloodOfRequestsKeepsNoWarningAway() {
        CountDownLatch flooded = new CountDownLatch(1);
        CountDownLatch linkMailed = new CountDownLatch(1);
        CountDownLatch warned = new CountDownLatch(1);
        Fixture fixture = Fixture.oneTime();
        fixture.accounts = new TestAccounts() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                if (identifier.startsWith("flood")) {
                    waitFor(flooded);
                }
                return super.findByIdentifier(identifier);
            }
        };
        fixture.accounts.put(Account.of(ADA, ADDRESS, TestHasher.fresh(OLD)));
        try (PasswordReset reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(fixture.accounts)
                .tokenStore(fixture.store)
                .passwordHasher(fixture.hasher)
                .deliveryQueue(DeliveryQueue.inMemory())
                .limits(Limits.none())
                .endSessions(fixture.endSessions)
                .onEvent(fixture.events::add)
                .notifier(notice -> {
                    fixture.mail.send(notice);
                    (notice instanceof Notice.ResetLink ? linkMailed : warned).countDown();
                })
                .build()) {
            reset.request(ResetRequest.forIdentifier(ADDRESS));
            waitFor(linkMailed);
            for (int i = 0; i < 11_000; i++) {
                assertThat(reset.request(ResetRequest.forIdentifier("flood" + i)))
                        .isTrue();
            }
            assertThat(fixture.events(ResetEvent.Dropped.class)).isNotEmpty();

            assertThat(reset.redeem(
                            ResetSubmission.forToken(fixture.mail.newestToken()).password(NEW)))
                    .isEqualTo(changed());

            waitFor(warned);
            assertThat(fixture.mail.warnings())
                    .extracting(warning -> warning.to().address())
                    .containsExactly(ADDRESS);
            flooded.countDown();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
