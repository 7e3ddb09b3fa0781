package dev.resetta.examples.replays;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** The same thing done by several at one moment. */
public final class Race {
    private static final long GENEROUS_SECONDS = 120;

    private Race() {}

    /** What each of the racers got, in their order. */
    public static <T> List<T> of(int racers, IntFunction<T> racer) {
        ExecutorService pool = Executors.newFixedThreadPool(racers, runner -> {
            Thread thread = new Thread(runner, "racer");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CyclicBarrier start = new CyclicBarrier(racers);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    await(start);
                    return racer.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get(GENEROUS_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("A racer did not arrive.", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Waits until all who share the barrier are there. */
    static void await(CyclicBarrier barrier) {
        try {
            barrier.await(GENEROUS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("Somebody is missing.", e);
        }
    }
}
