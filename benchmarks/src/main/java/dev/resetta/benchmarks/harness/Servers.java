package dev.resetta.benchmarks.harness;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The servers of a run, each started when first asked for and stopped with the program. Contestants, which run in processes of
 * their own, find them by system properties.
 */
public final class Servers implements AutoCloseable {
    private static final String PREFIX = "resetta.benchmark.";

    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    /** Starts a server unless it runs, and tells its address. */
    public String start(Server server) throws Exception {
        if (!addresses.containsKey(server.name())) {
            Server.Started started = server.start();
            running.push(started.stop());
            addresses.put(server.name(), started.address());
        }
        return addresses.get(server.name());
    }

    /** Where a server is, asked in a contestant's process. */
    public static String address(String name) {
        String address = System.getProperty(PREFIX + name);
        if (address == null) {
            throw new IllegalStateException("No server called " + name + " was started for this benchmark.");
        }
        return address;
    }

    /** What to start a contestant's JVM with. */
    public String[] properties() {
        return addresses.entrySet().stream()
                .map(server -> "-D" + PREFIX + server.getKey() + "=" + server.getValue())
                .toArray(String[]::new);
    }

    @Override
    public void close() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
