package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.token.TokenStore.ConflictException;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is stopped and started again while customers are at it, on PostgreSQL. */
class RestartedDatabaseTest {
    private static final int CUSTOMERS = 4;

    @TempDir
    Path directory;

    @Test
    void requestsFailClearlyWhileTheDatabaseIsAwayAndEverythingResumes() throws Exception {
        int port = freePort();
        Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger served = new AtomicInteger();
        AtomicBoolean open = new AtomicBoolean(true);
        ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS);
        EmbeddedPostgres server = server(port);
        HikariDataSource source =
                Database.pool("jdbc:postgresql://localhost:" + port + "/postgres?user=postgres", config -> {
                    config.setConnectionTimeout(500);
                    return config;
                });
        try {
            Shop.createTables(source);
            try (Shop shop = new Shop(source, 4, Shop.SHORT)) {
                for (int i = 0; i < CUSTOMERS; i++) {
                    customers.execute(() -> {
                        while (open.get()) {
                            if (isServed(shop, failures)) {
                                served.incrementAndGet();
                            }
                        }
                    });
                }
                untilMoreThan(20, served);
                server.close();
                int failedBefore = failures.size();
                for (int looks = 0; failures.size() < failedBefore + CUSTOMERS; looks++) {
                    assertThat(looks).isLessThan(600);
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                server = server(port);
                untilMoreThan(served.get() + 50, served);
                open.set(false);
                customers.shutdown();
                assertThat(customers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
                KilledProcessTest.untilNothingWaits(source);
            }
            assertThat(failures)
                    .allMatch(e -> e instanceof ResetDatabaseException
                            || e instanceof ConflictException
                            || e instanceof OutcomeUnknownException);
            KilledProcessTest.nothingIsLostOrHalfDone(source);
        } finally {
            open.set(false);
            customers.shutdownNow();
            source.close();
            server.close();
        }
    }

    private static boolean isServed(Shop shop, Queue<RuntimeException> failures) {
        String address;
        try {
            address = shop.newCustomer();
        } catch (IllegalStateException theShopsOwnTroubleWithTheDatabase) {
            address = "nobody@example.com";
        }
        try {
            shop.forgets(address);
            shop.somebodyRedeems();
            return true;
        } catch (IllegalStateException theShopsOwnTroubleWithTheDatabase) {
            return false;
        } catch (RuntimeException e) {
            failures.add(e);
            return false;
        }
    }

    private EmbeddedPostgres server(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(PostgreSqlServer.PATIENCE)
                .setPort(port)
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static void untilMoreThan(int count, AtomicInteger served) throws InterruptedException {
        for (int looks = 0; served.get() <= count; looks++) {
            assertThat(looks).as("looks").isLessThan(600);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
