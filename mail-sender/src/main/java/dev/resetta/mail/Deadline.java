package dev.resetta.mail;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that made it once a time is over, unless it was ended before.
 *
 * <p>Timeouts begin anew with each byte a server says, so a server that says one byte each second could hold a thread for
 * hours. An interrupt closes the connection the thread works on, since its sockets are channels.
 */
final class Deadline {
    private final Thread thread = Thread.currentThread();
    private final Future<?> alarm;
    private boolean isOver;
    private boolean hasStruck;

    Deadline(Duration time, ScheduledExecutorService scheduler) {
        alarm = scheduler.schedule(this::strike, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From here on nobody is interrupted, and whoever was is not any more. */
    synchronized void end() {
        isOver = true;
        alarm.cancel(false);
        if (hasStruck) {
            Thread.interrupted();
        }
    }

    private synchronized void strike() {
        if (!isOver) {
            hasStruck = true;
            thread.interrupt();
        }
    }
}
