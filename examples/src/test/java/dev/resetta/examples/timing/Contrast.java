package dev.resetta.examples.timing;

import java.util.Locale;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/**
 * How long two ways took, measured in random order: one after the other would compare two moments of the machine.
 *
 * @param p how likely it is that two equal ways differ as much (Mann-Whitney)
 * @param one the median of the one, in milliseconds
 * @param other the median of the other, in milliseconds
 */
record Contrast(int times, double p, double one, double other) {
    private static final double UNLIKELY = 1e-5;
    private static final double VISIBLE_MILLIS = 0.5;
    private static final double VISIBLE_SHARE = 0.05;

    /** Goes both ways so many times; each way is told how often it was gone before, so that it can be new each time. */
    static Contrast of(int times, Way one, Way other) {
        Random order = new Random(42);
        warmUp(times / 4, one, other);
        double[] first = new double[times];
        double[] second = new double[times];
        int i = 0;
        int j = 0;
        while (i < times || j < times) {
            if (j == times || (i < times && order.nextBoolean())) {
                first[i] = one.nanos(times + i) / 1e6;
                i++;
            } else {
                second[j] = other.nanos(times + j) / 1e6;
                j++;
            }
        }
        return new Contrast(
                times, new MannWhitneyUTest().mannWhitneyUTest(first, second), median(first), median(second));
    }

    private static void warmUp(int times, Way one, Way other) {
        for (int i = 0; i < times; i++) {
            one.nanos(i);
            other.nanos(i);
        }
    }

    /** Whether somebody who measures as often could tell the two apart. */
    boolean isTelling() {
        double difference = Math.abs(one - other);
        return p < UNLIKELY && difference > Math.max(VISIBLE_MILLIS, VISIBLE_SHARE * Math.min(one, other));
    }

    private static double median(double[] values) {
        return DoubleStream.of(values)
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.4f ms against %.4f ms, %d times each, p = %.1e", one, other, times, p);
    }

    /** Something whose time is taken. */
    interface Way {
        /** Goes it. */
        long nanos(int time);
    }
}
