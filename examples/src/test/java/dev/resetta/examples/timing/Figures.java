package dev.resetta.examples.timing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What was measured, in {@code target/timing.txt}. */
final class Figures {
    private static final Path FILE = Path.of("target", "timing.txt");

    private Figures() {}

    static void tell(String what, Contrast contrast) {
        try {
            Files.writeString(
                    FILE,
                    what + ": " + contrast + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(what + ": " + contrast);
    }
}
