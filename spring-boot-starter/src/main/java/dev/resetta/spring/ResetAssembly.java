package dev.resetta.spring;

import static dev.resetta.spring.RefusedSettingException.checked;
import static dev.resetta.spring.RefusedSettingException.required;

import dev.resetta.PasswordReset;
import dev.resetta.Realm;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.Notifier;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.password.PasswordHasher;
import dev.resetta.password.PasswordRules;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenPolicy.Kind;
import dev.resetta.token.TokenStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;

/** Puts a reset together out of beans and properties. What is missing is said in the application's words, not the builder's. */
final class ResetAssembly {
    private static final String NO_DATABASE = "Add a DataSource, or define a bean of the type ";

    private final ApplicationContext beans;
    private final ResettaProperties properties;
    private final PasswordReset.Builder reset = PasswordReset.builder();

    ResetAssembly(ApplicationContext beans, ResettaProperties properties) {
        this.beans = beans;
        this.properties = properties;
    }

    PasswordReset build() {
        sayWhoIsMeant();
        sayHowLinksLive();
        reset.passwordHasher(needed(
                PasswordHasher.class,
                "nothing makes the hash that the sign-in verifies",
                "Define a bean of the type PasswordEncoder, the one the sign-in verifies with, or a PasswordHasher."));
        reset.notifier(needed(Notifier.class, "nobody sends the mails", "Define a bean of the type Notifier."));
        only(PasswordRules.class).ifPresent(reset::passwordRules);
        only(Limits.class).ifPresent(reset::limits);
        only(RequestLimiter.class).ifPresent(reset::requestLimiter);
        only(DeliveryQueue.class).ifPresent(reset::deliveryQueue);
        only(Clock.class).ifPresent(reset::clock);
        only(SessionEnder.class).ifPresent(ender -> reset.endSessions(ender::endSessions));
        reset.onEvent(event -> beans.publishEvent(event));
        beans.getBeanProvider(PasswordResetCustomizer.class).orderedStream().forEach(more -> more.customize(reset));
        try {
            return reset.build();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new RefusedSettingException(
                    String.valueOf(e.getMessage()), "Change the bean or the property that this is about.", e);
        }
    }

    /** One population of accounts; or a realm for each bean of that type, named like the bean. */
    private void sayWhoIsMeant() {
        Map<String, Realm> realms = beans.getBeansOfType(Realm.class);
        if (realms.isEmpty()) {
            sayTheOnlyPopulation();
            return;
        }
        if (properties.link() != null || properties.cancelLink() != null) {
            throw new RefusedSettingException(
                    "resetta.link is set, and there are realms, each with a link of its own.",
                    "Leave resetta.link and resetta.cancel-link out.");
        }
        reset.realms(name -> Optional.ofNullable(realms.get(name)));
    }

    private void sayTheOnlyPopulation() {
        String link = required(
                properties.link(),
                "resetta.link",
                "it is the page for the new password, such as https://shop.example.com/reset-password?token={token}");
        AccountDirectory accounts =
                needed(AccountDirectory.class, "nothing finds the accounts", NO_DATABASE + "AccountDirectory.");
        PasswordUpdater updater = updater(accounts);
        checked("resetta.link", () -> Realm.of(link, accounts, updater));
        reset.resetLink(link).accounts(accounts);
        if (updater != accounts) {
            reset.passwordUpdater(updater);
        }
        String cancelLink = properties.cancelLink();
        if (cancelLink != null) {
            checked(
                    "resetta.cancel-link",
                    () -> Realm.of(link, accounts, updater).cancelLink(cancelLink));
            reset.cancelLink(cancelLink);
        }
    }

    /** The application's own goes before accounts that can update, too. */
    private PasswordUpdater updater(AccountDirectory accounts) {
        List<PasswordUpdater> own = beans.getBeanProvider(PasswordUpdater.class)
                .orderedStream()
                .filter(updater -> updater != accounts)
                .toList();
        if (own.size() == 1) {
            return own.get(0);
        }
        if (own.isEmpty() && accounts instanceof PasswordUpdater both) {
            return both;
        }
        throw new RefusedSettingException(
                own.isEmpty()
                        ? "The bean of the type AccountDirectory cannot update a password, and no other can."
                        : "There are several beans of the type PasswordUpdater.",
                "Define one bean of the type PasswordUpdater.");
    }

    private void sayHowLinksLive() {
        TokenPolicy policy = only(TokenPolicy.class).orElseGet(TokenPolicy::oneTime);
        reset.policy(policy);
        Optional<SigningKeys> keys = only(SigningKeys.class).or(() -> Values.keys(properties.keys()));
        keys.ifPresent(reset::signingKeys);
        Optional<TokenIssuer> issuer = only(TokenIssuer.class);
        issuer.ifPresent(reset::tokenIssuer);
        if (issuer.isPresent() || policy.kind() == Kind.HASH_BOUND) {
            only(ResetDatabase.class).ifPresent(reset::transactions);
        } else {
            reset.tokenStore(needed(TokenStore.class, "links are kept nowhere", NO_DATABASE + "TokenStore."));
        }
        if (issuer.isEmpty() && policy.kind() == Kind.HASH_BOUND && keys.isEmpty()) {
            throw new RefusedSettingException(
                    "Hash-bound links are signed, and there is no key.",
                    "Set resetta.keys.secrets.<id> to the output of `openssl rand -base64 32`.");
        }
    }

    private <T> T needed(Class<T> type, String sentence, String remedy) {
        return only(type)
                .orElseThrow(() -> new RefusedSettingException(
                        "There is no bean of the type " + type.getSimpleName() + ": " + sentence + ".", remedy));
    }

    private <T> Optional<T> only(Class<T> type) {
        ObjectProvider<T> candidates = beans.getBeanProvider(type);
        Optional<T> only = Optional.ofNullable(candidates.getIfUnique());
        if (only.isEmpty() && candidates.stream().findAny().isPresent()) {
            throw new RefusedSettingException(
                    "There are several beans of the type " + type.getSimpleName() + ", and none of them is primary.",
                    "Mark the one for password resets with @Primary.");
        }
        return only;
    }
}
