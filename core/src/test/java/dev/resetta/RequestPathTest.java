package dev.resetta;

import static dev.resetta.Fixture.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.DeliveryQueue.Lane;
import dev.resetta.delivery.Notifier;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.password.PasswordHasher;
import dev.resetta.token.TokenStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request goes into the queue and returns; nothing about an account is touched before. */
class RequestPathTest {

    @ParameterizedTest
    @ValueSource(strings = {ADDRESS, "nobody@example.com", "disabled@example.com", "", "x\0y"})
    void aRequestTouchesNothingThatKnowsAnAccount(String typed) {
        ManualQueue queue = new ManualQueue();
        PasswordReset reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(untouchable(AccountDirectory.class))
                .passwordUpdater(untouchable(PasswordUpdater.class))
                .tokenStore(untouchable(TokenStore.class, "afterCommit"))
                .passwordHasher(untouchable(PasswordHasher.class))
                .notifier(untouchable(Notifier.class))
                .deliveryQueue(queue)
                .build();

        assertThat(reset.request(ResetRequest.forIdentifier(typed))).isTrue();

        assertThat(queue.lanes()).containsExactly(Lane.REQUESTS);
    }

    @Test
    void knownUnknownAndDisabledLookTheSameFromOutside() {
        Fixture fixture = Fixture.oneTime();
        fixture.accounts.put(
                Account.of("account-18", "disabled@example.com", "h").withEligible(false));
        PasswordReset reset = fixture.reset();

        for (String typed : List.of(ADDRESS, "nobody@example.com", "disabled@example.com")) {
            assertThat(reset.request(ResetRequest.forIdentifier(typed))).isTrue();
        }

        assertThat(fixture.events)
                .hasSize(3)
                .allMatch(event -> event.equals(new ResetEvent.Requested(fixture.clock.instant(), "")));
        assertThat(fixture.queue.due()).isEqualTo(3);
        fixture.queue.run();
        assertThat(fixture.mail.links()).hasSize(1);
        assertThat(fixture.events(ResetEvent.NothingSent.class))
                .extracting(ResetEvent.NothingSent::reason)
                .containsExactlyInAnyOrder(ResetEvent.NoMail.NOBODY, ResetEvent.NoMail.INELIGIBLE);
    }

    static List<String> meaningNobody() {
        List<String> typed = new ArrayList<>(List.of(
                "",
                "x".repeat(321),
                "x".repeat(1_000_000),
                "ada@example.com\r\nBcc: evil@example.com",
                "ada\0@example.com",
                "ada\u007f@example.com",
                "ada\u0085@example.com",
                "\ud83d",
                "ada\udc00@example.com"));
        typed.add(null);
        return typed;
    }

    @ParameterizedTest
    @MethodSource("meaningNobody")
    void whatCanMeanNobodyReachesNoDirectory(String typed) {
        Fixture fixture = Fixture.oneTime();

        assertThat(fixture.reset().request(ResetRequest.forIdentifier(typed))).isTrue();
        fixture.queue.run();

        assertThat(fixture.accounts.lookUps).hasValue(0);
        assertThat(fixture.events(ResetEvent.NothingSent.class))
                .extracting(ResetEvent.NothingSent::reason)
                .containsExactly(ResetEvent.NoMail.NOBODY);
        assertThat(fixture.queue.submitted).allMatch(item -> item.length() < 8192);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ada@example.com ", "ａda@example.com", "ada@example.com,evil@example.com", "%", "'--", "*"})
    void whateverElseWasTypedReachesTheDirectoryUntouched(String typed) {
        Fixture fixture = Fixture.oneTime();
        List<String> asked = new ArrayList<>();
        fixture.accounts = new TestAccounts() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                asked.add(identifier);
                return List.of();
            }
        };

        fixture.reset().request(ResetRequest.forIdentifier(typed));
        fixture.queue.run();

        assertThat(asked).containsExactly(typed);
    }

    @Test
    void theLongestPossibleRequestFitsIntoAnItem() {
        Fixture fixture = Fixture.oneTime();
        fixture.reset()
                .request(ResetRequest.forIdentifier("\u20ac".repeat(320))
                        .clientAddress("\u20ac".repeat(1000))
                        .userAgent("\u20ac".repeat(100_000))
                        .locale(Locale.forLanguageTag("de-Latn-DE-1996-x-abcdefgh-abcdefgh-abcdefgh-abcdefgh")));

        assertThat(fixture.queue.submitted)
                .singleElement()
                .satisfies(item -> assertThat(item).hasSizeLessThan(8192));
        fixture.queue.run();
        assertThat(fixture.accounts.lookUps).hasValue(1);
    }

    @Test
    void theMailGoesToTheStoredAddressAndNotToWhatWasTyped() {
        Fixture fixture = Fixture.oneTime();

        fixture.reset().request(ResetRequest.forIdentifier("ADA@EXAMPLE.COM"));
        fixture.queue.run();

        assertThat(fixture.mail.newestLink().to().address()).isEqualTo(ADDRESS);
    }

    @Test
    void aFullQueueLeavesAnEventAndGivesThePermitBack() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.none().perIdentifier(new Rate(1, Duration.ofMinutes(30), 1));
        fixture.queue.full.add(Lane.REQUESTS);
        ResetRequest request = ResetRequest.forIdentifier(ADDRESS);

        for (int i = 0; i < 5; i++) {
            assertThat(fixture.reset().request(request)).isTrue();
        }
        assertThat(fixture.events).hasSize(5).hasOnlyElementsOfType(ResetEvent.Dropped.class);

        fixture.queue.full.clear();
        fixture.reset().request(request);
        fixture.queue.run();
        assertThat(fixture.mail.links()).hasSize(1);
    }

    @Test
    void aQueueThatFailsIsToldAndGivesThePermitBack() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.none().perIdentifier(new Rate(1, Duration.ofMinutes(30), 1));
        boolean[] broken = {true};
        ManualQueue queue = fixture.queue;
        PasswordReset reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(fixture.accounts)
                .passwordHasher(fixture.hasher)
                .tokenStore(fixture.store)
                .notifier(fixture.mail)
                .limits(fixture.limits)
                .clock(fixture.clock)
                .deliveryQueue(failing(queue, broken))
                .build();
        ResetRequest request = ResetRequest.forIdentifier(ADDRESS);

        assertThatThrownBy(() -> reset.request(request)).hasMessage("no connection");
        assertThatThrownBy(() -> reset.request(request)).hasMessage("no connection");
        broken[0] = false;
        reset.request(request);
        queue.run();

        assertThat(fixture.mail.links()).hasSize(1);
    }

    @Test
    void aLimiterThatIsDownMeansNo() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.standard();
        PasswordReset reset =
                fixture.builder().requestLimiter(new BrokenLimiter()).build();

        assertThatThrownBy(() -> reset.request(ResetRequest.forIdentifier(ADDRESS)))
                .hasMessage("no connection");
        assertThat(fixture.queue.submitted).isEmpty();
    }

    @Test
    void aLimiterThatIsDownOnceTheAccountIsFoundIsTold() {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.none().perAccount(new Rate(5, Duration.ofHours(1), 3));
        PasswordReset reset =
                fixture.builder().requestLimiter(new BrokenLimiter()).build();

        reset.request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();

        assertThat(fixture.mail.links()).isEmpty();
        assertThat(fixture.events(ResetEvent.DeliveryFailed.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.accountId()).isNotNull();
                    assertThat(event.reason()).isEqualTo(IllegalStateException.class.getName());
                });
    }

    private static final class BrokenLimiter implements RequestLimiter {
        @Override
        public boolean tryAcquire(String key, Rate rate, Instant now) {
            throw new IllegalStateException("no connection");
        }

        @Override
        public void giveBack(String key, Rate rate) {
            throw new IllegalStateException("no connection");
        }
    }

    /** Fails at every call but the one named, which has a Runnable to run: that there is no transaction may be asked. */
    private static <T> T untouchable(Class<T> type, String... allowed) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (List.of(allowed).contains(method.getName())) {
                ((Runnable) args[0]).run();
                return null;
            }
            throw new IllegalStateException("The request path called " + method.getName() + ".");
        }));
    }

    private static DeliveryQueue failing(ManualQueue queue, boolean[] broken) {
        return new DeliveryQueue() {
            @Override
            public boolean submit(Lane lane, String item) {
                if (broken[0]) {
                    throw new IllegalStateException("no connection");
                }
                return queue.submit(lane, item);
            }

            @Override
            public void start(Worker worker) {
                queue.start(worker);
            }

            @Override
            public void close() {
                queue.close();
            }
        };
    }
}
