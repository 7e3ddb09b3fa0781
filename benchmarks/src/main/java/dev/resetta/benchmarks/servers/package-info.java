/** The servers that a run starts for itself, from Maven artifacts, on free ports of the loopback address. */
package dev.resetta.benchmarks.servers;
