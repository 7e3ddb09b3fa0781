package dev.resetta.examples.commandline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The passwords and keys, out of the environment or of files that it names, never of the command line.
 *
 * <p>Everything read here is remembered, to be taken out of whatever is printed about a failure.
 */
final class Secrets {
    private static final String WITHHELD = "[withheld]";

    private final Map<String, String> environment;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> warnings = new ArrayList<>();

    Secrets(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Reads the variable, or the file that the variable with {@code _FILE} names.
     *
     * @throws UnusableSettingException if both are set, or the file cannot be read
     */
    Optional<byte[]> read(String variable) {
        String value = environment.getOrDefault(variable, "");
        String file = environment.getOrDefault(variable + "_FILE", "");
        if (!value.isEmpty() && !file.isEmpty()) {
            throw new UnusableSettingException("Set " + variable + " or " + variable + "_FILE, not both.");
        }
        if (!file.isEmpty()) {
            return Optional.of(remembered(bytes(variable + "_FILE", file)));
        }
        return value.isEmpty() ? Optional.empty() : Optional.of(remembered(value.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads a text; the line break at the end of a file does not belong to it. */
    Optional<String> readText(String variable) {
        return read(variable).map(bytes -> new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R\\z", ""));
    }

    /** What is wrong with the files, each in a sentence. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** A text without the secrets that may have got into it. */
    String withheld(String text) {
        String safe = text;
        for (String secret : known) {
            safe = safe.replace(secret, WITHHELD);
        }
        return safe;
    }

    private byte[] remembered(byte[] secret) {
        String text = new String(secret, StandardCharsets.UTF_8).strip();
        if (!text.isEmpty()) {
            known.add(text);
        }
        return secret;
    }

    private byte[] bytes(String variable, String file) {
        try {
            Path path = Path.of(file);
            byte[] content = Files.readAllBytes(path);
            if (content.length == 0) {
                throw new UnusableSettingException("The file that " + variable + " names is empty.");
            }
            warnIfOthersMayRead(path);
            return content;
        } catch (IOException | InvalidPathException e) {
            throw new UnusableSettingException("The file that " + variable + " names cannot be read: " + file);
        }
    }

    private void warnIfOthersMayRead(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        boolean isReadable = Arrays.asList(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ).stream()
                .anyMatch(permissions::contains);
        if (isReadable) {
            warnings.add("Warning: others on this machine can read " + path + "; chmod 600 keeps them out.");
        }
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
