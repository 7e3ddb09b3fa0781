package dev.resetta.benchmarks.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

/** What a run was made on. */
public final class Machine {
    private Machine() {}

    /** Date, processor, memory, system and Java. */
    public static String described() throws IOException {
        return LocalDate.now() + ", " + processor() + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, "
                + memory() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
    }

    /** Databases, drivers and peers, as the build knows them. */
    public static String versions() throws IOException {
        try (InputStream versions = Machine.class.getResourceAsStream("versions.txt")) {
            return new String(versions.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String processor() throws IOException {
        return field("/proc/cpuinfo", "model name", System.getProperty("os.arch"));
    }

    private static String memory() throws IOException {
        return field("/proc/meminfo", "MemTotal", "memory unknown");
    }

    private static String field(String file, String name, String otherwise) throws IOException {
        if (!Files.isReadable(Path.of(file))) {
            return otherwise;
        }
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(otherwise);
        }
    }
}
