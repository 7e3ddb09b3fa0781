package dev.resetta.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.resetta.PasswordReset;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** A program that has core and slf4j-api and nothing else, on the module path and on the class path. */
class CoreAloneTest {
    private static final String NEEDED = String.join(
            File.pathSeparator,
            whereIs(PasswordReset.class).toString(),
            whereIs(Logger.class).toString());

    @TempDir
    static Path folder;

    @BeforeAll
    static void compile() throws Exception {
        Path sources = Path.of(CoreAloneTest.class.getResource("/consumer").toURI());
        run(
                ownJava("javac"),
                "--release",
                "17",
                "-d",
                folder.toString(),
                "--module-path",
                NEEDED,
                sources.resolve("module-info.java").toString(),
                sources.resolve("app/Main.java").toString());
    }

    @Test
    void itRunsOnTheModulePath() throws Exception {
        assertThat(onModulePath(ownJava("java"))).contains("Changed[accountId=7]");
    }

    @Test
    void itRunsOnTheClassPath() throws Exception {
        assertThat(onClassPath(ownJava("java"))).contains("Changed[accountId=7]");
    }

    @Test
    void itRunsOnANewerJavaThanItWasBuiltFor() throws Exception {
        Path java = newerJava();
        boolean isOptional = !"true".equals(System.getenv("CI"));
        assumeTrue(java != null || !isOptional, "There is no JDK 25 beside this one.");
        assertThat(java).as("a JDK 25 beside this one, which CI has to have").isNotNull();

        assertThat(onModulePath(java)).contains("Changed[accountId=7]");
        assertThat(onClassPath(java)).contains("Changed[accountId=7]");
    }

    private static String onModulePath(Path java) throws Exception {
        return run(java, "--module-path", NEEDED + File.pathSeparator + folder, "--module", "consumer/app.Main");
    }

    private static String onClassPath(Path java) throws Exception {
        return run(java, "-classpath", NEEDED + File.pathSeparator + folder, "app.Main");
    }

    private static String run(Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(folder, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it has ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    private static Path ownJava(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool);
    }

    /** Beside this one, as Debian and others put them. */
    private static Path newerJava() throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        try (DirectoryStream<Path> neighbours = Files.newDirectoryStream(home.getParent(), "*25*")) {
            for (Path neighbour : neighbours) {
                if (Files.isExecutable(neighbour.resolve("bin/java"))) {
                    return neighbour.resolve("bin/java");
                }
            }
        }
        return null;
    }

    private static Path whereIs(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
