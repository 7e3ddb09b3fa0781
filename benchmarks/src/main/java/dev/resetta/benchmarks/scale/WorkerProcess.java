package dev.resetta.benchmarks.scale;

import dev.resetta.PasswordReset;
import dev.resetta.jdbc.ResetDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A process that delivers with the workers a queue has by default, and counts what it has delivered. */
final class WorkerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;

    private WorkerProcess(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static WorkerProcess start(String address) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        address)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new WorkerProcess(process);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** How many mails it has handed over so far. */
    long delivered() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            return Long.parseLong(answers.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("A worker process has ended.", e);
        }
    }

    /** Ends with its standard input. */
    @Override
    public void close() throws Exception {
        process.getOutputStream().close();
        process.waitFor();
    }

    /** The process itself: works until its standard input ends, and answers each line with its count. */
    public static void main(String[] arguments) throws IOException {
        AtomicLong delivered = new AtomicLong();
        ResetDatabase database = ResetDatabase.of(Shop.pool(arguments[0]));
        try (PasswordReset working =
                Shop.reset(database, database.deliveryQueue(), notice -> delivered.incrementAndGet())) {
            while (System.in.read() >= 0) {
                System.out.println(delivered);
            }
        }
        System.exit(0);
    }
}
