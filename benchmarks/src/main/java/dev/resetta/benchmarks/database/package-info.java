/** One link in a database: minting, redeeming, asking, counting, beside others and beside the statements written by hand. */
package dev.resetta.benchmarks.database;
