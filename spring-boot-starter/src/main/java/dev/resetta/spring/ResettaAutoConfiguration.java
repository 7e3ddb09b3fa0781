package dev.resetta.spring;

import static dev.resetta.spring.RefusedSettingException.checked;

import dev.resetta.PasswordReset;
import dev.resetta.Realm;
import dev.resetta.account.AccountDirectory;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.password.PasswordHasher;
import dev.resetta.password.PasswordRules;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenPolicy.Kind;
import dev.resetta.token.TokenStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Makes the {@link PasswordReset}, and those of its parts that the application has not made itself. Where it has made the
 * reset, there are none but the database.
 */
@AutoConfiguration(after = {ResettaDatabaseAutoConfiguration.class, ResettaMailAutoConfiguration.class})
@ConditionalOnBooleanProperty(name = "resetta.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(PasswordReset.class)
@EnableConfigurationProperties(ResettaProperties.class)
@ImportRuntimeHints(ResettaRuntimeHints.class)
public final class ResettaAutoConfiguration {
    /** Made by Spring. */
    ResettaAutoConfiguration() {}

    @Bean
    @ConditionalOnBean(ResetDatabase.class)
    @ConditionalOnMissingBean({AccountDirectory.class, Realm.class})
    AccountDirectory resetAccounts(ResetDatabase db, ResettaProperties properties) {
        return Values.accounts(db, properties.accounts());
    }

    @Bean
    @ConditionalOnBean(ResetDatabase.class)
    @ConditionalOnMissingBean({TokenStore.class, TokenIssuer.class})
    TokenStore resetTokenStore(ResetDatabase db) {
        return db.tokenStore();
    }

    @Bean
    @ConditionalOnBean(ResetDatabase.class)
    @ConditionalOnBooleanProperty("resetta.limits.shared")
    @ConditionalOnMissingBean
    RequestLimiter resetRequestLimiter(ResetDatabase db) {
        return db.requestLimiter();
    }

    @Bean
    @ConditionalOnMissingBean
    TokenPolicy resetTokenPolicy(ResettaProperties properties) {
        return Values.policy(properties);
    }

    @Bean
    @ConditionalOnMissingBean
    Limits resetLimits(ResettaProperties properties) {
        return Values.limits(properties.limits());
    }

    @Bean
    @ConditionalOnMissingBean
    PasswordRules resetPasswordRules(ResettaProperties properties, ObjectProvider<PasswordHasher> hashers) {
        PasswordRules nist = checked(
                "resetta.passwords.minimum-length",
                () -> PasswordRules.nist().minimumLength(properties.passwords().minimumLength()));
        String name = properties.serviceName();
        PasswordRules rules = name == null ? nist : checked("resetta.service-name", () -> nist.serviceName(name));
        boolean isBcrypt = hashers.getIfUnique() instanceof EncoderHasher hasher && hasher.isBcrypt();
        return isBcrypt ? rules.maximumBytes(72) : rules;
    }

    @Bean(destroyMethod = "close")
    PasswordReset passwordReset(ApplicationContext beans, ResettaProperties properties) {
        return new ResetAssembly(beans, properties).build();
    }

    /** Looks at what is made here; what a bean of the application's own looks into is that bean's. */
    @Bean
    @ConditionalOnBean(ResetDatabase.class)
    TablesCheck resetTablesCheck(ApplicationContext beans, ObjectProvider<TokenPolicy> policies) {
        boolean isStored = policies.getIfUnique(TokenPolicy::oneTime).kind() != Kind.HASH_BOUND;
        return new TablesCheck(
                isStored && beans.containsBean("resetTokenStore")
                        ? beans.getBean("resetTokenStore", TokenStore.class)
                        : null,
                beans.containsBean("resetAccounts") ? beans.getBean("resetAccounts", AccountDirectory.class) : null);
    }

    /** With Spring Security's encoders on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(PasswordEncoder.class)
    static class Hashing {

        @Bean
        @ConditionalOnBean(PasswordEncoder.class)
        @ConditionalOnMissingBean
        PasswordHasher resetPasswordHasher(ObjectProvider<PasswordEncoder> encoders) {
            PasswordEncoder only = encoders.getIfUnique();
            if (only == null) {
                throw new RefusedSettingException(
                        "There are several password encoders, and none of them is primary.",
                        "Mark the one that the sign-in verifies with @Primary.");
            }
            return new EncoderHasher(only);
        }
    }

    /** With db-scheduler on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "com.github.kagkarlsson.scheduler.Scheduler")
    static class DurableQueue {

        @Bean
        @ConditionalOnBean(ResetDatabase.class)
        @ConditionalOnBooleanProperty(name = "resetta.queue.durable", matchIfMissing = true)
        @ConditionalOnMissingBean
        DeliveryQueue resetDeliveryQueue(ResetDatabase db, ResettaProperties properties) {
            ResettaProperties.Queue settings = properties.queue();
            return checked(
                    "resetta.queue",
                    () -> db.deliveryQueue().workers(settings.workers()).pollEvery(settings.pollEvery()));
        }
    }
}
