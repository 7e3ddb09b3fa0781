package dev.resetta.testkit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/contracts.md tells what runs which contract, and what each broken part is caught by, as the tests have it. */
class ContractsDocTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern REJECTION = Pattern.compile(
            "void (\\w+)\\(\\) \\{\\s+(?://.*\\s+)*assertThat\\(Rejections\\.of\\((\\w+)\\.class\\)\\)\\s*\\.contains\\w*\\(([^;]+)\\);");
    private static final Pattern QUOTED = Pattern.compile("\"(\\w+)\"");
    private static final Pattern SUBCLASS = Pattern.compile("\nclass (\\w+) extends \\w+Contract ");

    private final String page = read(ROOT.resolve("docs/contracts.md"));

    @Test
    void everyBrokenPartIsInTheTableWithTheTestsThatCaughtIt() throws IOException {
        String table = sources(ROOT.resolve("testkit/src/test"))
                .filter(file -> file.getFileName().toString().startsWith("Broken"))
                .sorted()
                .flatMap(ContractsDocTest::rows)
                .collect(joining());
        assertThat(table).as("rows").contains("`ofManySwapsAtOnceOneWins`");
        assertThat(page).contains("| contract | broken so | caught by |\n|---|---|---|\n" + table + "\n");
    }

    @Test
    void everythingThatRunsAContractIsInTheTable() throws IOException {
        List<String> runners;
        try (Stream<Path> modules = Files.list(ROOT)) {
            runners = modules.map(module -> module.resolve("src/test"))
                    .filter(Files::isDirectory)
                    .flatMap(ContractsDocTest::sources)
                    .flatMap(file -> SUBCLASS.matcher(read(file)).results())
                    .map(match -> match.group(1))
                    .toList();
        }
        assertThat(runners).as("classes").contains("MemoryTokenStoreTest", "EveryDatabaseTokenStoreTest");
        assertThat(runners).allSatisfy(runner -> assertThat(page).contains("`" + runner + "`"));
    }

    private static Stream<String> rows(Path file) {
        String className = ContractsDocTest.class.getPackageName() + "."
                + file.getFileName().toString().replace(".java", "");
        return REJECTION.matcher(read(file)).results().map(match -> row(className, match));
    }

    private static String row(String className, MatchResult match) {
        String tests = QUOTED.matcher(match.group(3))
                .results()
                .map(test -> "`" + test.group(1) + "`")
                .collect(joining(", "));
        return "| `%s` | %s | %s |\n"
                .formatted(contractOf(className + "$" + match.group(2)), words(match.group(1)), tests);
    }

    private static String contractOf(String className) {
        try {
            Class<?> type = Class.forName(className);
            while (!Modifier.isPublic(type.getModifiers())) {
                type = type.getSuperclass();
            }
            return type.getSimpleName();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** What a test's name says before it says that it is seen. */
    private static String words(String name) {
        return name.replaceFirst("(IsSeen|AreSeen|LosesTheRace|FallsShortOfTheMatrix)$", "")
                .replaceAll("(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
