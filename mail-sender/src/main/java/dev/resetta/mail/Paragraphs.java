package dev.resetta.mail;

import java.util.ArrayList;
import java.util.List;

/** Text for programs that show no HTML: lines of readable length, one empty line between paragraphs. */
final class Paragraphs {
    private static final int WIDTH = 72;

    private Paragraphs() {}

    /** Breaks long lines at spaces. What has no space, such as a link, stays whole. */
    static String wrap(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.strip().split("\n", -1)) {
            boolean emptyAgain = line.isBlank()
                    && !lines.isEmpty()
                    && lines.get(lines.size() - 1).isEmpty();
            if (!emptyAgain) {
                wrapLine(line.strip(), lines);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static void wrapLine(String line, List<String> lines) {
        StringBuilder current = new StringBuilder();
        for (String word : line.split(" ", -1)) {
            if (current.length() > 0 && current.length() + 1 + word.length() > WIDTH) {
                lines.add(current.toString());
                current.setLength(0);
            }
            current.append(current.length() > 0 ? " " : "").append(word);
        }
        lines.add(current.toString());
    }
}
