package dev.resetta.examples.springboot;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/** Who may do what, and which sessions there are. */
@Configuration(proxyBeanMethods = false)
class ShopSecurity {

    /** The one the sign-in verifies with; resets make their hashes by it, too. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, SessionRegistry sessions, SignIn signIn) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/forgot.html",
                                "/reset.html",
                                "/password.js",
                                "/password-resets/**",
                                "/error",
                                "/inbox")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                // No cookie plays a part in these, and no form of another site can send them: they take only JSON.
                .csrf(csrf -> csrf.ignoringRequestMatchers("/password-resets/**"))
                .formLogin(login -> login.successHandler(signIn))
                .logout(Customizer.withDefaults())
                // As many as anybody likes, but known, so that they can be ended.
                .sessionManagement(management ->
                        management.maximumSessions(-1).sessionRegistry(sessions).expiredUrl("/login"))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'self'"))
                        .referrerPolicy(Customizer.withDefaults()))
                .build();
    }

    @Bean
    SessionRegistry sessionRegistry() {
        return new SessionRegistryImpl();
    }

    /** Tells the registry of sessions that have run out. */
    @Bean
    HttpSessionEventPublisher httpSessionEventPublisher() {
        return new HttpSessionEventPublisher();
    }
}
