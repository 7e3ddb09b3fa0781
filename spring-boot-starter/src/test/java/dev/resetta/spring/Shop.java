package dev.resetta.spring;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetSubmission;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

/** An application with a database of its own, the accounts of schema.sql, a mail host, and the two properties it takes. */
final class Shop {
    static final String PASSWORD = "correct horse battery";
    static final String LINK = "resetta.link=https://shop.example.com/reset-password?token={token}";
    private static final String HASH_OF = "hash of ";

    private Shop() {}

    /** With nothing of Resetta's replaced; the mail server is never spoken to. */
    static ApplicationContextRunner plain() {
        return configured(new ApplicationContextRunner(), LINK);
    }

    /** With mails that are recorded, and a queue that waits until it is told. */
    static ApplicationContextRunner manual() {
        return manual(plain());
    }

    static <R extends AbstractApplicationContextRunner<R, ?, ?>> R manual(R runner) {
        return runner.withBean(ManualDeliveryQueue.class).withBean(RecordingNotifier.class);
    }

    static <R extends AbstractApplicationContextRunner<R, ?, ?>> R configured(R runner, String... more) {
        return runner.withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceInitializationAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        TransactionAutoConfiguration.class,
                        SslAutoConfiguration.class,
                        ResettaDatabaseAutoConfiguration.class,
                        ResettaMailAutoConfiguration.class,
                        ResettaAutoConfiguration.class,
                        ResettaWebAutoConfiguration.class,
                        ResettaHealthAutoConfiguration.class))
                .withBean(PasswordEncoder.class, (Supplier<PasswordEncoder>) QuickEncoder::new)
                .withPropertyValues(
                        "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
                        "spring.datasource.hikari.maximum-pool-size=4",
                        "spring.mail.host=localhost",
                        "resetta.mail.from=Shop <no-reply@example.com>")
                .withPropertyValues(more);
    }

    /** Asks for a link, and takes the token out of the mail. */
    static String tokenFor(String account, ApplicationContext context) {
        context.getBean(PasswordReset.class).request(ResetRequest.forIdentifier(account + "@example.com"));
        context.getBean(ManualDeliveryQueue.class).carryOut();
        return context.getBean(RecordingNotifier.class).lastToken();
    }

    static ResetSubmission submission(String token) {
        return ResetSubmission.forToken(token).password(PASSWORD);
    }

    /** Makes hashes that can be read, and no slow ones. */
    static final class QuickEncoder implements PasswordEncoder {
        @Override
        public String encode(CharSequence password) {
            return HASH_OF + password + " " + UUID.randomUUID();
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            return hash.startsWith(HASH_OF + password + " ");
        }
    }
}
