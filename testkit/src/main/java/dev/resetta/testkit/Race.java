package dev.resetta.testkit;

import dev.resetta.token.TokenStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Runs one thing many times at the same moment and gathers what each run answered. */
final class Race {
    private static final long GENEROUS_SECONDS = 120;
    private static final long PAUSE_NANOS = 100_000;

    private Race() {}

    static <T> List<T> of(int threads, IntFunction<T> runner) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, Race::daemon);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            CountDownLatch go = new CountDownLatch(1);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int runnerNumber = i;
                futures.add(pool.submit(() -> {
                    ready.countDown();
                    go.await();
                    return runner.apply(runnerNumber);
                }));
            }
            ready.await();
            go.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get(GENEROUS_SECONDS, TimeUnit.SECONDS));
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The race was interrupted.", e);
        } catch (ExecutionException e) {
            throw new AssertionError("A runner failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("A runner did not finish within " + GENEROUS_SECONDS + " s.", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Repeats what a database could not tell, as Resetta does. */
    static boolean patiently(BooleanSupplier work) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                return work.getAsBoolean();
            } catch (TokenStore.ConflictException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        throw new AssertionError("There was no end of conflicts.");
    }

    /** A runner that does not end must not keep the tests' JVM alive. */
    private static Thread daemon(Runnable runner) {
        Thread thread = new Thread(runner, "racer");
        thread.setDaemon(true);
        return thread;
    }
}
