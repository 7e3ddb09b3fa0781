package dev.resetta.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads all template files of one place, by their names. */
final class TemplateSources {
    /** Hidden files, and what editors and merges leave behind. */
    private static final Pattern LEFT_BEHIND = Pattern.compile("\\..*|.*~|#.*#|.*\\.(?:bak|orig|rej|swp|tmp)");

    private TemplateSources() {}

    /**
     * Reads a folder.
     *
     * @throws IllegalArgumentException if there is no such folder, or anything in it that is no template
     * @throws UncheckedIOException if it cannot be read
     */
    static Map<String, TemplateFile> inFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("There is no folder " + folder + " with mail templates.");
        }
        Map<String, TemplateFile> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (LEFT_BEHIND.matcher(name).matches()) {
                    continue;
                }
                if (TemplateName.parse(name).isEmpty() || !Files.isRegularFile(entry)) {
                    throw new IllegalArgumentException(entry
                            + " is not a mail template. Files there can be are layout.html, reset-link.html, reset-link.txt,"
                            + " ..., for one language reset-link-de.html, ..., and words-de.properties.");
                }
                files.put(name, TemplateFile.of(entry.toString(), Files.readAllBytes(entry)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " with mail templates cannot be read.", e);
        }
        return files;
    }

    /**
     * Reads what there is in a folder of the class path, which cannot be listed and is asked for each name.
     *
     * @throws IllegalArgumentException if there is nothing
     * @throws UncheckedIOException if it cannot be read
     */
    static Map<String, TemplateFile> onClassPath(Class<?> neighbour, String folder, List<String> languages) {
        Map<String, TemplateFile> files = new TreeMap<>();
        TemplateName.all(languages).forEach(name -> {
            String place = folder + "/" + name;
            try (InputStream in = neighbour.getResourceAsStream(place)) {
                if (in != null) {
                    files.put(name, TemplateFile.of(place, in.readAllBytes()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The mail template " + place + " cannot be read.", e);
            }
        });
        if (files.isEmpty()) {
            throw new IllegalArgumentException("There are no mail templates in " + folder + ", seen from "
                    + neighbour.getName() + ". In a named module the folder has to be open to dev.resetta.mail.");
        }
        return files;
    }
}
