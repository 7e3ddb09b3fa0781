package dev.resetta.benchmarks.harness;

import java.util.function.Consumer;

/**
 * What an experiment gets: how hard to try, where the servers are, and whom to tell.
 *
 * @param effort how much it may cost
 * @param servers what is started for this run
 * @param progress hears what is being done
 */
public record Bench(Effort effort, Servers servers, Consumer<String> progress) {}
