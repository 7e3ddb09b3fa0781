package dev.resetta.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a template's file, taken apart: {@code reset-link-de.html} is the template {@code reset-link.html} for German.
 *
 * @param template the file for all languages; {@code words.properties} for any language's phrases
 * @param language the language's tag; empty if it is for all
 */
record TemplateName(String template, String language) {
    static final String LAYOUT = "layout.html";
    private static final String WORDS = "words.properties";
    private static final Pattern PARTS =
            Pattern.compile("(words|layout|[a-z]+-[a-z]+)(?:-([A-Za-z0-9-]+))?(\\.[a-z]+)");

    /** Reads a name; empty if no template is called so. */
    static Optional<TemplateName> parse(String file) {
        Matcher parts = PARTS.matcher(file);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String language = parts.group(2) == null ? "" : parts.group(2);
        TemplateName name = new TemplateName(parts.group(1) + parts.group(3), language);
        boolean isKnown = name.isPhrases() ? !language.isEmpty() : templates().anyMatch(name.template::equals);
        return isKnown && isTag(language) ? Optional.of(name) : Optional.empty();
    }

    /** All there can be for some languages, those for all languages included. */
    static Stream<String> all(List<String> languages) {
        return Stream.concat(
                templates(),
                languages.stream()
                        .flatMap(language -> Stream.concat(
                                Stream.of(Phrases.name(language)),
                                templates().map(template -> in(template, language)))));
    }

    /** What a template for one language is called. */
    static String in(String template, String language) {
        int dot = template.lastIndexOf('.');
        return template.substring(0, dot) + "-" + language + template.substring(dot);
    }

    boolean isPhrases() {
        return template.equals(WORDS);
    }

    /** Says whether this is a language tag as it is usually spelled: pt-BR, and not PT_br; or nothing. */
    private static boolean isTag(String language) {
        return language.isEmpty()
                || Locale.forLanguageTag(language).toLanguageTag().equals(language);
    }

    private static Stream<String> templates() {
        return Stream.concat(
                Stream.of(LAYOUT),
                Arrays.stream(MailKind.values()).flatMap(kind -> Stream.of(kind.text(), kind.html())));
    }
}
