package dev.resetta.examples.demo;

import dev.resetta.examples.demo.DemoOptions.UnusableOptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that the demo was started with.
 *
 * @param variables as the system gives them; an empty one counts as missing
 */
record Environment(Map<String, String> variables) {

    Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** A secret: the variable itself, or the file that the variable with {@code _FILE} behind its name points to. */
    Optional<String> secret(String name) {
        Optional<String> file = text(name + "_FILE");
        if (file.isPresent() && text(name).isPresent()) {
            throw new UnusableOptionException("Give " + name + " or " + name + "_FILE, not both.");
        }
        return file.map(path -> read(name + "_FILE", path)).or(() -> text(name));
    }

    private static String read(String name, String path) {
        try {
            // Editors end a file with a line break, which belongs to no secret.
            return Files.readString(Path.of(path)).replaceFirst("\\R\\z", "");
        } catch (IOException | InvalidPathException e) {
            throw new UnusableOptionException("The file that " + name + " points to cannot be read.");
        }
    }

    /** Tells nothing, since some of it is secret. */
    @Override
    public String toString() {
        return "Environment";
    }
}
