package dev.resetta.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The comparisons as a table of a Markdown page, between two marks. */
public final class Table {
    private static final String BEGIN = "<!-- begin of the table that benchmarks/run writes -->";
    private static final String END = "<!-- end of the table -->";

    private Table() {}

    /** Replaces the table of a page, and leaves everything else as it is. */
    public static void write(Path page, String above, List<Comparison> comparisons) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(page + " has no marks for the table.");
        }
        Files.writeString(
                page,
                text.substring(0, begin + BEGIN.length()) + "\n\n" + above + "\n\n" + of(comparisons) + "\n"
                        + text.substring(end));
    }

    private static String of(List<Comparison> comparisons) {
        return "| id | what | unit | ours | peer | theirs | floor | ours / floor | as fast as the peer | bytes: ours, theirs, floor | goal |\n"
                + "|---|---|---|---:|---|---:|---:|---:|---:|---:|---|\n"
                + comparisons.stream().map(Table::row).collect(Collectors.joining());
    }

    private static String row(Comparison c) {
        return "| " + c.id()
                + " | " + c.what()
                + " | " + c.unit()
                + " | " + spread(c.ours())
                + " | " + c.peer()
                + " | " + spread(c.theirs())
                + " | " + spread(c.floor())
                + " | " + ratio(c.costOverFloor())
                + " | " + ratio(c.gainOverPeer())
                + " | " + bytes(c)
                + " | " + c.verdict() + " |\n";
    }

    /** The median, and beside it how far the rounds lay apart. */
    private static String spread(Figure figure) {
        if (!figure.isMeasured() || figure.least() == figure.most()) {
            return figure.toString();
        }
        return figure + " (" + Figure.text(figure.least()) + " to " + Figure.text(figure.most()) + ")";
    }

    private static String ratio(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.2f ×", value);
    }

    private static String bytes(Comparison c) {
        return Double.isNaN(c.ours().bytes())
                ? ""
                : String.format(Locale.ROOT, "%.0f, %s, %s", c.ours().bytes(), whole(c.theirs()), whole(c.floor()));
    }

    private static String whole(Figure figure) {
        return Double.isNaN(figure.bytes()) ? "-" : String.format(Locale.ROOT, "%.0f", figure.bytes());
    }
}
