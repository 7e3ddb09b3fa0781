package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A folder of templates in tests.
 *
 * @param path where it is
 */
record TemplateFolder(Path path) {
    private static final Map<String, TemplateFile> STANDARD =
            TemplateSources.onClassPath(MailTemplates.class, "standard", List.of("en", "de"));

    void write(String name, String text) {
        try {
            Files.writeString(path.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a standard file, changed at one place. */
    void writeStandard(String name, String words, String others) {
        String text = STANDARD.get(name).text();
        assertThat(text).contains(words);
        write(name, text.replace(words, others));
    }

    /** All phrases of a language that is not a standard one; its words are English. */
    void writeCzech() {
        String phrases = STANDARD.get("words-en.properties")
                .text()
                .lines()
                .filter(line -> !line.matches("(seconds|minutes|hours|days)\\..*"))
                .collect(Collectors.joining("\n"));
        write("words-cs.properties", phrases + "\n" + """
                seconds.one={{n}} sekundu
                seconds.few={{n}} sekundy
                seconds.other={{n}} sekund
                minutes.one={{n}} minutu
                minutes.few={{n}} minuty
                minutes.other={{n}} minut
                hours.one={{n}} hodinu
                hours.few={{n}} hodiny
                hours.other={{n}} hodin
                days.one={{n}} den
                days.few={{n}} dny
                days.other={{n}} dní
                """);
    }

    void refused(ThrowingCallable reading, String... reasons) {
        assertThatIllegalArgumentException()
                .isThrownBy(reading)
                .satisfies(e -> assertThat(e.getMessage()).contains(reasons).endsWith("."));
    }
}
