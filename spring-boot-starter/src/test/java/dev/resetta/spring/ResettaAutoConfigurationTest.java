package dev.resetta.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.PasswordReset;
import dev.resetta.Realm;
import dev.resetta.ResetEvent;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult.Changed;
import dev.resetta.ResetResult.PasswordRefused;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.Notifier;
import dev.resetta.jdbc.JdbcDeliveryQueue;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.limit.Limits;
import dev.resetta.mail.MailNotifier;
import dev.resetta.password.PasswordHasher;
import dev.resetta.password.PasswordRules;
import dev.resetta.testkit.InMemoryAccounts;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.testkit.SettableClock;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** What an application gets, and what it keeps in its own hands. */
class ResettaAutoConfigurationTest {

    @Test
    void aDataSourceAnEncoderAMailHostAndTwoPropertiesAreEnough() {
        Shop.plain().run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(PasswordReset.class);
            assertThat(context).getBean(Notifier.class).isInstanceOf(MailNotifier.class);
            assertThat(context).getBean(DeliveryQueue.class).isInstanceOf(JdbcDeliveryQueue.class);
            assertThat(context).doesNotHaveBean(PasswordResetEndpoints.class);
        });
    }

    @Test
    void aPasswordIsResetAndTheSignInVerifiesIt() {
        Shop.manual().run(context -> {
            String token = Shop.tokenFor("alice", context);

            assertThat(context.getBean(PasswordReset.class).redeem(Shop.submission(token)))
                    .isEqualTo(new Changed("alice"));

            String hash = context.getBean(JdbcTemplate.class)
                    .queryForObject("SELECT password_hash FROM users WHERE id = 'alice'", String.class);
            assertThat(context.getBean(PasswordEncoder.class).matches(Shop.PASSWORD, hash))
                    .isTrue();
        });
    }

    static Class<?>[] replaceable() {
        return new Class<?>[] {
            AccountDirectory.class,
            DeliveryQueue.class,
            Limits.class,
            Notifier.class,
            PasswordHasher.class,
            PasswordRules.class,
            TokenPolicy.class,
            TokenStore.class
        };
    }

    @ParameterizedTest
    @MethodSource("replaceable")
    void aBeanOfTheApplicationsTakesThePlaceOfResettas(Class<?> type) {
        Shop.plain().withUserConfiguration(OwnParts.class).run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(type);
            assertThat(context.getBean(type)).isSameAs(context.getBean("own" + type.getSimpleName()));
        });
    }

    @Test
    void aDatabaseOfTheApplicationsIsUsedAsItIs() {
        Shop.plain()
                .withBean("own", ResetDatabase.class, () -> ResetDatabase.of(new JdbcDataSource()))
                .withPropertyValues("resetta.queue.durable=false")
                .run(context ->
                        assertThat(context).hasSingleBean(ResetDatabase.class).hasBean("own"));
    }

    @Test
    void aResetOfTheApplicationsIsTheOnlyOne() {
        PasswordReset own = reset();
        Shop.plain().withBean("own", PasswordReset.class, () -> own).run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(PasswordReset.class);
            assertThat(context).doesNotHaveBean(Notifier.class).doesNotHaveBean(TokenStore.class);
        });
    }

    @Test
    void nothingIsThereIfItIsSwitchedOff() {
        Shop.plain()
                .withPropertyValues("resetta.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(PasswordReset.class)
                        .doesNotHaveBean(ResetDatabase.class)
                        .doesNotHaveBean(Notifier.class));
    }

    @Test
    void withoutDbSchedulerMailsWaitInMemory() {
        Shop.plain()
                .withClassLoader(new FilteredClassLoader("com.github.kagkarlsson"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(PasswordReset.class)
                        .doesNotHaveBean(DeliveryQueue.class));
    }

    @Test
    void withoutSpringSecurityTheApplicationBringsTheHasher() {
        Shop.plain()
                .withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .withBean(PasswordHasher.class, () -> password -> "hash of " + password)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(PasswordReset.class));
    }

    @Test
    void withoutADatabaseTheApplicationBringsAccountsAndStore() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        ResettaDatabaseAutoConfiguration.class,
                        ResettaAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.h2", "com.zaxxer"))
                .withUserConfiguration(OwnParts.class)
                .withPropertyValues("resetta.link=https://shop.example.com/reset?token={token}")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(DataSource.class)
                        .hasSingleBean(PasswordReset.class));
    }

    @Test
    void anUpdaterOfTheApplicationsWritesForItsAccounts() {
        AtomicInteger updates = new AtomicInteger();
        PasswordUpdater counting = update -> updates.incrementAndGet() > 0;
        Shop.manual().withBean(PasswordUpdater.class, () -> counting).run(context -> {
            String token = Shop.tokenFor("alice", context);

            context.getBean(PasswordReset.class).redeem(Shop.submission(token));

            assertThat(updates).hasValue(1);
        });
    }

    @Test
    void eachRealmIsNamedLikeItsBean() {
        InMemoryAccounts staff = new InMemoryAccounts();
        staff.put(Account.of("1", "staff@example.com", "hash of old"));
        Shop.manual(Shop.configured(new ApplicationContextRunner()))
                .withBean("staff", Realm.class, () -> Realm.of("https://staff.example.com/?t={token}", staff, staff))
                .run(context -> {
                    PasswordReset reset = context.getBean(PasswordReset.class).realm("staff");

                    reset.request(ResetRequest.forIdentifier("staff@example.com"));
                    context.getBean(ManualDeliveryQueue.class).carryOut();

                    assertThat(context.getBean(RecordingNotifier.class).lastLink())
                            .startsWith("https://staff.example.com/");
                });
    }

    @Test
    void theApplicationsClockDecidesWhenALinkExpires() {
        SettableClock clock = SettableClock.at(Instant.parse("2026-11-25T12:00:00Z"));
        Shop.manual().withBean(Clock.class, () -> clock).run(context -> {
            String token = Shop.tokenFor("alice", context);
            PasswordReset reset = context.getBean(PasswordReset.class);
            assertThat(reset.check(token).isGood()).isTrue();

            clock.advance(Duration.ofMinutes(30));

            assertThat(reset.check(token).isGood()).isFalse();
        });
    }

    @Test
    void listenersOfTheApplicationLearnOfEveryEvent() {
        RecordedEvents events = new RecordedEvents();
        Shop.manual().withBean(RecordedEvents.class, () -> events).run(context -> {
            Shop.tokenFor("alice", context);

            assertThat(events.all)
                    .hasAtLeastOneElementOfType(ResetEvent.Requested.class)
                    .hasAtLeastOneElementOfType(ResetEvent.LinkDelivered.class);
        });
    }

    @Test
    void aCustomizerReachesWhatHasNoProperty() {
        Shop.manual()
                .withBean(
                        PasswordResetCustomizer.class,
                        () -> reset -> reset.supportPolicy(TokenPolicy.reusableUntilExpiry()))
                .run(context -> {
                    var link = context.getBean(PasswordReset.class)
                            .support("ada")
                            .issueWithoutNotice("alice", "a test")
                            .orElseThrow();
                    assertThat(Duration.between(Instant.now(), link.expiresAt()))
                            .isGreaterThan(Duration.ofDays(2));
                });
    }

    @Test
    void bcryptIsNotHandedMoreThanItCanTake() {
        Shop.manual()
                .withBean(
                        "bcrypt",
                        PasswordEncoder.class,
                        () -> new BCryptPasswordEncoder(4),
                        bean -> bean.setPrimary(true))
                .run(context -> {
                    String token = Shop.tokenFor("alice", context);

                    assertThat(context.getBean(PasswordReset.class)
                                    .redeem(ResetSubmission.forToken(token).password("x1".repeat(37))))
                            .isInstanceOf(PasswordRefused.class);
                });
    }

    private static PasswordReset reset() {
        InMemoryAccounts accounts = new InMemoryAccounts();
        return PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(accounts)
                .passwordHasher(password -> "hash of " + password)
                .tokenStore(TokenStore.inMemory())
                .notifier(new RecordingNotifier())
                .deliveryQueue(new ManualDeliveryQueue())
                .build();
    }
}
