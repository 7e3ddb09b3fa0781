package dev.resetta.jdbc;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/** The threads of a delivery queue; none of them keeps a program from ending. */
final class QueueThreads {
    private static final long IDLE_SECONDS = 30;

    private QueueThreads() {}

    static ExecutorService workers(int threads) {
        return Executors.newFixedThreadPool(threads, daemons("resetta-queue"));
    }

    static ScheduledExecutorService housekeeper() {
        return Executors.newScheduledThreadPool(1, daemons("resetta-queue"));
    }

    /**
     * For what has to happen after a while and for what nobody shall wait for. Two threads, so that a database that hangs holds
     * up no alarm; they are there only while there is something to do, and afterwards what comes too late is nothing.
     */
    static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(2, daemons("resetta-queue-timer"), new DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
