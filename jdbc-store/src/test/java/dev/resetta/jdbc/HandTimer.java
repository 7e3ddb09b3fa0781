package dev.resetta.jdbc;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer whose time passes when a test says so, on the thread of the test. */
final class HandTimer extends ScheduledThreadPoolExecutor {
    private record Task(long afterMillis, Runnable work) {}

    private final List<Task> waiting = new ArrayList<>();

    HandTimer() {
        super(0);
    }

    @Override
    public void execute(Runnable work) {
        waiting.add(new Task(0, work));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        Task task = new Task(unit.toMillis(delay), work);
        waiting.add(task);
        return (ScheduledFuture<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ScheduledFuture.class},
                (proxy, method, arguments) -> method.getName().equals("cancel") && waiting.remove(task));
    }

    /** After how many milliseconds each waiting task is due. */
    List<Long> delays() {
        return waiting.stream().map(Task::afterMillis).toList();
    }

    /** Carries out the task that has waited longest. */
    void runNext() {
        waiting.remove(0).work().run();
    }
}
