package dev.resetta.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.resetta.Realm;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.delivery.Notifier;
import dev.resetta.testkit.InMemoryAccounts;
import dev.resetta.testkit.RecordingNotifier;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** What cannot work is refused at the start, in a sentence that says what to do. */
class RefusedSettingTest {

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("resetta.lifetime=8d", "resetta.lifetime is refused", "Change resetta.lifetime."),
                arguments("resetta.lifetime=2m", "Links live for PT2M", "property that this is about"),
                arguments(
                        "resetta.link=http://shop.example.com/{token}",
                        "resetta.link is refused",
                        "Change resetta.link."),
                arguments(
                        "resetta.cancel-link=nonsense",
                        "resetta.cancel-link is refused",
                        "Change resetta.cancel-link."),
                arguments("resetta.policy=hash-bound", "there is no key", "resetta.keys.secrets.<id>"),
                arguments("resetta.keys.secrets.a=c2hvcnQ=", "needs at least 32", "Change resetta.keys.secrets."),
                arguments("resetta.keys.secrets.a=!", "resetta.keys.secrets.a is not Base64", "openssl rand"),
                arguments(
                        "resetta.passwords.minimum-length=4", "resetta.passwords.minimum-length is refused", "Change"),
                arguments("resetta.limits.per-client.permits=0", "resetta.limits.per-client is refused", "Change"),
                arguments("resetta.accounts.table=users; --", "resetta.accounts.table is refused", "Change"),
                arguments("resetta.accounts.id-column=1 or", "resetta.accounts is refused", "Change"),
                arguments(
                        "resetta.database.table-prefix=Resetta", "resetta.database.table-prefix is refused", "Change"),
                arguments("resetta.queue.workers=65", "resetta.queue is refused", "Change resetta.queue."),
                arguments("resetta.mail.from=nobody", "resetta.mail.from is refused", "Change resetta.mail.from."),
                arguments("resetta.mail.reply-to=nobody", "resetta.mail.reply-to is refused", "Change"),
                arguments("resetta.mail.default-locale=tlh", "resetta.mail.default-locale is refused", "Change"),
                arguments("spring.mail.host=a host", "spring.mail is refused", "Change spring.mail."),
                arguments("spring.mail.username=shop", "spring.mail.password is not set", "Set spring.mail.password."));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aPropertyThatCannotBeIsNamed(String property, String sentence, String remedy) {
        assertRefused(Shop.plain().withPropertyValues(property), sentence, remedy);
    }

    @Test
    void aPropertyThatNobodyReadsIsNamedWithoutItsValue() {
        Shop.plain()
                .withPropertyValues("resetta.lifetme=10m", "resetta.key.secrets.a=c2VjcmV0")
                .run(context -> {
                    FailureAnalysis analysis = new UnknownPropertyAnalyzer().analyze(context.getStartupFailure());

                    assertThat(analysis.getDescription())
                            .isEqualTo("Resetta: nothing reads resetta.key.secrets.a, resetta.lifetme.");
                    assertThat(context.getStartupFailure()).hasStackTraceContaining("resetta.lifetme");
                    for (Throwable e = context.getStartupFailure(); e != null; e = e.getCause()) {
                        assertThat(e).hasMessageNotContaining("c2VjcmV0");
                    }
                });
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                arguments("resetta.link", "Set resetta.link."),
                arguments("resetta.mail.from", "Set resetta.mail.from."),
                arguments("spring.mail.host", "Set spring.mail.host."));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void aPropertyThatIsMissingIsNamed(String property, String remedy) {
        List<String> others = Stream.of(
                        Shop.LINK, "resetta.mail.from=no-reply@example.com", "spring.mail.host=localhost")
                .filter(given -> !given.startsWith(property + "="))
                .toList();
        ApplicationContextRunner shop = new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ResettaMailAutoConfiguration.class, ResettaAutoConfiguration.class))
                .withPropertyValues(others.toArray(String[]::new));

        assertRefused(shop, property + " is not set", remedy);
    }

    static Stream<Arguments> wrongBeans() {
        return Stream.of(
                arguments(
                        change(shop -> shop.withBean("a", Notifier.class, RecordingNotifier::new)
                                .withBean("b", Notifier.class, RecordingNotifier::new)),
                        "several beans of the type Notifier"),
                arguments(
                        change(shop -> shop.withBean("other", PasswordEncoder.class, Shop.QuickEncoder::new)),
                        "several password encoders"),
                arguments(
                        change(shop -> shop.withClassLoader(new FilteredClassLoader("org.springframework.security"))),
                        "no bean of the type PasswordHasher"),
                arguments(
                        change(shop -> shop.withBean(AccountDirectory.class, ReadOnlyAccounts::new)),
                        "cannot update a password"),
                arguments(
                        change(shop -> shop.withBean("a", PasswordUpdater.class, () -> update -> false)
                                .withBean("b", PasswordUpdater.class, () -> update -> false)),
                        "several beans of the type PasswordUpdater"),
                arguments(
                        change(shop -> shop.withBean("staff", Realm.class, RefusedSettingTest::realm)),
                        "there are realms, each with a link"),
                arguments(
                        change(shop -> shop.withBean("a", PlatformTransactionManager.class, Elsewhere::new)
                                .withBean("b", PlatformTransactionManager.class, Elsewhere::new)),
                        "several transaction managers"),
                arguments(
                        change(shop -> shop.withBean(
                                PlatformTransactionManager.class,
                                () -> new JdbcTransactionManager(new JdbcDataSource()))),
                        "does not manage the data source"));
    }

    @ParameterizedTest
    @MethodSource("wrongBeans")
    void aBeanThatCannotBeIsNamed(UnaryOperator<ApplicationContextRunner> change, String sentence) {
        assertRefused(change.apply(Shop.plain()), sentence, "");
    }

    @ParameterizedTest
    @MethodSource("webRealms")
    void theEndpointsServeARealmThatIsThere(String property, String sentence) {
        WebApplicationContextRunner shop = Shop.manual(Shop.configured(new WebApplicationContextRunner(), property))
                .withBean("staff", Realm.class, RefusedSettingTest::realm)
                .withPropertyValues("resetta.web.enabled=true");

        shop.run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                .contains(sentence));
    }

    static Stream<Arguments> webRealms() {
        return Stream.of(
                arguments("resetta.realm=customers", "resetta.realm is refused"),
                arguments("resetta.web.path=/resets", "nothing says which of them the endpoints serve"));
    }

    private static void assertRefused(ApplicationContextRunner shop, String sentence, String remedy) {
        shop.run(context -> {
            FailureAnalysis analysis = analysis(context.getStartupFailure());
            assertThat(analysis.getDescription()).startsWith("Resetta: ").contains(sentence);
            assertThat(analysis.getAction()).contains(remedy).endsWith(".");
        });
    }

    private static FailureAnalysis analysis(Throwable failure) {
        assertThat(failure).as("the start").isNotNull();
        FailureAnalysis analysis = new RefusedSettingAnalyzer().analyze(failure);
        assertThat(analysis).as("what is said about %s", failure).isNotNull();
        return analysis;
    }

    private static UnaryOperator<ApplicationContextRunner> change(UnaryOperator<ApplicationContextRunner> change) {
        return change;
    }

    private static Realm realm() {
        InMemoryAccounts accounts = new InMemoryAccounts();
        return Realm.of("https://staff.example.com/?t={token}", accounts, accounts);
    }

    /** Accounts that nobody can write. */
    private static final class ReadOnlyAccounts implements AccountDirectory {
        @Override
        public List<Account> findByIdentifier(String identifier) {
            return List.of();
        }

        @Override
        public Optional<Account> findById(String accountId) {
            return Optional.empty();
        }
    }

    /** Transactions of something else than a database. */
    private static final class Elsewhere extends AbstractPlatformTransactionManager {
        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
