package dev.resetta.spring;

import dev.resetta.PasswordReset;
import dev.resetta.Realm;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

/** Adds the JSON endpoints, if {@code resetta.web.enabled} says so. */
@AutoConfiguration(after = ResettaAutoConfiguration.class)
@ConditionalOnBooleanProperty("resetta.web.enabled")
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(PasswordReset.class)
@EnableConfigurationProperties(ResettaProperties.class)
public final class ResettaWebAutoConfiguration {
    /** Made by Spring. */
    ResettaWebAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    PasswordResetEndpoints passwordResetEndpoints(
            PasswordReset reset, ResettaProperties properties, ObjectProvider<Realm> realms) {
        String realm = properties.realm();
        if (realm != null) {
            return new PasswordResetEndpoints(
                    RefusedSettingException.checked("resetta.realm", () -> reset.realm(realm)));
        }
        if (realms.stream().findAny().isPresent()) {
            throw new RefusedSettingException(
                    "There are realms, and nothing says which of them the endpoints serve.",
                    "Set resetta.realm to the name of a bean of the type Realm.");
        }
        return new PasswordResetEndpoints(reset);
    }

    @Bean
    BodyLimit passwordResetBodyLimit() {
        return new BodyLimit();
    }
}
