package dev.resetta.examples.replays;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One line of {@code faults.tsv}: a fault that was published, under as many ids as there were products that had it.
 *
 * @param heading the kind of fault
 */
record Fault(String heading, List<String> ids, String system, String fault) {

    /** All of them, in the order of the file. */
    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        String heading = "";
        for (String line : text().lines().toList()) {
            if (line.startsWith("## ")) {
                heading = line.substring("## ".length());
            } else if (!line.startsWith("#")) {
                String[] columns = line.split("\t", -1);
                faults.add(new Fault(heading, List.of(columns[0].split(", ", -1)), columns[1], columns[2]));
            }
        }
        return faults;
    }

    private static String text() {
        try (InputStream file = Fault.class.getResourceAsStream("faults.tsv")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
