package dev.resetta.examples.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The demo in a process of its own, which can be killed. */
final class DemoProcess implements AutoCloseable {
    private final Process process;
    private final List<String> greeting;

    private DemoProcess(Process process, List<String> greeting) {
        this.process = process;
        this.greeting = greeting;
    }

    /** Starts it on any free port and waits until it is ready. */
    static DemoProcess start(Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName(),
                        "--port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("RESETTA_"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        List<String> greeting = new ArrayList<>();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            greeting.add(line);
            if (line.contains("Ctrl-C")) {
                return new DemoProcess(process, greeting);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("The demo ended: " + greeting);
    }

    List<String> greeting() {
        return greeting;
    }

    TestBrowser browser() {
        return new TestBrowser(URI.create(greeting.get(0).substring("ready ".length())));
    }

    /** Ends it as Ctrl-C does. */
    void end() {
        process.destroy();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    /** Ends it as {@code kill -9} does: nothing in it gets a chance to finish anything. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }
}
