package dev.resetta.examples.demo.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language that the pages speak: a line here, and a file of words. */
public enum Language {
    ENGLISH("en", "English"),
    GERMAN("de", "Deutsch");

    private final Locale locale;
    private final String ownName;

    Language(String tag, String ownName) {
        this.locale = Locale.forLanguageTag(tag);
        this.ownName = ownName;
    }

    /** The one with this tag, such as {@code de}. */
    static Optional<Language> ofTag(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }

    /**
     * The one that a browser likes best of those there are; English if it likes none of them.
     *
     * @param accepted the header {@code Accept-Language}, or what came in its place
     */
    static Language bestFor(String accepted) {
        try {
            List<Locale> there = Arrays.stream(values()).map(Language::locale).toList();
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(accepted), there))
                    .flatMap(locale -> ofTag(locale.toLanguageTag()))
                    .orElse(ENGLISH);
        } catch (IllegalArgumentException malformed) {
            return ENGLISH;
        }
    }

    public Locale locale() {
        return locale;
    }

    /** A moment as people who speak this write it. */
    public String moment(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofPattern(words().get("moment"), locale).format(instant.atZone(zone));
    }

    String tag() {
        return locale.toLanguageTag();
    }

    /** What its speakers call it. */
    String ownName() {
        return ownName;
    }

    Words words() {
        return Words.of(tag());
    }
}
