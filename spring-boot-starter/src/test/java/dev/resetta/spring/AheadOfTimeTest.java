package dev.resetta.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.PasswordReset;
import dev.resetta.ResetResult.Changed;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.security.crypto.password.PasswordEncoder;

/** An application as a native image starts it: by code that was generated ahead of time. Here that code runs on the JVM. */
class AheadOfTimeTest {

    @Test
    @CompileWithForkedClassLoader
    void aPasswordIsResetInAnApplicationThatWasPutTogetherAheadOfTime() {
        TestGenerationContext generation = new TestGenerationContext();
        try (AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext()) {
            configure(application);
            application.register(Application.class);
            new ApplicationContextAotGenerator().processAheadOfTime(application, generation);
        }
        generation.writeGeneratedContent();

        TestCompiler.forSystem().with(generation).compile(AheadOfTimeTest::assertThatAPasswordIsReset);
    }

    @SuppressWarnings("unchecked")
    private static void assertThatAPasswordIsReset(Compiled generated) {
        try (GenericApplicationContext application = new GenericApplicationContext()) {
            configure(application);
            generated.getInstance(ApplicationContextInitializer.class).initialize(application);
            application.refresh();
            String token = Shop.tokenFor("alice", application);

            assertThat(application.getBean(PasswordReset.class).redeem(Shop.submission(token)))
                    .isEqualTo(new Changed("alice"));
        }
    }

    private static void configure(GenericApplicationContext application) {
        Map<String, Object> properties = Map.of(
                "spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID(),
                "spring.mail.host", "localhost",
                "resetta.link", "https://shop.example.com/reset-password?token={token}",
                "resetta.mail.from", "no-reply@example.com");
        application.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
    }

    /** What the application says itself. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceInitializationAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        ResettaDatabaseAutoConfiguration.class,
        ResettaMailAutoConfiguration.class,
        ResettaAutoConfiguration.class
    })
    static class Application {
        @Bean
        PasswordEncoder encoder() {
            return new Shop.QuickEncoder();
        }

        @Bean
        ManualDeliveryQueue queue() {
            return new ManualDeliveryQueue();
        }

        @Bean
        RecordingNotifier notifier() {
            return new RecordingNotifier();
        }
    }
}
