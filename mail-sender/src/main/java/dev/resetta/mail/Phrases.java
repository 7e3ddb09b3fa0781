package dev.resetta.mail;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The phrases of one language as they are written, and the file each of them is from. */
final class Phrases {
    private final String language;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();

    /**
     * Reads all phrases.
     *
     * @param files where they are; a phrase of a later file replaces that of an earlier one
     * @param standard the keys of any complete catalogue
     * @throws IllegalArgumentException if phrases are missing, all of which are named, or a form of a number is not one of this
     *     language
     */
    Phrases(String language, List<TemplateFile> files, Set<String> standard) {
        this.language = language;
        for (TemplateFile file : files) {
            file.properties().forEach((key, text) -> {
                texts.put(key, text);
                places.put(key, file.place());
            });
        }
        PluralRule plurals = PluralRule.of(language);
        Set<String> forms = DurationUnit.keys(plurals).collect(Collectors.toCollection(TreeSet::new));
        for (String key : new TreeSet<>(texts.keySet())) {
            if (DurationUnit.isKey(key) && !forms.contains(key)) {
                throw new IllegalArgumentException(
                        describe(key) + " is a form this language has not got. Its forms are "
                                + String.join(", ", plurals.forms()) + ".");
            }
        }
        Set<String> missing = standard.stream()
                .filter(key -> !DurationUnit.isKey(key))
                .collect(Collectors.toCollection(() -> new TreeSet<>(forms)));
        missing.removeAll(texts.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("The mail language " + language + " is not complete. Add to "
                    + name(language) + ": " + String.join(", ", missing) + ".");
        }
    }

    /** What the file of a language's phrases is called. */
    static String name(String language) {
        return "words-" + language + ".properties";
    }

    String language() {
        return language;
    }

    Collection<String> keys() {
        return texts.keySet();
    }

    String text(String key) {
        return Objects.requireNonNull(texts.get(key));
    }

    /** Where a phrase is from, as the beginning of a sentence. */
    String describe(String key) {
        return "The phrase " + key + " in " + places.getOrDefault(key, name(language));
    }
}
