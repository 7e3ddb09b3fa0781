package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the files of templates are called. */
class TemplateNameTest {

    @Test
    void eachTemplateMayBeThereForAllLanguagesAndForEach() {
        assertThat(TemplateName.all(List.of("de", "pt-BR")))
                .hasSize(7 + 2 * 8)
                .contains("layout.html", "reset-link.txt", "words-de.properties", "layout-pt-BR.html")
                .contains("password-changed-de.html", "link-issued-pt-BR.txt")
                .allMatch(name -> TemplateName.parse(name).isPresent());
    }
}
