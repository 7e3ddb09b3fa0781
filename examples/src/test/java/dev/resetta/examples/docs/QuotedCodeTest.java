package dev.resetta.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every Java block of the pages for integrators stands in a file that is compiled and tested, named above the block. */
class QuotedCodeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK =
            Pattern.compile("(?<above>[^\n]*)\n+```java\n(?<code>.*?)\n```", Pattern.DOTALL);
    private static final Pattern SOURCE = Pattern.compile("<!-- (?<file>\\S+\\.java) -->");

    /** A block, and what stands above it. */
    private record Quote(String above, String code) {}

    @ParameterizedTest
    @ValueSource(strings = {"docs/integrating.md", "testkit/README.md"})
    void aBlockIsInTheFileThatIsNamedAboveIt(String page) {
        String text = read(page);
        List<Quote> quotes = quotes(text);
        assertThat(quotes).hasSize(text.split("```java", -1).length - 1).isNotEmpty();

        assertThat(quotes)
                .as("blocks of %s that are not in the file above them", page)
                .filteredOn(quote -> !isInItsFile(quote))
                .isEmpty();
    }

    private static boolean isInItsFile(Quote quote) {
        Matcher source = SOURCE.matcher(quote.above());
        return source.matches()
                && withoutIndentation(read(source.group("file"))).contains(withoutIndentation(quote.code()));
    }

    private static List<Quote> quotes(String page) {
        List<Quote> quotes = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(page); block.find(); ) {
            quotes.add(new Quote(block.group("above").strip(), block.group("code")));
        }
        return quotes;
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole lines only, so that half a statement is no quote. */
    private static String withoutIndentation(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
    }
}
