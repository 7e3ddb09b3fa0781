package dev.resetta.spring;

import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.Notifier;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.password.PasswordHasher;
import dev.resetta.password.PasswordRules;
import dev.resetta.testkit.InMemoryAccounts;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A part of each kind, as the application would define it. */
@Configuration(proxyBeanMethods = false)
class OwnParts {
    @Bean
    InMemoryAccounts ownAccountDirectory() {
        return new InMemoryAccounts();
    }

    @Bean
    DeliveryQueue ownDeliveryQueue() {
        return new ManualDeliveryQueue();
    }

    @Bean
    Limits ownLimits() {
        return Limits.standard();
    }

    @Bean
    Notifier ownNotifier() {
        return new RecordingNotifier();
    }

    @Bean
    PasswordHasher ownPasswordHasher() {
        return password -> "hash of " + password;
    }

    @Bean
    PasswordRules ownPasswordRules() {
        return PasswordRules.nist();
    }

    @Bean
    TokenPolicy ownTokenPolicy() {
        return TokenPolicy.oneTime();
    }

    @Bean
    TokenStore ownTokenStore() {
        return TokenStore.inMemory();
    }

    @Bean
    RequestLimiter ownRequestLimiter() {
        return RequestLimiter.inMemory();
    }

    @Bean
    SigningKeys ownSigningKeys() {
        return SigningKeys.of("test", new byte[SigningKeys.SHORTEST_KEY]);
    }
}
