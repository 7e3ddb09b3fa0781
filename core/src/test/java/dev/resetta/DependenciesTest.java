package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps docs/design.md true: what a published module brings along is argued there, and nothing else is brought along. */
class DependenciesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)</artifactId>");

    @ParameterizedTest
    @ValueSource(strings = {"core", "jdbc-store", "mail-sender", "spring-boot-starter", "testkit"})
    void everyDependencyAtRunTimeIsArgued(String module) throws IOException {
        assertThat(dependencies(module))
                .as("what %s needs at run time, against the table in docs/design.md", module)
                .isEqualTo(argued(module));
    }

    /** Without those of tests, those that are compiled in only, the other modules, and what core brings along anyway. */
    private static Set<String> dependencies(String module) throws IOException {
        String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
        return DEPENDENCY
                .matcher(pom.replaceAll("(?s)<(dependencyManagement|build|profiles)>.*?</\\1>", ""))
                .results()
                .map(found -> found.group(1))
                .filter(dependency -> !dependency.contains("<scope>test</scope>"))
                .map(DependenciesTest::artifact)
                .filter(artifact -> !artifact.startsWith("resetta-") && !artifact.equals("jspecify"))
                .filter(artifact -> module.equals("core") || !artifact.equals("slf4j-api"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String artifact(String dependency) {
        return ARTIFACT.matcher(dependency).results().findFirst().orElseThrow().group(1);
    }

    private static Set<String> argued(String module) throws IOException {
        Pattern row = Pattern.compile("\\| " + module + "(?:, optional)? \\| ([^|]+) \\| [^|]{10,} \\|");
        return Files.readAllLines(ROOT.resolve("docs/design.md")).stream()
                .flatMap(line -> row.matcher(line).results())
                .flatMap(found -> List.of(found.group(1).split(", ")).stream())
                .filter(artifact -> !artifact.startsWith("nothing"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
