/**
 * How things are measured: {@link dev.resetta.benchmarks.harness.Experiment}s yield {@link
 * dev.resetta.benchmarks.harness.Comparison}s, which become lines and a table.
 *
 * <p>Nothing in here knows what is measured.
 */
package dev.resetta.benchmarks.harness;
