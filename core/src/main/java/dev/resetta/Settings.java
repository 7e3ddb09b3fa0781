package dev.resetta;

import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.Notifier;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.password.PasswordHasher;
import dev.resetta.password.PasswordRules;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenPolicy.Kind;
import dev.resetta.token.TokenStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the builder was given, and the judgement whether it makes a reset. */
final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordReset.class);
    private static final Duration LONG_LIFETIME = Duration.ofHours(24);

    final Setting<String> resetLink = new Setting<>("resetLink");
    final Setting<String> cancelLink = new Setting<>("cancelLink");
    final Setting<AccountDirectory> accounts = new Setting<>("accounts");
    final Setting<PasswordUpdater> updater = new Setting<>("passwordUpdater");
    final Setting<Function<String, Optional<Realm>>> realms = new Setting<>("realms");
    final Setting<TokenPolicy> policy = new Setting<>("policy");
    final Setting<TokenPolicy> supportPolicy = new Setting<>("supportPolicy");
    final Setting<TokenStore> tokenStore = new Setting<>("tokenStore");
    final Setting<SigningKeys> signingKeys = new Setting<>("signingKeys");
    final Setting<TokenIssuer> tokenIssuer = new Setting<>("tokenIssuer");
    final Setting<TokenIssuer.Transactional> transactions = new Setting<>("transactions");
    final Setting<PasswordHasher> hasher = new Setting<>("passwordHasher");
    final Setting<PasswordRules> rules = new Setting<>("passwordRules");
    final Setting<Notifier> notifier = new Setting<>("notifier");
    final Setting<DeliveryQueue> queue = new Setting<>("deliveryQueue");
    final Setting<Limits> limits = new Setting<>("limits");
    final Setting<RequestLimiter> limiter = new Setting<>("requestLimiter");
    final Setting<Consumer<ResetEvent.PasswordChanged>> endSessions = new Setting<>("endSessions");
    final Setting<Consumer<ResetEvent>> listener = new Setting<>("onEvent");
    final Setting<Clock> clock = new Setting<>("clock");
    final Setting<SecureRandom> random = new Setting<>("secureRandom");

    PasswordReset build() {
        TokenPolicy rule = policy.or(TokenPolicy.oneTime());
        TokenPolicy supportRule = supportPolicy.or(rule);
        SecureRandom source = random.orMade(SecureRandom::new);
        Parts parts = new Parts(
                realmsOrTheOnlyOne(),
                rule,
                supportRule,
                issuer(EnumSet.of(rule.kind(), supportRule.kind()), source),
                unit(),
                hasher.required("the hasher the sign-in verifies with, for example Argon2id.recommended()"),
                rules.or(PasswordRules.nist()),
                notifier.required("who sends the mails, for example a MailNotifier"),
                queue.orMade(DeliveryQueue::inMemory),
                new Throttle(
                        limits.or(Limits.standard()), limiter.orMade(RequestLimiter::inMemory), limiterKeys(source)),
                new HashTurns(Runtime.getRuntime().availableProcessors(), HashTurns.PATIENCE),
                endSessions.value(),
                new Events(listener.or(event -> {})),
                clock.or(Clock.systemUTC()));
        refuseIfOutlivedByTheWait(rule, limits.or(Limits.standard()));
        warn(rule, supportRule);
        refuseIfNothingToJoin(parts.queue());
        parts.queue().start(new Delivery(parts));
        return new PasswordReset(parts, "", false);
    }

    private Function<String, Optional<Realm>> realmsOrTheOnlyOne() {
        Function<String, Optional<Realm>> many = realms.value();
        if (many != null) {
            realms.excludes(resetLink, cancelLink, accounts, updater);
            return many;
        }
        String link = resetLink.required("the page for the new password, for example"
                + " \"https://shop.example.com/reset-password?token={token}\"");
        AccountDirectory directory = accounts.required("where accounts are found");
        PasswordUpdater writer = updater.value();
        if (writer == null) {
            if (!(directory instanceof PasswordUpdater both)) {
                throw new IllegalStateException(
                        "Set .passwordUpdater(...): the accounts given cannot update a password.");
            }
            writer = both;
        }
        Realm plain = Realm.of(link, directory, writer);
        String cancel = cancelLink.value();
        Realm only = cancel == null ? plain : plain.cancelLink(cancel);
        return name -> name.isEmpty() ? Optional.of(only) : Optional.empty();
    }

    private TokenIssuer issuer(Set<Kind> kinds, SecureRandom source) {
        TokenIssuer own = tokenIssuer.value();
        if (own != null) {
            tokenIssuer.excludes(tokenStore);
            // Nodes that share a limiter take its names from keys that they share.
            if (limiter.value() == null) {
                tokenIssuer.excludes(signingKeys);
            }
            return own;
        }
        boolean isAnyHashBound = kinds.contains(Kind.HASH_BOUND);
        if (isAnyHashBound && kinds.size() == 1) {
            if (tokenStore.value() != null) {
                throw new IllegalStateException("Leave .tokenStore(...) out: hash-bound links are stored nowhere.");
            }
            return hashBound(source);
        }
        TokenIssuer stored = TokenIssuer.stored(
                tokenStore.required("where one-time and reusable links are stored, for example db.tokenStore(),"
                        + " or TokenStore.inMemory() for a try"),
                signingKeys.value(),
                source);
        return isAnyHashBound ? new Issuers(stored, hashBound(source)) : stored;
    }

    private TokenIssuer hashBound(SecureRandom source) {
        return TokenIssuer.hashBound(
                signingKeys.required("the keys that hash-bound links are signed with, kept outside the database"),
                source);
    }

    private TokenIssuer.Transactional unit() {
        TokenStore store = tokenStore.value();
        if (store == null) {
            return transactions.or(BooleanSupplier::getAsBoolean);
        }
        if (transactions.value() != null) {
            throw new IllegalStateException("Leave .transactions(...) out: the token store brings its own.");
        }
        return store;
    }

    /** Nodes that share a limiter have to call the same thing by the same key, so it comes from the keys they share. */
    private SigningKeys limiterKeys(SecureRandom source) {
        SigningKeys shared = signingKeys.value();
        if (shared != null) {
            return shared;
        }
        if (limiter.value() != null) {
            LOG.warn("Without .signingKeys(...) each process counts for itself, although a request limiter is set.");
        }
        byte[] ofThisProcess = new byte[SigningKeys.SHORTEST_KEY];
        source.nextBytes(ofThisProcess);
        return SigningKeys.of("process", ofThisProcess);
    }

    private void refuseIfNothingToJoin(DeliveryQueue chosen) {
        if (chosen.joinsTransaction() && tokenStore.value() == null && transactions.value() == null) {
            throw new IllegalStateException("Set .transactions(...): the delivery queue takes part in transactions, and"
                    + " without a token store nothing else brings them.");
        }
    }

    private static void refuseIfOutlivedByTheWait(TokenPolicy rule, Limits limits) {
        limits.perIdentifier().map(Rate::interval).ifPresent(wait -> {
            if (rule.lifetime().compareTo(wait) < 0) {
                throw new IllegalStateException(
                        "Links live for " + rule.lifetime() + ", but whoever has used up his permits" + " waits " + wait
                                + " for the next one; set a longer .lifetime(...) or other .limits(...).");
            }
        });
    }

    private void warn(TokenPolicy... rules) {
        if (endSessions.value() == null) {
            LOG.warn("No .endSessions(...) is set: sessions that a thief has opened survive a reset.");
        }
        Limits set = limits.value();
        if (set != null && set.perClient().isEmpty() && set.perIdentifier().isEmpty()) {
            LOG.warn("Requests for reset links are not limited.");
        }
        for (TokenPolicy rule : new LinkedHashSet<>(List.of(rules))) {
            if (rule.lifetime().compareTo(LONG_LIFETIME) > 0) {
                LOG.warn(
                        "Reset links live for {}, longer than the 24 hours of NIST SP 800-63B-4 section 4.2.1.2.",
                        rule.lifetime());
            }
        }
    }

    /** One setting, which may be given once. */
    static final class Setting<T> {
        private final String name;
        private @Nullable T value;

        Setting(String name) {
            this.name = name;
        }

        void set(T given) {
            Objects.requireNonNull(given, name);
            if (value != null) {
                throw new IllegalStateException("." + name + "(...) is set twice; set it once.");
            }
            value = given;
        }

        @Nullable
        T value() {
            return value;
        }

        T or(T otherwise) {
            return value == null ? otherwise : value;
        }

        T orMade(Supplier<T> otherwise) {
            return value == null ? otherwise.get() : value;
        }

        T required(String what) {
            if (value == null) {
                throw new IllegalStateException("Set ." + name + "(...): " + what + ".");
            }
            return value;
        }

        void excludes(Setting<?>... others) {
            for (Setting<?> other : others) {
                if (other.value != null) {
                    throw new IllegalStateException(
                            "Leave ." + other.name + "(...) out: ." + name + "(...) takes its place.");
                }
            }
        }
    }
}
