package dev.resetta.benchmarks.harness;

/** A server that a run can start for itself. */
public interface Server {
    /** What its address is asked for by. */
    String name();

    /** Starts it on a free port of the loopback address. */
    Started start() throws Exception;

    /** A server that runs. */
    record Started(String address, AutoCloseable stop) {}
}
