package dev.resetta.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How much processor time went where until now; of two, the difference tells what is full.
 *
 * @param at when, in nanoseconds
 * @param idle of all cores, waiting for disks included
 */
record Usage(long at, Duration idle, Duration database, Duration workers) {
    private static final Path STAT = Path.of("/proc/stat");

    /** A tick of Linux's processor times, as it shows them. */
    private static final Duration TICK = Duration.ofMillis(10);

    static Usage now(ProcessHandle postmaster, List<ProcessHandle> workers) throws IOException {
        return new Usage(
                System.nanoTime(),
                idleTime(),
                total(() -> Stream.concat(Stream.of(postmaster), postmaster.descendants())),
                total(workers::stream));
    }

    /** In shares of all cores. */
    String since(Usage before) {
        double capacity = (double) (at - before.at) * Runtime.getRuntime().availableProcessors();
        double idleShare = share(idle, before.idle, capacity);
        double databaseShare = share(database, before.database, capacity);
        double workerShare = share(workers, before.workers, capacity);
        return String.format(
                Locale.ROOT,
                "of the cores PostgreSQL had %.0f %%, the workers %.0f %%, others %.0f %%; %.0f %% were idle",
                databaseShare,
                workerShare,
                Math.max(0, 100 - databaseShare - workerShare - idleShare),
                idleShare);
    }

    private static double share(Duration now, Duration before, double capacity) {
        return 100 * now.minus(before).toNanos() / capacity;
    }

    private static Duration total(Supplier<Stream<ProcessHandle>> processes) {
        return processes
                .get()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration idleTime() throws IOException {
        if (!Files.isReadable(STAT)) {
            return Duration.ZERO;
        }
        String[] times = Files.readAllLines(STAT).get(0).split(" +");
        return TICK.multipliedBy(
                Arrays.stream(times, 4, 6).mapToLong(Long::parseLong).sum());
    }
}
