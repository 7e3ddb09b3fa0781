package dev.resetta.benchmarks.harness;

import java.util.function.Predicate;

/** What a comparison should show, in words and as a test of the figures. */
public record Goal(String words, Predicate<Comparison> isMet) {
    /** Nothing: the figure is told. */
    public static final Goal NONE = new Goal("", comparison -> true);

    /** The rounds of the two overlap: no telling them apart. */
    public static final Goal OVERLAP = new Goal(
            "rounds overlap",
            c -> c.ours().least() <= c.theirs().most()
                    && c.theirs().least() <= c.ours().most());

    /** At most so many times the floor. */
    public static Goal timesFloor(double most) {
        return new Goal("≤ " + most + " × floor", c -> c.costOverFloor() <= most);
    }

    /** At least such a part of the floor's rate. */
    public static Goal floorRate(double least) {
        return new Goal("≥ " + least + " × floor", c -> c.costOverFloor() <= 1 / least);
    }

    /** At least so many times as fast as the peer. */
    public static Goal timesFaster(double least) {
        return new Goal("≥ " + least + " × as fast", c -> c.gainOverPeer() >= least);
    }

    /** At most so many bytes allocated. */
    public static Goal bytes(int most) {
        return new Goal("≤ " + most + " B", c -> c.ours().bytes() <= most);
    }

    /** At most so much, in the comparison's unit. */
    public static Goal atMost(double most) {
        return new Goal("≤ " + most, c -> c.ours().value() <= most);
    }

    /** Both. */
    public Goal and(Goal other) {
        return new Goal(words + ", " + other.words, c -> isMet.test(c) && other.isMet.test(c));
    }
}
