package dev.resetta.benchmarks.harness;

/**
 * One line of the table: ours beside one other, over the floor.
 *
 * @param id names it for good
 * @param what is measured, in a few words
 * @param peer who is compared with; empty if nobody
 * @param unit such as {@code µs}, where less is better, or {@code mails/s}, where more is
 */
public record Comparison(
        String id, String what, String unit, Figure ours, String peer, Figure theirs, Figure floor, Goal goal) {

    /** How many times as fast as the peer. */
    public double gainOverPeer() {
        return isRate() ? ours.value() / theirs.value() : theirs.value() / ours.value();
    }

    /** How many times the floor's cost. */
    public double costOverFloor() {
        return isRate() ? floor.value() / ours.value() : ours.value() / floor.value();
    }

    private boolean isRate() {
        return unit.endsWith("/s");
    }

    /** For programs. */
    public String line() {
        return id + " ours=" + ours + " peer=" + theirs + " floor=" + floor + " unit=" + unit;
    }

    String verdict() {
        return goal == Goal.NONE ? "told" : goal.words() + (goal.isMet().test(this) ? ": met" : ": **missed**");
    }
}
