package dev.resetta.benchmarks.tokens;

import dev.resetta.benchmarks.harness.Contest;
import dev.resetta.benchmarks.harness.Experiment;
import dev.resetta.benchmarks.harness.Goal;
import java.util.List;

/** What is measured of tokens. */
public final class Tokens {
    public static final List<Experiment> EXPERIMENTS =
            List.of(Contest.of("hashbound-check", "judging a hash-bound token", HashBoundCheck.class, "ours")
                    .goal(Goal.timesFloor(1.5).and(Goal.bytes(1500))));

    private Tokens() {}
}
