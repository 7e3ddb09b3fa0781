package dev.resetta.mail;

import com.samskivert.mustache.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Set<String> OF_A_MOMENT = Set.of("day", "month", "year", "hour", "minute", "zone");
    private static final Set<String> OF_A_MOMENT_OR_NOT = Set.of("isFirst");
    private static final String FIRST_STRONG_ISOLATE = "\u2068";
    private static final String POP_ISOLATE = "\u2069";
    private static final char MINUS = '\u2212';
    private static final int MONTHS = 12;

    private final String language;
    private final Map<String, Template> phrases = new TreeMap<>();
    private final Phrases sources;
    private final PluralRule plurals;
    private final List<String> months;

    /**
     * Compiles the phrases, and checks those for directions, times, durations, programs and subjects.
     *
     * @throws IllegalArgumentException if a phrase cannot be read or mentions a placeholder that is unknown there
     */
    Catalogue(Phrases sources) {
        this.language = sources.language();
        this.sources = sources;
        this.plurals = PluralRule.of(language);
        for (String key : sources.keys()) {
            phrases.put(key, Templates.text(sources.describe(key), sources.text(key)));
        }
        checkPlaceholders();
        this.months = Arrays.asList(text("months", Map.of()).split(",", -1));
        if (months.size() != MONTHS) {
            throw new IllegalArgumentException(
                    sources.describe("months") + " has to be twelve months, separated by commas.");
        }
        if (!Set.of("ltr", "rtl").contains(direction())) {
            throw new IllegalArgumentException(sources.describe("direction") + " has to be ltr or rtl.");
        }
    }

    private void checkPlaceholders() {
        allow("direction", Set.of());
        allow("gap", Set.of());
        allow("months", Set.of());
        allow("moment", OF_A_MOMENT, OF_A_MOMENT_OR_NOT);
        for (String part : OF_A_MOMENT) {
            if (!placeholders("moment").names().contains(part)) {
                throw new IllegalArgumentException(sources.describe("moment") + " has to say {{" + part + "}}.");
            }
        }
        allow("program.known", Set.of("browser", "system"));
        allow("program.unknown", Set.of());
        DurationUnit.keys(plurals).forEach(key -> allow(key, Set.of("n")));
        for (MailKind kind : MailKind.values()) {
            allow(kind.subject(), Set.of("service"));
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

    /** Where a phrase is from, for exceptions. */
    String describe(String key) {
        return sources.describe(key);
    }

    /** The placeholders a phrase mentions. */
    Placeholders placeholders(String key) {
        return Placeholders.of(phrase(key));
    }

    /** The phrase under a key, with values in it; empty if there is none. */
    Optional<String> find(String key, Object values) {
        return Optional.ofNullable(phrases.get(key)).map(phrase -> phrase.execute(values));
    }

    /** The phrase under a key, with values in it. */
    String text(String key, Object values) {
        return phrase(key).execute(values);
    }

    /** {@code ltr} or {@code rtl}. */
    String direction() {
        return text("direction", Map.of());
    }

    /** Where lines begin, {@code left} or {@code right}: for mail programs that do not know it from the direction. */
    String align() {
        return direction().equals("rtl") ? "right" : "left";
    }

    /**
     * Text of somebody else's to be put into a sentence. From right to left it gets invisible marks around it, so that a Latin
     * name, an address and the full stop after it stay where they belong.
     */
    String isolated(String text) {
        boolean needsMarks = direction().equals("rtl") && !text.isEmpty();
        return needsMarks ? FIRST_STRONG_ISOLATE + text + POP_ISOLATE : text;
    }

    /** A date and a time of day, to the minute, with the zone's distance from UTC at that time. */
    String moment(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return text(
                "moment",
                Map.of(
                        "day", local.getDayOfMonth(),
                        "isFirst", local.getDayOfMonth() == 1,
                        "month", months.get(local.getMonthValue() - 1),
                        "year", local.getYear(),
                        "hour", twoDigits(local.getHour()),
                        "minute", twoDigits(local.getMinute()),
                        "zone", distance(local.getOffset())));
    }

    /** A duration in the largest unit that says it without a remainder, from seconds to days. */
    String duration(Duration duration) {
        DurationUnit unit = DurationUnit.of(duration);
        long n = unit.count(duration);
        return text(unit.key(n, plurals), Map.of("n", n));
    }

    /** Browser and system, or that they are unknown. */
    String program(@Nullable String userAgent) {
        return Program.behind(userAgent)
                .map(known -> text(
                        "program.known",
                        Map.of("browser", isolated(known.browser()), "system", isolated(known.system()))))
                .orElseGet(() -> text("program.unknown", Map.of()));
    }

    /** Refuses a phrase that mentions anything but these values, or asks for anything but these switches. */
    void allow(String key, Set<String> values, Set<String> switches) {
        Placeholders found = placeholders(key);
        for (String name : found.names()) {
            if (!values.contains(name)) {
                throw new IllegalArgumentException(
                        describe(key) + " mentions {{" + name + "}}, which is unknown there. "
                                + (values.isEmpty()
                                        ? "It has no values."
                                        : "Its values are: " + String.join(", ", values) + "."));
            }
        }
        found.allowSections(describe(key), switches);
    }

    private void allow(String key, Set<String> values) {
        allow(key, values, Set.of());
    }

    private Template phrase(String key) {
        Template phrase = phrases.get(key);
        if (phrase == null) {
            throw new IllegalArgumentException(sources.describe(key) + " is missing.");
        }
        return phrase;
    }

    private static String distance(ZoneOffset offset) {
        int minutes = Math.abs(offset.getTotalSeconds()) / 60;
        if (minutes == 0) {
            return "UTC";
        }
        String hours = "UTC" + (offset.getTotalSeconds() < 0 ? MINUS : '+') + minutes / 60;
        return minutes % 60 == 0 ? hours : hours + ":" + twoDigits(minutes % 60);
    }

    private static String twoDigits(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
