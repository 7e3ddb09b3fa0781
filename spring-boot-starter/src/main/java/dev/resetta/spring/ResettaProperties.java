package dev.resetta.spring;

import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.token.TokenPolicy.Kind;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * What an application says about its password resets.
 *
 * @param enabled Whether there is a password reset at all.
 * @param link Page where the new password is entered, with {token} once in its query or fragment; https, except on this machine.
 * @param cancelLink Page where the owner of an account says "this wasn't me", with {token} in it. Without it, mails offer none.
 * @param policy How often a link works: once, until it expires, or until the password changes (hash-bound, without a table).
 * @param lifetime How long a link is good, from 1 minute to 7 days. By default 30 minutes, or 72 hours for reusable links.
 * @param keepEarlierLinks Whether earlier links stay good when a newer one is delivered.
 * @param realm Which of the beans of the type Realm the endpoints serve, if there are any.
 * @param serviceName What the mails call the service, and no password may consist of. By default the name in resetta.mail.from.
 * @param passwords Which passwords are taken.
 * @param accounts The table of the accounts, if there is no bean of the type AccountDirectory.
 * @param database Where Resetta's own tables are.
 * @param queue Where mails wait until they are sent.
 * @param limits How often anything may be asked for.
 * @param keys What links are signed or sealed with.
 * @param mail How the mails are written.
 * @param web The JSON endpoints.
 */
@ConfigurationProperties(prefix = "resetta", ignoreUnknownFields = false)
record ResettaProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String link,
        @Nullable String cancelLink,
        @DefaultValue("one-time") Kind policy,
        @Nullable Duration lifetime,
        @DefaultValue("false") boolean keepEarlierLinks,
        @Nullable String realm,
        @Nullable String serviceName,
        @DefaultValue Passwords passwords,
        @DefaultValue Accounts accounts,
        @DefaultValue Database database,
        @DefaultValue Queue queue,
        @DefaultValue LimitSettings limits,
        @DefaultValue Keys keys,
        @DefaultValue Mail mail,
        @DefaultValue Web web) {

    /**
     * Which passwords are taken.
     *
     * @param minimumLength How many characters a password has at least; 8 is enough beside a second factor.
     */
    record Passwords(@DefaultValue("15") int minimumLength) {}

    /**
     * The table of the accounts.
     *
     * @param table Table of the accounts, with its schema if need be.
     * @param idColumn Column with the key of the account.
     * @param addressColumn Column with the mail address.
     * @param hashColumn Column with the password hash.
     * @param nameColumn Column with what the person is called in mails.
     * @param localeColumn Column with the person's language, such as de-CH.
     * @param stampColumn Column whose every change kills the links that are out.
     * @param ignoreCase Whether addresses are compared without regard to case; by default the database decides.
     * @param where SQL condition for the rows that count as accounts, such as "enabled".
     */
    record Accounts(
            @DefaultValue("users") String table,
            @DefaultValue("id") String idColumn,
            @DefaultValue("email") String addressColumn,
            @DefaultValue("password_hash") String hashColumn,
            @Nullable String nameColumn,
            @Nullable String localeColumn,
            @Nullable String stampColumn,
            @DefaultValue("false") boolean ignoreCase,
            @Nullable String where) {}

    /**
     * Where Resetta's own tables are.
     *
     * @param initializeSchema When the tables are created, if they are not there: always, never, or in embedded databases only.
     * @param schema Schema of the tables; by default the one that connections look into first.
     * @param tablePrefix What the names of the tables begin with.
     */
    record Database(
            @DefaultValue("embedded") DatabaseInitializationMode initializeSchema,
            @Nullable String schema,
            @DefaultValue("resetta_") String tablePrefix) {}

    /**
     * Where mails wait until they are sent.
     *
     * @param durable Whether they wait in the database, for which db-scheduler has to be on the class path.
     * @param workers How many threads of this process mail links; with 0 another process has to.
     * @param pollEvery How often this process looks for work of others.
     */
    record Queue(
            @DefaultValue("true") boolean durable,
            @DefaultValue("4") int workers,
            @DefaultValue("1s") Duration pollEvery) {}

    /**
     * How often anything may be asked for.
     *
     * @param enabled Whether there are limits.
     * @param shared Whether all nodes count together, in the database; they need the same resetta.keys for it.
     * @param perClient Requests from one client address; by default 60 in 1h, 20 at once.
     * @param perIdentifier Requests for what was typed; by default 5 in 1h, 3 at once.
     * @param perAccount Links for one account; by default 5 in 1h, 3 at once.
     * @param failuresPerClient Bad tokens from one client address; by default 20 in 10m, 20 at once.
     * @param submissionsPerLink Submissions of one good link; by default 10 in 1h, 10 at once.
     */
    record LimitSettings(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("false") boolean shared,
            @DefaultValue RateSetting perClient,
            @DefaultValue RateSetting perIdentifier,
            @DefaultValue RateSetting perAccount,
            @DefaultValue RateSetting failuresPerClient,
            @DefaultValue RateSetting submissionsPerLink) {}

    /**
     * One rate, or a part of it.
     *
     * @param permits How many in each period.
     * @param per The period.
     * @param burst How many at once.
     */
    record RateSetting(
            @Nullable Integer permits,
            @Nullable Duration per,
            @Nullable Integer burst) {
        /** This, and what it does not say from the standard. */
        Rate over(Rate standard) {
            return new Rate(
                    permits == null ? standard.permits() : permits,
                    per == null ? standard.per() : per,
                    burst == null ? standard.burst() : burst);
        }
    }

    /**
     * What links are signed or sealed with.
     *
     * @param current Which of the keys signs; the others are accepted. Not needed where there is only one.
     * @param secrets The keys by their ids, each of 32 random bytes or more in Base64. Keep them outside the database.
     */
    record Keys(@Nullable String current, @DefaultValue Map<String, String> secrets) {
        /** Tells the ids only. */
        @Override
        public String toString() {
            return "Keys" + secrets.keySet();
        }
    }

    /**
     * How the mails are written.
     *
     * @param from Who writes: an address, or a name and an address in angle brackets.
     * @param replyTo Where answers go.
     * @param bounceAddress Where undeliverable mail goes back.
     * @param contact How people reach you, shown at the end of each mail.
     * @param defaultLocale Language for people who have none.
     * @param zone Time zone in which times are told.
     * @param plainText Whether the mail server, on another machine, is spoken to without encryption.
     */
    record Mail(
            @Nullable String from,
            @Nullable String replyTo,
            @Nullable String bounceAddress,
            @Nullable String contact,
            @DefaultValue("en") Locale defaultLocale,
            @DefaultValue("UTC") ZoneId zone,
            @DefaultValue("false") boolean plainText) {}

    /**
     * The JSON endpoints.
     *
     * @param enabled Whether the application answers JSON requests for resets.
     * @param path Path that the endpoints begin with.
     */
    record Web(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("/password-resets") String path) {}
}
