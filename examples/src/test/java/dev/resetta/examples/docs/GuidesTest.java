package dev.resetta.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.docs.Page.Quote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guides show is compiled and tested, and where they point to there is something. */
class GuidesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path FOLDER = Path.of("docs", "guides");
    private static final String INDEX = "README.md";

    /** Languages whose blocks are taken from files that are run; the others are commands, tables and settings. */
    private static final List<String> TESTED = List.of("java", "js", "html");

    static List<Path> guides() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(FOLDER))) {
            return files.map(file -> ROOT.relativize(file)).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everyBlockOfCodeStandsInAFileThatIsTested(Path guide) throws IOException {
        List<String> sources = sources();
        Page page = Page.of(guide);
        for (String language : TESTED) {
            List<Quote> quotes = page.quotes(language);
            assertThat(quotes).hasSize(page.text().split("```" + language + "\n", -1).length - 1);
            assertThat(quotes)
                    .as("blocks of %s that are in no file", guide)
                    .filteredOn(quote -> sources.stream().noneMatch(quote::isIn))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everyLinkLeadsSomewhere(Path guide) {
        Page page = Page.of(guide);
        assertThat(page.links()).isNotEmpty();
        assertThat(page.links())
                .as("links of %s that lead nowhere", guide)
                .filteredOn(link -> !page.leadsSomewhere(link))
                .isEmpty();
    }

    @Test
    void everyGuideIsInTheIndex() throws IOException {
        List<String> others = guides().stream()
                .map(guide -> guide.getFileName().toString())
                .filter(name -> !name.equals(INDEX))
                .toList();
        assertThat(Page.of(FOLDER.resolve(INDEX)).links()).containsAll(others);
    }

    @Test
    void aBlockThatWasChangedIsFound() {
        Quote quote = new Quote("", "int one = 1;\n    int two = 2;");
        assertThat(quote.isIn("{\n    int one = 1;\n        int two = 2;\n}")).isTrue();
        assertThat(quote.isIn("{\n    int one = 1;\n\n    int two = 2;\n}")).isFalse();
        assertThat(quote.isIn("{\n    int one = 1;\n    int two = 2; // changed\n}"))
                .isFalse();
    }

    @Test
    void aLinkThatLeadsNowhereIsFound() {
        Page page = Page.of(FOLDER.resolve(INDEX));
        assertThat(page.leadsSomewhere("../design.md#tokens")).isTrue();
        assertThat(page.leadsSomewhere("../design.md#no-such-heading")).isFalse();
        assertThat(page.leadsSomewhere("no-such-guide.md")).isFalse();
        assertThat(page.leadsSomewhere("../../examples")).isTrue();
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().matches(".*\\.(java|js|html)"))
                    .map(Page::read)
                    .toList();
        }
    }
}
