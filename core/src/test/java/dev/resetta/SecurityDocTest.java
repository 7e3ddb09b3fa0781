package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/security.md true: every requirement has its row, and every test that a row names is there. */
class SecurityDocTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DOC = ROOT.resolve("docs/security.md");
    private static final int REQUIREMENTS = 54;

    private static final Pattern ROW = Pattern.compile("^\\| (R\\d+) \\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+)#(\\w+)`");

    /** An annotation that makes a method a test, further annotations, and then the method's name. */
    private static final Pattern TEST_METHOD =
            Pattern.compile("@(?:Test|ParameterizedTest|TestFactory|RepeatedTest)\\b[^;{]*?\\b(\\w+)\\(");

    private static final Pattern SUPERCLASS = Pattern.compile("\\bclass (\\w+) extends (\\w+)");

    @Test
    void everyRequirementHasOneRow() throws IOException {
        List<String> expected = IntStream.rangeClosed(1, REQUIREMENTS)
                .mapToObj(number -> String.format("R%02d", number))
                .toList();

        assertThat(rows().map(row -> row.group(1)).toList())
                .as("the ids in the table of %s, each once and in order", DOC)
                .containsExactlyElementsOf(expected);
    }

    @Test
    void everyRowSaysWhatIsKeptByWhomAndHowThatIsShown() throws IOException {
        assertThat(rows())
                .allSatisfy(row -> assertThat(row.group(2).split("\\|", -1))
                        .as("the columns after %s", row.group(1))
                        .hasSize(3)
                        .noneMatch(String::isBlank));
    }

    @Test
    void everyNamedTestExists() throws IOException {
        Map<String, String> sources = sourcesOfTests();
        List<String> missing = new ArrayList<>();
        List<MatchResult> named =
                NAMED_TEST.matcher(Files.readString(DOC)).results().toList();
        for (MatchResult test : named) {
            if (!isTest(test.group(1), test.group(2), sources)) {
                missing.add(test.group());
            }
        }

        assertThat(named).hasSizeGreaterThan(REQUIREMENTS);
        assertThat(missing)
                .as("tests that %s names and no module has: mend the name, or say what shows the promise now", DOC)
                .isEmpty();
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOC)).results();
    }

    /** Whether a class has a test of this name, of its own or from the contract it extends. */
    private static boolean isTest(String className, String method, Map<String, String> sources) {
        String source = sources.get(className);
        if (source == null) {
            return false;
        }
        String plain = withoutTexts(source);
        boolean isOwn = TEST_METHOD
                .matcher(plain)
                .results()
                .anyMatch(found -> found.group(1).equals(method));
        return isOwn
                || SUPERCLASS
                        .matcher(plain)
                        .results()
                        .anyMatch(found -> found.group(1).equals(className) && isTest(found.group(2), method, sources));
    }

    /** The source without texts, comments and the arguments of annotations, which may hold anything. */
    private static String withoutTexts(String source) {
        return source.replaceAll("\"(?:\\\\.|[^\"\\\\\\n])*+\"", "")
                .replaceAll("(?m)//.*$", "")
                .replaceAll("(@\\w+)\\s*\\((?:[^()]|\\([^()]*+\\))*+\\)", "$1");
    }

    /** The tests of all modules, and the contracts that the testkit publishes, by the name of their class. */
    private static Map<String, String> sourcesOfTests() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .toList()) {
                read(module.resolve("src/test/java"), sources);
            }
        }
        read(ROOT.resolve("testkit/src/main/java"), sources);
        return sources;
    }

    private static void read(Path folder, Map<String, String> into) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                try {
                    into.merge(
                            file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
