package dev.resetta.spring;

import dev.resetta.PasswordReset;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Tells the application's health endpoint whether links can be looked up. Hash-bound ones are kept nowhere. */
@AutoConfiguration(after = ResettaAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean({PasswordReset.class, TokenStore.class})
@ConditionalOnEnabledHealthIndicator("resetta")
public final class ResettaHealthAutoConfiguration {
    /** Made by Spring. */
    ResettaHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = {"resettaHealthIndicator", "resettaHealthContributor"})
    HealthIndicator resettaHealthIndicator(TokenStore store, ObjectProvider<TokenPolicy> policies) {
        TokenPolicy policy = policies.getIfUnique(TokenPolicy::oneTime);
        return policy.kind() == TokenPolicy.Kind.HASH_BOUND
                ? () -> Health.up().build()
                : new PasswordResetHealth(store);
    }
}
