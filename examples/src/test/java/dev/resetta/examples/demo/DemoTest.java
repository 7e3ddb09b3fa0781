package dev.resetta.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.demo.shop.DemoAccounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo as a process: how it starts, and how it ends. */
@Timeout(60)
class DemoTest {
    private static final int TERMINATED = 128 + 15;

    @Test
    void itSaysHowToUseItAndEndsCleanly() throws Exception {
        Process demo = start("--port", "0", "--policy", "hash-bound");
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = demo.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.contains("Ctrl-C")) {
                lines.add(line);
                line = out.readLine();
            }
            // The handle, because the process itself would close its streams, too.
            assertThat(demo.toHandle().destroy()).isTrue();
            assertThat(out.lines().toList()).as("said after the greeting").isEmpty();
        }
        assertThat(lines.get(0)).as("about the desk's links").contains("WARN", "longer than the 24 hours of NIST");
        assertThat(lines.get(1)).matches("ready http://localhost:\\d+");
        assertThat(lines)
                .anyMatch(line -> line.contains("alma@larkspur.example") && line.contains("paper lanterns at noon"))
                .anyMatch(line -> line.matches(".*inbox +http://localhost:\\d+/inbox"))
                .anyMatch(line -> line.matches(".*desk +http://localhost:\\d+/desk +operator: dora +password: .+"))
                .anyMatch(line -> line.matches(".*policy +hash-bound"))
                .anyMatch(line -> line.matches(".*database +jdbc:h2:tcp:.*"));
        assertThat(demo.waitFor()).isEqualTo(TERMINATED);
        assertThat(folderIn(lines)).as("the folder of its database").doesNotExist();
    }

    @Test
    void anEndAmidWorkIsAsClean() throws Exception {
        Process demo = start("--port", "0");
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = demo.inputReader(StandardCharsets.UTF_8)) {
            for (String line = ""; !line.contains("Ctrl-C"); line = out.readLine()) {
                lines.add(line);
            }
            TestBrowser.Answer form = new TestBrowser(address(lines)).get("/forgot");
            for (DemoAccounts.Person person : DemoAccounts.PEOPLE) {
                form.send("email", person.email());
            }
            assertThat(demo.toHandle().destroy()).isTrue();
            assertThat(out.lines())
                    .as("said after the greeting")
                    .allMatch(line -> line.matches("\\S+ INFO +PasswordReset: .*"));
        }
        assertThat(demo.waitFor()).isEqualTo(TERMINATED);
        assertThat(folderIn(lines)).as("the folder of its database").doesNotExist();
    }

    @Test
    void aTakenPortIsToldInASentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process demo = start("--port", String.valueOf(taken.getLocalPort()));
            assertThat(said(demo))
                    .containsExactly("Port " + taken.getLocalPort()
                            + " is taken; stop what listens there, or choose another one with --port or RESETTA_PORT.");
            assertThat(demo.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void aBadOptionIsToldInASentence() throws Exception {
        Process demo = start("--policy", "forever");
        assertThat(said(demo)).containsExactly("The policy is one-time, reusable or hash-bound, not 'forever'.");
        assertThat(demo.waitFor()).isEqualTo(2);
    }

    @Test
    void itHelps() throws Exception {
        Process demo = start("--help");
        assertThat(said(demo)).anyMatch(line -> line.contains("--policy one-time|reusable|hash-bound"));
        assertThat(demo.waitFor()).isZero();
    }

    private static URI address(List<String> greeting) {
        return URI.create(lineWith("ready ", greeting).substring("ready ".length()));
    }

    private static Path folderIn(List<String> greeting) {
        return Path.of(lineWith("jdbc:h2:", greeting).replaceFirst(".*password in: ", ""))
                .getParent();
    }

    private static String lineWith(String text, List<String> greeting) {
        return greeting.stream().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }

    /** Both streams in one, so that a stack trace could not hide. */
    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("RESETTA_"));
        return builder.start();
    }

    private static List<String> said(Process process) throws InterruptedException {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            return out.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
