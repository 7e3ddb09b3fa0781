package dev.resetta.examples.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.RedisClient;

/** The machine's own Redis (Debian's {@code redis-server}), on a free port of the loopback interface, that keeps nothing. */
final class LocalRedis implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/redis-server");
    private static final int TRIES = 5;

    private final Process server;
    private final RedisClient client;

    private LocalRedis(Process server, int port) {
        this.server = server;
        this.client = RedisClient.create("127.0.0.1", port);
    }

    /** Starts one in a folder; a machine without Redis skips the test, and fails it where {@code CI=true}. */
    static LocalRedis in(Path folder) {
        boolean isThere = Files.isExecutable(PROGRAM);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isThere).as("%s is installed", PROGRAM).isTrue();
        }
        assumeTrue(isThere, "There is no " + PROGRAM + " (Debian's package redis-server), so Redis is not tested.");
        try {
            for (int i = 0; i < TRIES; i++) {
                int port = freePort();
                Process server = new ProcessBuilder(
                                PROGRAM.toString(), "--port", "" + port, "--bind", "127.0.0.1", "--save", "")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
                if (isReady(server)) {
                    return new LocalRedis(server, port);
                }
                server.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("Redis did not start, on none of " + TRIES + " free ports.");
    }

    RedisClient client() {
        return client;
    }

    /** Ends the server, as a crash would. */
    void kill() {
        server.destroyForcibly();
        try {
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        client.close();
        kill();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Reads what the server says until it is ready; what it says later fits into the pipe. */
    private static boolean isReady(Process server) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains("Ready to accept connections")) {
                return true;
            }
        }
        return false;
    }
}
