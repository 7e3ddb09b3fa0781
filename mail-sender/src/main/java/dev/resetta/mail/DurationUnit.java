package dev.resetta.mail;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** The units in which a mail says how long something lasts, and the keys of their phrases. */
enum DurationUnit {
    SECONDS(1),
    MINUTES(60),
    HOURS(60 * 60),
    DAYS(24 * 60 * 60);

    private final long seconds;

    DurationUnit(long seconds) {
        this.seconds = seconds;
    }

    /**
     * The largest unit that says the duration without a remainder. Rounds down to minutes from one minute on, so that a mail
     * never promises more than there is.
     */
    static DurationUnit of(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes == 0) {
            return SECONDS;
        }
        if (minutes % 60 != 0) {
            return MINUTES;
        }
        return duration.toHours() % 24 == 0 ? DAYS : HOURS;
    }

    /** Says whether a phrase is one form of a unit. */
    static boolean isKey(String key) {
        return Arrays.stream(values()).anyMatch(unit -> key.startsWith(unit.prefix()));
    }

    /** The keys of all forms of all units. */
    static Stream<String> keys(PluralRule rule) {
        return Arrays.stream(values()).flatMap(unit -> rule.forms().stream().map(form -> unit.prefix() + form));
    }

    /** How many whole units a duration has; 0 if it is negative. */
    long count(Duration duration) {
        return Math.max(0, duration.toSeconds() / seconds);
    }

    /** The key of the form beside a number. */
    String key(long n, PluralRule rule) {
        return prefix() + rule.form(n);
    }

    private String prefix() {
        return name().toLowerCase(Locale.ROOT) + ".";
    }
}
