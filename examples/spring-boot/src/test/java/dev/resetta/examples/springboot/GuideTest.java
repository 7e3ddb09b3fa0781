package dev.resetta.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every block of the guide stands in the file that is named above it. */
class GuideTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern BLOCK = Pattern.compile("(?:<!-- (\\S+) -->\n)?```[a-z]+\n(.*?)\n```", Pattern.DOTALL);

    @Test
    void aBlockIsInTheFileThatIsNamedAboveIt() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve("docs/spring-boot.md")));
        int blocks = 0;
        for (; block.find(); blocks++) {
            assertThat(block.group(1)).as("the file of %s", block.group(2)).isNotNull();
            assertThat(lines(Files.readString(ROOT.resolve(block.group(1))))).contains(lines(block.group(2)));
        }
        assertThat(blocks).isEqualTo(12);
    }

    @Test
    void versionsAreThoseOfThisBuild() throws IOException {
        String build = Files.readString(ROOT.resolve("pom.xml"));

        assertThat(Files.readString(ROOT.resolve("docs/spring-boot.md")))
                .contains("<version>" + found("<version>(.*?)</version>", build) + "</version>")
                .contains(artifact("greenmail", found("<greenmail.version>(.*?)<", build)))
                .contains(artifact("db-scheduler", found("<db-scheduler.version>(.*?)<", build)));
    }

    private static String artifact(String name, String version) {
        return "<artifactId>" + name + "</artifactId>\n      <version>" + version + "</version>";
    }

    private static String found(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    /** Whole lines only, so that half a statement is no quote. */
    private static String lines(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
    }
}
