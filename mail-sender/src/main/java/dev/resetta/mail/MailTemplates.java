package dev.resetta.mail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words and the looks of the mails: for each mail a text and an HTML template, and for each language a catalogue of
 * phrases.
 *
 * <p>The standard ones can be replaced file by file; what is not replaced stays standard. In a folder or on the class path
 * there may be
 *
 * <ul>
 *   <li>{@code layout.html}, from which the pages of all mails are made;
 *   <li>{@code reset-link.html} and {@code reset-link.txt}, and the same of {@code password-changed} and {@code link-issued};
 *   <li>each of these for one language, such as {@code reset-link-de.html} or {@code layout-pt-BR.html};
 *   <li>{@code words-de.properties}, in UTF-8: single phrases of a language that is spoken already (or of a land's variety of
 *       it, such as {@code words-de-AT.properties}), or all phrases of a new one.
 * </ul>
 *
 * <p>Templates and phrases are Mustache: placeholders and sections, no expressions and no code. In HTML every value is
 * escaped. Files are read once, and everything is checked then, in each language: a placeholder or phrase that does not exist,
 * a reset link that is missing in text or HTML whatever else is there or is not, forms of numbers, UTF-8. Immutable and
 * thread-safe.
 */
public final class MailTemplates {
    private static final List<String> STANDARD_LANGUAGES =
            List.of("en", "de", "fr", "es", "it", "pt", "nl", "pl", "uk", "tr", "ar", "he", "zh", "ja");

    private final Map<String, TemplateFile> own;
    private final List<String> languages;
    private final Map<String, LanguageTemplates> read = new ConcurrentHashMap<>();

    private MailTemplates(Map<String, TemplateFile> own, List<String> languages) {
        this.own = own;
        this.languages = languages;
        refuseUnusedLanguages();
        // The standard ones are checked when this library is built: a language is read when somebody wants to be told
        // in it.
        if (!own.isEmpty()) {
            languages.forEach(this::in);
        }
    }

    /**
     * The templates that come with this library: plain, without a brand or an image, in Arabic, Chinese (simplified), Dutch,
     * English, French, German, Hebrew, Italian, Japanese, Polish, Portuguese, Spanish, Turkish and Ukrainian.
     *
     * @return the same ones each time
     */
    public static MailTemplates standard() {
        return Standard.TEMPLATES;
    }

    /**
     * Replaces standard templates by those in a folder, which is read now and not again.
     *
     * <p>It may hold templates only, so that a misspelt name is found; hidden files and back-ups of editors are passed over.
     *
     * @param folder where they are
     * @param languages the tags of all languages to speak, such as {@code de} or {@code pt-BR}; if none is given, the standard
     *     ones and those the folder has phrases of
     * @return new templates
     * @throws IllegalArgumentException if a file is no template, or something is wrong in one: the message names the file and
     *     says what to do
     * @throws java.io.UncheckedIOException if the folder cannot be read
     */
    public static MailTemplates inFolder(Path folder, String... languages) {
        Map<String, TemplateFile> own = TemplateSources.inFolder(Objects.requireNonNull(folder, "folder"));
        List<String> mentioned = own.keySet().stream()
                .flatMap(name -> TemplateName.parse(name).stream())
                .filter(TemplateName::isPhrases)
                .map(TemplateName::language)
                .toList();
        return new MailTemplates(own, languages.length > 0 ? tags(languages) : standardAnd(mentioned));
    }

    /**
     * Replaces standard templates by those in a folder of the class path, which is read now and not again.
     *
     * <p>The class path cannot be listed, so a file with a misspelt name goes unnoticed.
     *
     * @param neighbour a class that can {@linkplain Class#getResourceAsStream(String) see} the folder; in a named module that
     *     is one of a module that opens it
     * @param folder where they are: from the root if it begins with {@code /}, else beside the class
     * @param languages the tags of all languages to speak, such as {@code de} or {@code pt-BR}; if none is given, the standard
     *     ones
     * @return new templates
     * @throws IllegalArgumentException if there is no template, or something is wrong in one: the message names the file and
     *     says what to do
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static MailTemplates onClassPath(Class<?> neighbour, String folder, String... languages) {
        Objects.requireNonNull(neighbour, "neighbour");
        Objects.requireNonNull(folder, "folder");
        List<String> tags = languages.length > 0 ? tags(languages) : STANDARD_LANGUAGES;
        List<String> varieties = tags.stream().flatMap(MailTemplates::nearest).toList();
        return new MailTemplates(TemplateSources.onClassPath(neighbour, folder, varieties), tags);
    }

    /** The mails in the language that is nearest to a wish; empty if it is not spoken. */
    Optional<LanguageTemplates> speaking(@Nullable Locale wanted) {
        if (wanted == null) {
            return Optional.empty();
        }
        // As a tag, because Locale itself may say "iw" for Hebrew, depending on the JDK and its settings.
        String tag = wanted.stripExtensions().toLanguageTag();
        String language = tag.split("-", 2)[0];
        String withScript = language + "-" + wanted.getScript();
        return Stream.of(tag, withScript, language)
                .filter(languages::contains)
                .findFirst()
                .map(this::in);
    }

    /** The tags of all languages spoken. */
    List<String> languages() {
        return languages;
    }

    private LanguageTemplates in(String language) {
        return read.computeIfAbsent(language, tag -> {
            Catalogue words = new Catalogue(new Phrases(tag, words(tag), Standard.PHRASES));
            return new LanguageTemplates(words, template -> file(template, tag), Standard.PHRASES);
        });
    }

    /** The file for a template: the one of the language before the one for all, and a replacement before the standard one. */
    private TemplateFile file(String template, String language) {
        return nearest(language)
                .map(tag -> own.get(TemplateName.in(template, tag)))
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> Optional.ofNullable(own.get(template)))
                .or(() -> Standard.file(template))
                .orElseThrow(() -> new IllegalStateException("The standard template " + template + " is missing."));
    }

    /** The phrases of a language: those of its land after the others, and replacements after the standard ones. */
    private List<TemplateFile> words(String language) {
        List<TemplateFile> files = new ArrayList<>();
        nearest(language).map(Phrases::name).forEach(name -> {
            Optional.ofNullable(own.get(name)).ifPresent(files::add);
            Standard.file(name).ifPresent(files::add);
        });
        Collections.reverse(files);
        return files;
    }

    private void refuseUnusedLanguages() {
        Set<String> used = new TreeSet<>();
        languages.forEach(language -> nearest(language).forEach(used::add));
        own.forEach((file, source) -> TemplateName.parse(file)
                .map(TemplateName::language)
                .filter(language -> !language.isEmpty() && !used.contains(language))
                .ifPresent(language -> {
                    throw new IllegalArgumentException(source.place() + " is for the language " + language
                            + ", which these templates do not speak. Name it among the languages, add "
                            + Phrases.name(language) + ", or take the file away.");
                }));
    }

    /** A tag, and the language without its land: de-AT and de, zh-Hant-TW and zh-Hant. */
    private static Stream<String> nearest(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        String landless = new Locale.Builder()
                .setLanguage(locale.getLanguage())
                .setScript(locale.getScript())
                .build()
                .toLanguageTag();
        return Stream.of(tag, landless).distinct();
    }

    private static List<String> standardAnd(List<String> others) {
        return Stream.concat(STANDARD_LANGUAGES.stream(), others.stream())
                .distinct()
                .toList();
    }

    private static List<String> tags(String... languages) {
        for (String language : languages) {
            if (!Locale.forLanguageTag(language).toLanguageTag().equals(language)) {
                throw new IllegalArgumentException(language + " is not a language tag such as de, pt-BR or zh-Hant.");
            }
        }
        return List.of(languages);
    }

    /** Read when first asked for. */
    private static final class Standard {
        private static final Map<String, TemplateFile> FILES =
                TemplateSources.onClassPath(MailTemplates.class, "standard", STANDARD_LANGUAGES);
        private static final Set<String> PHRASES =
                file(Phrases.name("en")).orElseThrow().properties().keySet();
        private static final MailTemplates TEMPLATES = new MailTemplates(Map.of(), STANDARD_LANGUAGES);

        private static Optional<TemplateFile> file(String name) {
            return Optional.ofNullable(FILES.get(name));
        }
    }
}
