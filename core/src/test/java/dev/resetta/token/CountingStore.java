package dev.resetta.token;

import dev.resetta.ForwardingStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Counts what it is asked, and loses or breaks as many swaps as it is told. */
final class CountingStore extends ForwardingStore {
    final AtomicInteger looks = new AtomicInteger();
    final AtomicInteger swaps = new AtomicInteger();
    final AtomicInteger lostSwaps = new AtomicInteger();
    final AtomicInteger brokenSwaps = new AtomicInteger();
    IntConsumer atLook = look -> {};

    @Override
    public Optional<Found> find(String digest) {
        atLook.accept(looks.incrementAndGet());
        return super.find(digest);
    }

    @Override
    public boolean swap(StoredToken seen, StoredToken next) {
        swaps.incrementAndGet();
        if (brokenSwaps.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new IllegalStateException("no connection");
        }
        return lostSwaps.getAndUpdate(n -> Math.max(0, n - 1)) == 0 && super.swap(seen, next);
    }
}
