package dev.resetta.examples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of the documentation, as far as tests look into it. */
public record Page(Path file, String text) {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK =
            Pattern.compile("(?<above>[^\n]*)\n+```(?<language>[a-z]+)\n(?<code>.*?)\n```", Pattern.DOTALL);
    private static final Pattern ANY_BLOCK = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern HEADING = Pattern.compile("^#{1,6} (?<title>.*)$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\((?<target>[^)\\s]+)\\)");
    private static final Pattern ABSOLUTE = Pattern.compile("[a-z]+:.*");

    /** A block of code, and the line above it. */
    record Quote(String above, String code) {
        /** Whether these lines stand in a file as they are here, but for the indentation. Half a line is no quote. */
        boolean isIn(String source) {
            return withoutIndentation(source).contains(withoutIndentation(code));
        }

        private static String withoutIndentation(String code) {
            return code.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
        }
    }

    /**
     * Reads a page.
     *
     * @param path from the root of the project
     */
    public static Page of(String path) {
        return new Page(Path.of(path), read(ROOT.resolve(path)));
    }

    static Page of(Path file) {
        return of(file.toString());
    }

    /** The statements of its first block of SQL, for whoever wants to begin with the tables that it shows. */
    public List<String> statements() {
        return Pattern.compile(";")
                .splitAsStream(quotes("sql").get(0).code())
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** Its blocks in one language. */
    List<Quote> quotes(String language) {
        List<Quote> quotes = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            if (block.group("language").equals(language)) {
                quotes.add(new Quote(block.group("above").strip(), block.group("code")));
            }
        }
        return quotes;
    }

    /** Where its relative links lead. */
    List<String> links() {
        return LINK.matcher(prose())
                .results()
                .map(link -> link.group(1))
                .filter(target -> !ABSOLUTE.matcher(target).matches())
                .toList();
    }

    /** What the fragment of a link to each of its headings is, as forges make it. */
    List<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        return HEADING.matcher(prose())
                .results()
                .map(heading -> anchor(heading.group(1)))
                .map(anchor -> {
                    int before = seen.merge(anchor, 1, Integer::sum) - 1;
                    return before == 0 ? anchor : anchor + "-" + before;
                })
                .toList();
    }

    /** Whether a link of this page leads to something: a file or folder, and in a page a heading. */
    boolean leadsSomewhere(String link) {
        String[] parts = link.split("#", 2);
        Path here = file.resolveSibling(parts[0]).normalize();
        Path target = parts[0].isEmpty() ? file : here;
        if (!Files.exists(ROOT.resolve(target))) {
            return false;
        }
        return parts.length == 1 || of(target).anchors().contains(parts[1]);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String prose() {
        return ANY_BLOCK.matcher(text).replaceAll("");
    }

    private static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
