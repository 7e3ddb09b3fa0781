package dev.resetta.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.ResetResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class ShopTest {
    @Test
    void theReadmeShowsTheLinesThatAreCompiledHere() throws IOException {
        String shown = String.join("\n", block(Files.readString(Path.of("../README.md"))));
        String compiled = String.join("\n", compiledLines());
        assertThat(shown).isEqualTo(compiled);
    }

    @Test
    void theReadmesLinesRun() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (PasswordReset reset = Shop.setUp(source, id -> {}, "not used, since nobody is mailed")) {
            assertThat(Shop.use(reset, "", "127.0.0.1", "no token", "a password", "a password"))
                    .isEqualTo(new Shop.Outcome(
                            new LinkCheck.Refused(LinkProblem.INVALID),
                            new ResetResult.LinkRefused(LinkProblem.INVALID)));
        }
    }

    private static List<String> block(String readme) {
        int begin = readme.indexOf("```java\n") + "```java\n".length();
        return significant(
                readme.substring(begin, readme.indexOf("```", begin)).lines().toList(), 0);
    }

    private static List<String> compiledLines() throws IOException {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("src/main/java/dev/resetta/examples/readme/Shop.java"))) {
            if (line.strip().startsWith("// README")) {
                inside = line.contains("begins");
            } else if (inside) {
                lines.add(line);
            }
        }
        return significant(lines, 8);
    }

    private static List<String> significant(List<String> lines, int indentation) {
        return lines.stream()
                .filter(line -> !line.isBlank())
                .map(line -> line.substring(indentation))
                .toList();
    }
}
