package dev.resetta.benchmarks.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What was measured of one contestant.
 *
 * @param value the median of its rounds
 * @param least the smallest round
 * @param most the largest round
 * @param bytes allocated for each operation, NaN if nobody looked
 */
public record Figure(double value, double least, double most, double bytes) {
    /** A contestant that does not exist. */
    public static final Figure NONE = new Figure(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** The median of some rounds. */
    public static Figure of(List<Double> rounds, List<Double> bytes) {
        double[] sorted = rounds.stream().mapToDouble(d -> d).sorted().toArray();
        return new Figure(
                median(sorted), sorted[0], sorted[sorted.length - 1], bytes.isEmpty() ? Double.NaN : median(bytes));
    }

    /** A figure that was measured once. */
    public static Figure of(double value) {
        return new Figure(value, value, value, Double.NaN);
    }

    /** Whether there is anything to tell. */
    public boolean isMeasured() {
        return !Double.isNaN(value);
    }

    private static double median(List<Double> values) {
        return median(values.stream().mapToDouble(d -> d).sorted().toArray());
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Three digits that mean something, or a dash. */
    static String text(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    @Override
    public String toString() {
        return text(value);
    }

    static Figure median(Figure... figures) {
        return of(Arrays.stream(figures).map(Figure::value).toList(), List.of());
    }
}
