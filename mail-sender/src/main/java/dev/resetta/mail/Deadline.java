package dev.resetta.mail;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Once a time is over, and unless it was ended before, interrupts the thread that made it and cuts off the connection it works
 * on.
 *
 * <p>Timeouts begin anew with each byte a server says, so a server that says one byte each second could hold a thread for
 * hours.
 */
final class Deadline {
    private final Thread thread = Thread.currentThread();
    private final Future<?> alarm;
    private @Nullable StagedTransport transport;
    private boolean isOver;
    private boolean hasStruck;

    Deadline(Duration time, ScheduledExecutorService scheduler) {
        alarm = scheduler.schedule(this::strike, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Names the connection the thread works on from now on. */
    synchronized void watch(StagedTransport current) {
        transport = current;
        if (hasStruck) {
            current.cutOff();
        }
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
            if (transport != null) {
                transport.cutOff();
            }
        }
    }
}
