package dev.resetta.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.Interleavings;
import dev.resetta.delivery.DeliveryQueue.Lane;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever submits while others submit or close: what the queue has taken is worked on once, and nothing else is. */
@Tag("once")
class MemoryDeliveryQueueInterleavingsTest {

    @Test
    void whatIsTakenIsWorkedOnOnceAndNothingIsTakenOnceClosed() {
        Interleavings.check(InMemory.class, OpenOrClosed.class);
    }

    /** Planted: an item that comes in between the two looks of the queue is lost. */
    @Test
    void aQueueThatLooksFirstAndTakesThenIsFound() {
        assertThatThrownBy(() -> Interleavings.check(LooksFirst.class, OpenOrClosed.class))
                .isInstanceOf(LincheckAssertionError.class);
    }

    public static final class InMemory extends Uses {
        public InMemory() {
            super(new MemoryDeliveryQueue());
        }
    }

    public static final class LooksFirst extends Uses {
        public LooksFirst() {
            super(new LooksFirstQueue());
        }
    }

    /** What may be done at once to a queue, and what must be true of it in the end. */
    public abstract static class Uses {
        private final DeliveryQueue queue;
        private final AtomicInteger submitted = new AtomicInteger();
        private final Queue<String> taken = new ConcurrentLinkedQueue<>();
        private final Queue<String> worked = new ConcurrentLinkedQueue<>();

        Uses(DeliveryQueue queue) {
            this.queue = queue;
            queue.start((item, attempt) -> {
                worked.add(item);
                return Optional.empty();
            });
        }

        @Operation
        public boolean submit() {
            String item = Integer.toString(submitted.incrementAndGet());
            boolean isTaken = queue.submit(Lane.LINKS, item);
            if (isTaken) {
                taken.add(item);
            }
            return isTaken;
        }

        @Operation
        public void close() {
            queue.close();
        }

        @Validate
        public void nothingIsLostOrDoneTwice() {
            queue.close();
            assertThat(worked).containsExactlyInAnyOrderElementsOf(taken);
        }
    }

    /** What the answers have to look like, whoever came first. */
    public static final class OpenOrClosed {
        private boolean isClosed;

        public boolean submit() {
            return !isClosed;
        }

        public void close() {
            isClosed = true;
        }
    }

    private static final class LooksFirstQueue implements DeliveryQueue {
        private final Queue<String> items = new ConcurrentLinkedQueue<>();
        private volatile boolean isClosed;
        private Worker worker = (item, attempt) -> Optional.empty();

        @Override
        public boolean submit(Lane lane, String item) {
            boolean isOpen = !isClosed;
            Interleavings.gap();
            return isOpen && items.add(item);
        }

        @Override
        public void start(Worker toStart) {
            worker = toStart;
        }

        @Override
        public void close() {
            if (!isClosed) {
                isClosed = true;
                items.forEach(item -> worker.work(item, 1));
            }
        }
    }
}
