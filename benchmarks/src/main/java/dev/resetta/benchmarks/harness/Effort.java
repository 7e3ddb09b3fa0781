package dev.resetta.benchmarks.harness;

import java.time.Duration;

/**
 * How much a run may cost.
 *
 * @param rounds how often each contestant has its turn, each time in a new process
 * @param warmups iterations of a turn that are thrown away
 * @param iterations iterations of a turn that count
 * @param iteration how long one takes
 * @param isFull whether experiments with sizes of their own use the large ones
 */
public record Effort(int rounds, int warmups, int iterations, Duration iteration, boolean isFull) {
    /** What the published table is made with. */
    public static final Effort FULL = new Effort(3, 3, 3, Duration.ofMillis(800), true);

    /** A look: enough to see that something is broken, not enough to quote. */
    public static final Effort QUICK = new Effort(1, 1, 1, Duration.ofMillis(400), false);

    @Override
    public String toString() {
        return isFull
                ? rounds + " rounds of " + warmups + " + " + iterations + " iterations of " + iteration.toMillis()
                        + " ms"
                : "a quick look, not to be quoted";
    }
}
