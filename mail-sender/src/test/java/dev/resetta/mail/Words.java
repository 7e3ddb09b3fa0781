package dev.resetta.mail;

import java.util.Locale;
import java.util.stream.Stream;

/** The standard words, for tests. */
final class Words {
    private Words() {}

    static Catalogue in(String language) {
        return MailTemplates.standard()
                .speaking(Locale.forLanguageTag(language))
                .orElseThrow()
                .words();
    }

    /** All languages but English. */
    static Stream<String> otherLanguages() {
        return MailTemplates.standard().languages().stream().filter(language -> !language.equals("en"));
    }
}
