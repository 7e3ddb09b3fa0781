package dev.resetta.examples.commandline;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Prints results, for people or for programs; the one place that writes to the standard output. */
record Printer(PrintWriter out, boolean json) {
    private static final String GAP = "  ";

    /** Prints one thing: the lines for people, each under its label, or the object for programs. */
    void print(Map<String, String> lines, Map<String, ?> object) {
        if (json) {
            out.println(Json.pretty(object));
            return;
        }
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        lines.forEach((label, text) -> out.println(padded(label, width) + GAP + printable(text)));
    }

    /** Prints a sentence, or the object for programs. */
    void print(String sentence, Map<String, ?> object) {
        out.println(json ? Json.pretty(object) : sentence);
    }

    /** Prints rows under a heading, which is the first of them, or the array for programs. */
    void print(List<List<String>> rows, List<?> array) {
        if (json) {
            out.println(Json.pretty(array));
            return;
        }
        int last = rows.get(0).size() - 1;
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column <= last; column++) {
                String text = printable(row.get(column));
                line.append(column == last ? text : padded(text, width(rows, column)) + GAP);
            }
            out.println(line);
        }
    }

    /** Names out of a database may hold what a terminal would obey. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\u0080-\u009f]", "?");
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
