/** Tokens in memory: minting and checking one, beside others and beside the bare cryptography. */
package dev.resetta.benchmarks.tokens;
