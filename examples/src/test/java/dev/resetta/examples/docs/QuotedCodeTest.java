package dev.resetta.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.docs.Page.Quote;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every Java block of the pages for integrators stands in a file that is compiled and tested, named above the block. */
class QuotedCodeTest {
    private static final Pattern SOURCE = Pattern.compile("<!-- (?<file>\\S+\\.java) -->");

    @ParameterizedTest
    @ValueSource(strings = {"docs/integrating.md", "testkit/README.md"})
    void aBlockIsInTheFileThatIsNamedAboveIt(String path) {
        Page page = Page.of(path);
        List<Quote> quotes = page.quotes("java");
        assertThat(quotes).hasSize(page.text().split("```java", -1).length - 1).isNotEmpty();

        assertThat(quotes)
                .as("blocks of %s that are not in the file above them", path)
                .filteredOn(quote -> !isInItsFile(quote))
                .isEmpty();
    }

    private static boolean isInItsFile(Quote quote) {
        Matcher source = SOURCE.matcher(quote.above());
        return source.matches() && quote.isIn(Page.read(Path.of("..", source.group("file"))));
    }
}
