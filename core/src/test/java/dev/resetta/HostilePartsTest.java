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
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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
    void cancellingAlwaysEnds() {
        Fixture fixture = Fixture.oneTime();
        boolean[] snapshot = {false};
        fixture.store = new ForwardingStore() {
            @Override
            public boolean swap(StoredToken seen, StoredToken next) {
                return !snapshot[0] && super.swap(seen, next);
            }
        };
        String cancelToken = fixture.cancelToken();
        snapshot[0] = true;

        assertThat(fixture.reset().cancel(cancelToken)).isFalse();
    }

    @Test
    void afterAnErrorOfAnUpdaterElsewhereTheLinkIsDead() {
        Fixture fixture = Fixture.oneTime();
        fixture.updater = elsewhere(update -> {
            throw new LinkageError("a class is missing");
        });
        String token = fixture.token();
        assertThatThrownBy(() -> fixture.redeem(token, NEW)).isInstanceOf(LinkageError.class);

        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.USED);
    }

    @Test
    void aConflictOfAnUpdaterElsewhereIsNotRepeated() {
        Fixture fixture = Fixture.of(TokenPolicy.Kind.HASH_BOUND);
        int[] calls = new int[1];
        fixture.updater = elsewhere(update -> {
            calls[0]++;
            throw new TokenStore.ConflictException("deadlock over there", new IllegalStateException());
        });
        String token = fixture.token();
        assertThatThrownBy(() -> fixture.redeem(token, NEW)).isInstanceOf(TokenStore.ConflictException.class);

        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void theFirstFailureIsToldEvenIfUndoingFailsToo() {
        Fixture fixture = Fixture.oneTime();
        fixture.store = new ForwardingStore.WithoutTransactions() {
            @Override
            public boolean swap(StoredToken seen, StoredToken next) {
                if (next.state() == StoredToken.State.LIVE) {
                    throw new IllegalStateException("no connection");
                }
                return super.swap(seen, next);
            }
        };
        fixture.updater = update -> {
            throw new IllegalStateException("the disk is full");
        };

        assertThatThrownBy(() -> fixture.redeem(fixture.token(), NEW)).hasMessage("the disk is full");
    }

    @Test
    void aHasherThatReturnsNothingIsRefusedWithAReason() {
        Fixture fixture = Fixture.oneTime();
        fixture.otherHasher = password -> null;
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.redeem(token, NEW)).hasMessageContaining("hasher");
    }

    @Test
    void anEmptyHashIsNeverStored() {
        Fixture fixture = Fixture.oneTime();
        fixture.otherHasher = password -> "";
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.redeem(token, NEW)).hasMessageContaining("hasher");
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

    @Test
    void afterAClockThatWasAheadTheLimiterStillMakesRoom() {
        Instant now = Instant.ofEpochMilli(2_000_000_000_123L);
        RequestLimiter limiter = RequestLimiter.inMemory();
        Rate rate = new Rate(5, Duration.ofHours(1), 1);
        for (int i = 0; i < 100_000; i++) {
            limiter.tryAcquire("k" + i, rate, now.plus(Duration.ofDays(365)));
        }
        limiter.tryAcquire("sweep", rate, now.plus(Duration.ofDays(365)));
        Instant back = now.plus(Duration.ofDays(1));
        for (int i = 0; i < 100_000; i++) {
            limiter.tryAcquire("k" + i, rate, back);
        }
        Instant later = back.plus(Duration.ofHours(2));
        int admitted = 0;
        for (int i = 0; i < 5_000; i++) {
            admitted += limiter.tryAcquire("new" + i, rate, later) ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(5_000);
    }

    @Test
    void aPermitOfAnOverflowBucketCanBeGivenBack() {
        Instant now = Instant.ofEpochMilli(2_000_000_000_123L);
        RequestLimiter limiter = RequestLimiter.inMemory();
        for (int i = 0; i < 100_000; i++) {
            limiter.tryAcquire("k" + i, ONE, now);
        }
        assertThat(limiter.tryAcquire("late", ONE, now)).isTrue();
        limiter.giveBack("late", ONE);

        assertThat(limiter.tryAcquire("late", ONE, now)).isTrue();
    }

    @Test
    void aReplacedLinkIsNotRevivedByEditingItsNumber() {
        Fixture fixture = Fixture.oneTime();
        fixture.keys = Fixture.keys("k", 1);
        String replaced = fixture.token();
        fixture.token();
        StoredToken row = fixture.store.saved.get(0);
        StoredToken newer = fixture.store.saved.get(1);

        fixture.store.edit(row.digest(), "number", newer.number() + 1);
        fixture.store.supersede(newer.slot(), newer.number());

        assertThat(fixture.reset().check(replaced).isGood()).isFalse();
    }

    private static PasswordUpdater elsewhere(Predicate<PasswordUpdate> update) {
        return new PasswordUpdater() {
            @Override
            public boolean update(PasswordUpdate asked) {
                return update.test(asked);
            }

            @Override
            public boolean joinsTransaction() {
                return false;
            }
        };
    }
}
