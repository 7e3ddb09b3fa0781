package dev.resetta.benchmarks.harness;

import java.util.List;

/** Something that can be measured by itself and yields one comparison or several. */
public interface Experiment {
    /** What to name on the command line; the comparisons' ids begin with it. */
    String id();

    /** Measures. */
    List<Comparison> run(Bench bench) throws Exception;
}
