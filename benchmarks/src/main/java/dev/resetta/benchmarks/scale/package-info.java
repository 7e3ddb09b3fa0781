/** What many rows and many processes cost: links among ten million others, and deliveries by several processes. */
package dev.resetta.benchmarks.scale;
