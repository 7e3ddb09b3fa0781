package dev.resetta.spring;

import static dev.resetta.spring.RefusedSettingException.checked;

import dev.resetta.jdbc.JdbcAccounts;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.spring.ResettaProperties.RateSetting;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Resetta's values, made of what the properties say; each refusal names the property. */
final class Values {
    private static final String KEYS = "resetta.keys.secrets";

    private Values() {}

    static TokenPolicy policy(ResettaProperties properties) {
        TokenPolicy kind = switch (properties.policy()) {
            case ONE_TIME -> TokenPolicy.oneTime();
            case REUSABLE -> TokenPolicy.reusableUntilExpiry();
            case HASH_BOUND -> TokenPolicy.hashBound();
        };
        Duration lifetime = properties.lifetime();
        TokenPolicy policy = lifetime == null ? kind : checked("resetta.lifetime", () -> kind.lifetime(lifetime));
        return properties.keepEarlierLinks() ? checked("resetta.keep-earlier-links", policy::keepEarlierLinks) : policy;
    }

    static Limits limits(ResettaProperties.LimitSettings settings) {
        if (!settings.enabled()) {
            return Limits.none();
        }
        Limits limits = Limits.standard();
        limits = with(limits, "per-client", settings.perClient(), limits.perClient(), Limits::perClient);
        limits =
                with(limits, "per-identifier", settings.perIdentifier(), limits.perIdentifier(), Limits::perIdentifier);
        limits = with(limits, "per-account", settings.perAccount(), limits.perAccount(), Limits::perAccount);
        limits = with(
                limits,
                "failures-per-client",
                settings.failuresPerClient(),
                limits.failuresPerClient(),
                Limits::failuresPerClient);
        return with(
                limits,
                "submissions-per-link",
                settings.submissionsPerLink(),
                limits.submissionsPerLink(),
                Limits::submissionsPerLink);
    }

    private static Limits with(
            Limits limits,
            String name,
            RateSetting setting,
            Optional<Rate> standard,
            BiFunction<Limits, Rate, Limits> change) {
        Rate rate = checked("resetta.limits." + name, () -> setting.over(standard.orElseThrow()));
        return change.apply(limits, rate);
    }

    /** The keys; empty if there are none. No refusal quotes one. */
    static Optional<SigningKeys> keys(ResettaProperties.Keys settings) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        settings.secrets().forEach((id, secret) -> keys.put(id, bytes(id, secret)));
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        String current = current(settings.current(), keys);
        byte[] signing = Objects.requireNonNull(keys.remove(current));
        SigningKeys all = checked(KEYS, () -> SigningKeys.of(current, signing));
        for (Map.Entry<String, byte[]> other : keys.entrySet()) {
            SigningKeys before = all;
            all = checked(KEYS, () -> before.accepting(other.getKey(), other.getValue()));
        }
        return Optional.of(all);
    }

    private static byte[] bytes(String id, String secret) {
        try {
            return Base64.getDecoder().decode(secret.strip().replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException notSaid) {
            throw new RefusedSettingException(
                    KEYS + "." + id + " is not Base64.", "Make a key, for example by `openssl rand -base64 32`.");
        }
    }

    private static String current(@Nullable String named, Map<String, byte[]> keys) {
        if (named == null && keys.size() == 1) {
            return keys.keySet().iterator().next();
        }
        if (named == null || !keys.containsKey(named)) {
            throw new RefusedSettingException(
                    "resetta.keys.current names none of the keys " + keys.keySet() + ".",
                    "Set resetta.keys.current to the id of the key that signs.");
        }
        return named;
    }

    static JdbcAccounts accounts(ResetDatabase db, ResettaProperties.Accounts settings) {
        JdbcAccounts accounts = checked("resetta.accounts.table", () -> db.accounts(settings.table()));
        return checked("resetta.accounts", () -> {
            JdbcAccounts named = accounts.columns(settings.idColumn(), settings.addressColumn(), settings.hashColumn());
            named = with(named, settings.nameColumn(), JdbcAccounts::nameColumn);
            named = with(named, settings.localeColumn(), JdbcAccounts::localeColumn);
            named = with(named, settings.stampColumn(), JdbcAccounts::stampColumn);
            named = with(named, settings.where(), JdbcAccounts::where);
            return settings.ignoreCase() ? named.ignoringCase() : named;
        });
    }

    private static JdbcAccounts with(
            JdbcAccounts accounts, @Nullable String value, BiFunction<JdbcAccounts, String, JdbcAccounts> setting) {
        return value == null ? accounts : setting.apply(accounts, value);
    }
}
