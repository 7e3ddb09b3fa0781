package dev.resetta.examples.timing;

import dev.resetta.delivery.DeliveryQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A planted fault: one thread for everything, so that one person's mails wait for another's. */
final class SingleLane implements DeliveryQueue {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private Worker worker;

    @Override
    public void start(Worker worker) {
        this.worker = worker;
    }

    @Override
    public boolean submit(Lane lane, String item) {
        thread.execute(() -> worker.work(item, 1));
        return true;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
