/** How long a fresh JVM takes to the first token, how many classes that loads, and how large the jars are. */
package dev.resetta.benchmarks.start;
