package dev.resetta.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The words of one language: phrases by key, with placeholders like those of the templates.
 *
 * <p>Phrases are plain text, and are escaped where a template puts them into HTML. Months and the order of a date are phrases
 * too, because what Java knows about them differs from version to version and may have been left out of a runtime.
 */
final class Catalogue {
    private static final Set<String> OF_A_MOMENT = Set.of("day", "month", "year", "hour", "minute");
    private static final int MONTHS = 12;

    private final String language;
    private final Map<String, Template> phrases = new TreeMap<>();
    private final List<String> months;

    /**
     * Compiles the phrases.
     *
     * @param language its tag, for example {@code de}
     * @throws IllegalArgumentException if a phrase cannot be read, or one that is needed for times and programs is missing
     */
    Catalogue(String language, Properties texts) {
        this.language = language;
        Mustache.Compiler plain = Mustache.compiler().escapeHTML(false);
        for (String key : texts.stringPropertyNames()) {
            phrases.put(key, compile(plain, key, texts.getProperty(key)));
        }
        this.months = Arrays.asList(text("months", Map.of()).split(",", -1));
        if (months.size() != MONTHS) {
            throw wrong("months", "twelve months, separated by commas");
        }
        allow("moment", OF_A_MOMENT);
        allow("program.known", Set.of("browser", "system"));
        allow("program.unknown", Set.of());
        allow("direction", Set.of());
        for (TimeUnit unit : TimeUnit.values()) {
            allow(unit.key(1), Set.of("n"));
            allow(unit.key(2), Set.of("n"));
        }
    }

    /** The language's tag. */
    String language() {
        return language;
    }

    /** The keys of all phrases. */
    Set<String> keys() {
        return phrases.keySet();
    }

    /** The phrase under a key, as a template. */
    Optional<Template> phrase(String key) {
        return Optional.ofNullable(phrases.get(key));
    }

    /** The phrase under a key, with values in it. */
    String text(String key, Object values) {
        return phrase(key)
                .orElseThrow(() -> wrong(key, "there, but it is missing"))
                .execute(values);
    }

    /** {@code ltr} or {@code rtl}. */
    String direction() {
        return text("direction", Map.of());
    }

    /** A time of day and its date in UTC, to the minute. */
    String moment(Instant at) {
        ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
        return text(
                "moment",
                Map.of(
                        "day", utc.getDayOfMonth(),
                        "month", months.get(utc.getMonthValue() - 1),
                        "year", utc.getYear(),
                        "hour", String.format(Locale.ROOT, "%02d", utc.getHour()),
                        "minute", String.format(Locale.ROOT, "%02d", utc.getMinute())));
    }

    /** A duration in the largest unit that says it without a remainder, from seconds to days. */
    String duration(Duration duration) {
        TimeUnit unit = TimeUnit.of(duration);
        long n = unit.count(duration);
        return text(unit.key(n), Map.of("n", n));
    }

    /** Browser and system, or that they are unknown. */
    String program(@Nullable String userAgent) {
        return Program.behind(userAgent)
                .map(known -> text("program.known", Map.of("browser", known.browser(), "system", known.system())))
                .orElseGet(() -> text("program.unknown", Map.of()));
    }

    /** Refuses a phrase that is missing, or mentions anything but these placeholders. */
    void allow(String key, Set<String> placeholders) {
        Template phrase = phrase(key).orElseThrow(() -> wrong(key, "there, but it is missing"));
        for (String name : Placeholders.of(phrase)) {
            if (!placeholders.contains(name)) {
                throw wrong(key, "without the placeholder {{" + name + "}}, which is unknown there");
            }
        }
    }

    private Template compile(Mustache.Compiler compiler, String key, String text) {
        try {
            return compiler.compile(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The phrase " + key + " of the mail language " + language + " cannot be read.", e);
        }
    }

    private IllegalArgumentException wrong(String key, String expected) {
        return new IllegalArgumentException(
                "The phrase " + key + " of the mail language " + language + " has to be " + expected + ".");
    }

    /** Units of time, and the keys of their phrases. */
    private enum TimeUnit {
        SECONDS(1),
        MINUTES(60),
        HOURS(60 * 60),
        DAYS(24 * 60 * 60);

        private final long seconds;

        TimeUnit(long seconds) {
            this.seconds = seconds;
        }

        /** Rounds down to minutes from one minute on, so that a mail never promises more than there is. */
        static TimeUnit of(Duration duration) {
            long minutes = duration.toMinutes();
            if (minutes == 0) {
                return SECONDS;
            }
            long hours = duration.toHours();
            if (minutes % 60 != 0) {
                return MINUTES;
            }
            return hours % 24 == 0 ? DAYS : HOURS;
        }

        long count(Duration duration) {
            return Math.max(0, duration.toSeconds() / seconds);
        }

        /** English and German tell one from all others; languages with more forms bring their own rule. */
        String key(long n) {
            return name().toLowerCase(Locale.ROOT) + (n == 1 ? ".one" : ".other");
        }
    }
}
