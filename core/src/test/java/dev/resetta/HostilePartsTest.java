package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.ADDRESS;
import static dev.resetta.Fixture.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Parts of an application that fail, lie or exaggerate: what they may not bring about. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostilePartsTest {
    private static final Rate ONE = new Rate(1, Duration.ofHours(1), 1);

    @Test
    void aLinkThatCouldNotBeMintedAtTheFirstTryStillCostsAPermit() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.none().perAccount(ONE);
        boolean[] broken = {false};
        fixture.accounts = new TestAccounts() {
            @Override
            public Optional<Account> findById(String accountId) {
                if (broken[0]) {
                    throw new IllegalStateException("no connection");
                }
                return super.findById(accountId);
            }
        };
        fixture.accounts.put(Account.of(ADA, ADDRESS, "h"));
        for (int i = 0; i < 5; i++) {
            fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
            broken[0] = true;
            fixture.queue.run();
            broken[0] = false;
            fixture.queue.retry();
            fixture.clock.advance(Duration.ofSeconds(1));
        }

        assertThat(fixture.mail.links()).hasSize(1);
    }

    @Test
    void aLimiterThatIsDownAtTheFirstTryOpensNoDoor() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.none().perAccount(ONE);
        boolean[] down = {false};
        RequestLimiter limiter = RequestLimiter.inMemory();
        PasswordReset reset = fixture.builder()
                .requestLimiter(new RequestLimiter() {
                    @Override
                    public boolean tryAcquire(String key, Rate rate, Instant now) {
                        if (down[0]) {
                            throw new IllegalStateException("no connection");
                        }
                        return limiter.tryAcquire(key, rate, now);
                    }

                    @Override
                    public void giveBack(String key, Rate rate) {
                        limiter.giveBack(key, rate);
                    }
                })
                .build();
        for (int i = 0; i < 5; i++) {
            reset.request(ResetRequest.forIdentifier(ADDRESS));
            down[0] = true;
            fixture.queue.run();
            fixture.queue.retry();
            down[0] = false;
            fixture.clock.advance(Duration.ofSeconds(1));
        }

        assertThat(fixture.mail.links()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aRequestTakenBeforeCloseIsMailed() throws InterruptedException {
        Fixture fixture = Fixture.oneTime();
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        fixture.accounts = new TestAccounts() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                looking.countDown();
                try {
                    goOn.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.findByIdentifier(identifier);
            }
        };
        fixture.accounts.put(Account.of(ADA, ADDRESS, "h"));
        PasswordReset reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(fixture.accounts)
                .tokenStore(fixture.store)
                .passwordHasher(fixture.hasher)
                .notifier(fixture.mail)
                .build();
        reset.request(ResetRequest.forIdentifier(ADDRESS));
        looking.await(10, TimeUnit.SECONDS);
        Thread closing = new Thread(reset::close);
        closing.start();
        while (closing.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        closing.join();

        assertThat(fixture.mail.links()).hasSize(1);
    }

    @Test
    void anItemNeverGrowsPastItsBound() {
        Fixture fixture = Fixture.oneTime();
        fixture.accounts.change(ADA, account -> account.withName("x".repeat(100_000)));
        fixture.redeem(fixture.token(), NEW);

        assertThat(fixture.queue.submitted).allSatisfy(item -> assertThat(item).hasSizeLessThanOrEqualTo(8192));
    }

    @Test
    void oneAccountFoundTwiceGetsOneMail() {
        Fixture fixture = Fixture.oneTime();
        fixture.accounts = new TestAccounts() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                return List.of(get(ADA), get(ADA));
            }
        };
        fixture.accounts.put(Account.of(ADA, ADDRESS, "h"));
        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();

        assertThat(fixture.mail.links()).hasSize(1);
    }

    @Test
    void anErrorOfTheNotifierLeavesAnEvent() {
        Fixture fixture = Fixture.oneTime();
        fixture.mail.before = () -> {
            throw new LinkageError("a class is missing");
        };
        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        try {
            fixture.queue.run();
        } catch (LinkageError e) {
            assertThat(e).isNotNull();
        }

        assertThat(fixture.events(ResetEvent.DeliveryFailed.class)).hasSize(1);
    }

    @Test
    void theQueueInMemoryRepeatsNoMessageOfOthers() throws InterruptedException {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(DeliveryQueue.class);
        log.start();
        logger.addAppender(log);
        CountDownLatch worked = new CountDownLatch(1);
        try (DeliveryQueue queue = DeliveryQueue.inMemory()) {
            queue.start((item, attempt) -> {
                worked.countDown();
                throw new IllegalStateException("cannot send token=abc");
            });
            queue.submit(DeliveryQueue.Lane.LINKS, "item");
            worked.await(10, TimeUnit.SECONDS);
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list)
                .allSatisfy(line -> assertThat(
                                line.getThrowableProxy() == null
                                        ? ""
                                        : ThrowableProxyUtil.asString(line.getThrowableProxy()))
                        .doesNotContain("token=abc"));
    }

    @Test
    void aWishToWaitForEverEndsIt() {
        Fixture fixture = Fixture.oneTime();
        fixture.mail.before = () -> {
            throw DeliveryException.notNow("never again", null).retryAfter(Duration.ofSeconds(Long.MAX_VALUE));
        };
        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();

        assertThat(fixture.events(ResetEvent.DeliveryFailed.class)).hasSize(1);
    }

    @Test
    void aLifetimeShorterThanTheRefillOfTheIdentifierLimitIsRefused() {
        Fixture fixture = Fixture.oneTime();
        fixture.policy = fixture.policy.lifetime(Duration.ofMinutes(5));
        fixture.limits = Limits.standard();

        assertThatThrownBy(fixture::reset).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRequestForARealmThatIsNotThereIsRefused() {
        Fixture fixture = Fixture.oneTime();
        PasswordReset reset = PasswordReset.builder()
                .realms(name -> Optional.empty())
                .tokenStore(fixture.store)
                .passwordHasher(fixture.hasher)
                .notifier(fixture.mail)
                .deliveryQueue(fixture.queue)
                .build();

        assertThatThrownBy(() -> reset.request(ResetRequest.forIdentifier(ADDRESS)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("realm(");
    }
}
