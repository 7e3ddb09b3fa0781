package dev.resetta.examples.timing;

import dev.resetta.delivery.Notice;
import dev.resetta.delivery.Notifier;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Delivers each notice after a while, as a mail server does, and tells when somebody's has come. */
final class Post implements Notifier {
    private final Duration delay;
    private final Map<String, CountDownLatch> expected = new ConcurrentHashMap<>();

    Post(Duration delay) {
        this.delay = delay;
    }

    /** To be called before what brings the mail about. */
    CountDownLatch expect(String accountId) {
        return expected.computeIfAbsent(accountId, id -> new CountDownLatch(1));
    }

    /** Takes its time by the clock, since it stands for a network. */
    @Override
    public void send(Notice notice) {
        long end = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        CountDownLatch latch = expected.remove(notice.to().accountId());
        if (latch != null) {
            latch.countDown();
        }
    }

    static void await(CountDownLatch arrival) {
        try {
            if (!arrival.await(5, TimeUnit.MINUTES)) {
                throw new AssertionError("A mail has not come.");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
