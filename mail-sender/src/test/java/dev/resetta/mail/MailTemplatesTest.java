package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The standard templates, and what is refused when templates are read. */
class MailTemplatesTest {

    @ParameterizedTest
    @ValueSource(strings = {"de"})
    void everyLanguageHasEveryKeyWithTheSamePlaceholders(String language) {
        Catalogue english = catalogue("en");
        Catalogue other = catalogue(language);

        assertThat(other.keys()).isEqualTo(english.keys());
        assertThat(other.keys())
                .allSatisfy(key -> assertThat(placeholders(other, key)).isEqualTo(placeholders(english, key)));
    }

    @Test
    void everyPhraseIsUsed() {
        String templates = read("reset-link.txt").orElseThrow()
                + read("reset-link.html").orElseThrow()
                + read("password-changed.txt").orElseThrow()
                + read("password-changed.html").orElseThrow()
                + read("link-issued.txt").orElseThrow()
                + read("link-issued.html").orElseThrow()
                + read("layout.html").orElseThrow();
        assertThat(catalogue("en").keys())
                .filteredOn(key -> !key.matches(".*\\.subject|months|moment|direction|program\\..*|.*\\.(one|other)"))
                .allSatisfy(key -> assertThat(templates).contains("{{" + key + "}}"));
    }

    @Test
    void anUnknownPlaceholderInATemplateIsRefusedWhenRead() {
        refused("reset-link.txt", "{{link}}", "{{link}} {{password}}", "{{password}}");
        refused("reset-link.html", "{{reset-link.intro}}", "{{reset-link.intor}}", "{{reset-link.intor}}");
        refused("layout.html", "{{footer}}", "{{fotter}}", "{{fotter}}");
        refused("password-changed.txt", "{{footer}}", "{{link}}", "{{link}}");
        refused("password-changed.txt", "{{footer}}", "{{reset-link.validity}}", "unknown there");
    }

    @Test
    void anUnknownPlaceholderInAPhraseIsRefusedWhenRead() {
        refused("words-de.properties", "{{lifetime}}", "{{livetime}}", "{{livetime}}");
        refused("words-de.properties", "{{month}}", "{{moon}}", "{{moon}}");
        refused("words-en.properties", "for {{service}}\n", "for {{name}}\n", "{{name}}");
    }

    @Test
    void aMissingPhraseFileOrLinkIsRefusedWhenRead() {
        refused("words-de.properties", "minutes.other=", "minutes.others=", "minutes.other");
        refused("words-de.properties", "März,", "", "twelve months");
        refused("words-de.properties", "reset-link.intro=", "reset-link.info=", "reset-link.intro");
        refused("reset-link.txt", "{{link}}", "", "has to show {{link}}");
        refused("reset-link.html", "{{link}}", "", "has to show {{link}}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailTemplates(List.of("en", "tlh"), MailTemplatesTest::read))
                .withMessageContaining("words-tlh.properties");
    }

    @Test
    void aValueThatIsNotEscapedIsRefusedWhenRead() {
        refused("reset-link.html", "{{reset-link.intro}}", "{{{reset-link.intro}}}", "as it is");
        refused("layout.html", "{{greeting}}", "{{&greeting}}", "as it is");
    }

    @Test
    void aTemplateThatCannotBeReadIsRefused() {
        refused("reset-link.txt", "{{/hasContact}}", "", "reset-link.txt");
        refused("words-en.properties", "{{/hasName}}", "", "greeting");
    }

    private static void refused(String file, String words, String others, String reason) {
        Function<String, Optional<String>> changed = name -> {
            Optional<String> source = read(name);
            if (!name.equals(file)) {
                return source;
            }
            assertThat(source).hasValueSatisfying(text -> assertThat(text).contains(words));
            return source.map(text -> text.replace(words, others));
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailTemplates(List.of("en", "de"), changed))
                .withMessageContaining(reason);
    }

    private static Set<String> placeholders(Catalogue catalogue, String key) {
        return Placeholders.of(catalogue.phrase(key).orElseThrow());
    }

    private static Catalogue catalogue(String language) {
        return MailTemplates.standard()
                .speaking(Locale.forLanguageTag(language))
                .orElseThrow();
    }

    private static Optional<String> read(String name) {
        try (InputStream in = MailTemplates.class.getResourceAsStream("standard/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
