package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;

@Tag("once")
class MailTemplatesFuzzTest {
    private static final Map<String, TemplateFile> STANDARD =
            TemplateSources.onClassPath(MailTemplates.class, "standard", List.of("en"));
    private static final Set<String> PHRASES =
            STANDARD.get("words-en.properties").properties().keySet();
    private static final List<String> FILES = List.of("reset-link.txt", "reset-link.html", "layout.html");

    /** The input takes the place of a file, named by its first character; any other is a file of phrases. */
    @FuzzTest
    void anyTemplateIsRefusedOrShowsTheLink(FuzzedDataProvider data) {
        String input = data.consumeRemainingAsString();
        int which = input.isEmpty() ? FILES.size() : input.charAt(0) - '0';
        boolean isTemplate = which >= 0 && which < FILES.size();
        Map<String, TemplateFile> files = new TreeMap<>(STANDARD);
        if (isTemplate) {
            files.put(FILES.get(which), new TemplateFile("own", input.substring(1)));
        }
        TemplateFile phrases = new TemplateFile("own phrases", isTemplate ? "" : input);

        LanguageTemplates templates;
        try {
            Catalogue words =
                    new Catalogue(new Phrases("en", List.of(STANDARD.get("words-en.properties"), phrases), PHRASES));
            templates = new LanguageTemplates(words, files::get, PHRASES);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).endsWith(".");
            return;
        }
        assertShowsTheLink(templates);
    }

    private static void assertShowsTheLink(LanguageTemplates templates) {
        Map<String, Object> values = new TreeMap<>();
        MailKind.RESET_LINK.shown().forEach(name -> values.put(name, "<" + name + ">"));
        MailKind.RESET_LINK.switches().forEach(name -> values.put(name, true));
        values.put("link", Notices.LINK);

        WrittenMail mail = templates.write(MailKind.RESET_LINK, values);

        assertThat(mail.subject().lines()).hasSize(1);
        assertThat(mail.text().lines()).contains(Notices.LINK);
        assertThat(mail.html()).contains(Templates.escape(Notices.LINK));
        MailKind.RESET_LINK
                .shown()
                .forEach(name -> assertThat(mail.html().toLowerCase(Locale.ROOT))
                        .as("values are escaped")
                        .doesNotContain("<" + name.toLowerCase(Locale.ROOT) + ">"));
    }
}
