package dev.resetta.benchmarks.tokens;

import dev.resetta.benchmarks.harness.Contest;
import dev.resetta.benchmarks.harness.Experiment;
import dev.resetta.benchmarks.harness.Goal;
import java.util.List;

/** What is measured of tokens. */
public final class Tokens {
    public static final List<Experiment> EXPERIMENTS = List.of(
            Contest.of(
                    "hashbound-issue",
                    "minting a hash-bound token",
                    HashBoundIssue.class,
                    "ours",
                    "nimbus",
                    "jjwt",
                    "floor"),
            Contest.of(
                            "hashbound-check",
                            "judging a hash-bound token",
                            HashBoundCheck.class,
                            "ours",
                            "nimbus",
                            "jjwt",
                            "floor")
                    .goal(Goal.timesFloor(1.5).and(Goal.bytes(1500)))
                    .goal("nimbus", Goal.timesFaster(2.5))
                    .goal("jjwt", Goal.timesFaster(5)),
            Contest.of(
                            "stored-issue",
                            "minting a random token into memory, sealed",
                            StoredIssue.class,
                            "ours",
                            "spring",
                            "floor")
                    .goal(Goal.timesFloor(1.5)),
            Contest.of(
                            "stored-check",
                            "judging a random token in memory, by its seal",
                            StoredCheck.class,
                            "ours",
                            "spring",
                            "floor")
                    .goal(Goal.timesFloor(1.5)));

    private Tokens() {}
}
