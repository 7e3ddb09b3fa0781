/** What happens while somebody waits for a page: the request and the limiter in front of it. */
package dev.resetta.benchmarks.flow;
