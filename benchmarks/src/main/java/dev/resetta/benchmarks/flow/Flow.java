package dev.resetta.benchmarks.flow;

import dev.resetta.benchmarks.harness.Contest;
import dev.resetta.benchmarks.harness.Experiment;
import dev.resetta.benchmarks.harness.Goal;
import java.util.List;

/** What is measured in front of the queue. */
public final class Flow {
    public static final List<Experiment> EXPERIMENTS = List.of(
            request("request-memory", "asking for a link", MemoryRequest.HELD)
                    .goal(Goal.atMost(5))
                    .goal("unknown", Goal.OVERLAP),
            request("request-memory-busy", "the same, workers on the same cores", MemoryRequest.AT_WORK),
            limiter("limiter-memory-one", "one try on one key", 1),
            limiter("limiter-memory-many", "one try on one of 50,000 keys", 50_000));

    private Flow() {}

    private static Contest request(String id, String what, String workers) {
        return Contest.of(
                        id,
                        what + ", the account known or (as the peer) unknown",
                        MemoryRequest.class,
                        "ours",
                        "unknown",
                        "floor")
                .with("workers", workers);
    }

    private static Experiment limiter(String id, String what, int keys) {
        return Contest.of(id, what, MemoryLimiter.class, "ours", "bucket4j")
                .with("keys", Integer.toString(keys))
                .goal(Goal.timesFaster(1));
    }
}
