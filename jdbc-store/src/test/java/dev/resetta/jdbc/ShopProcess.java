package dev.resetta.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link Shop} in a process of its own, which can be killed. */
final class ShopProcess {
    private final Process process;

    private ShopProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts one and waits until it is at work.
     *
     * @param customers how many threads make accounts, ask for links and redeem them, without end
     */
    static ShopProcess start(String url, int workers, int customers, Duration heartbeat) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShopProcess.class.getName(),
                        url,
                        Integer.toString(workers),
                        Integer.toString(customers),
                        heartbeat.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        InputStream out = process.getInputStream();
        StringBuilder said = new StringBuilder();
        for (int c = out.read(); c >= 0; c = out.read()) {
            said.append((char) c);
            if (said.toString().endsWith("at work\n")) {
                drain(out);
                return new ShopProcess(process);
            }
        }
        throw new IllegalStateException("The process ended: " + said);
    }

    /** Ends it as {@code kill -9} does: nothing in it gets a chance to finish anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The process does not die.");
        }
    }

    private static void drain(InputStream out) {
        Thread thread = new Thread(() -> {
            try {
                out.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException theProcessWasKilled) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** The process itself: address of the database, workers, threads of customers, heartbeat. */
    public static void main(String[] arguments) throws InterruptedException {
        HikariDataSource source = Database.pool(arguments[0], any -> any);
        Shop shop = new Shop(source, Integer.parseInt(arguments[1]), Duration.parse(arguments[3]));
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            Thread customer = new Thread(() -> {
                while (true) {
                    shop.newCustomerForgets();
                    shop.somebodyRedeems();
                }
            });
            customer.start();
        }
        System.out.write("at work\n".getBytes(StandardCharsets.US_ASCII), 0, 8);
        System.out.flush();
        Thread.currentThread().join();
    }
}
