package dev.resetta.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * Takes work off the request path.
 *
 * <p>Items are opaque text of at most 8192 characters that Resetta alone writes and reads; none holds a token or a
 * password, but some hold addresses. Implementations are thread-safe. Each {@link Lane} has room and workers of its own, so
 * that what happens in one cannot be read off the delay of another.
 */
public interface DeliveryQueue extends AutoCloseable {

    /** A kind of work that waits for no other kind. */
    enum Lane {
        /** Looking up who is meant; may be dropped when full. */
        REQUESTS,
        /** Minting and mailing one link; may be dropped when full. */
        LINKS,
        /** Telling that a password was changed, and ending sessions; never dropped because of the other lanes. */
        NOTICES
    }

    /**
     * Puts one item in and returns at once.
     *
     * @return false if the lane is full or the queue is closed; the item was not taken
     * @throws RuntimeException if it could not be put in, because a database is away for instance; the caller of Resetta gets it
     */
    boolean submit(Lane lane, String item);

    /**
     * Says whether {@link #submit} takes part in the transaction of the calling thread, so that an item is there exactly if
     * that commits. If not, Resetta submits after the commit.
     */
    default boolean joinsTransaction() {
        return false;
    }

    /** Tells what waits in a lane, for whoever watches over it; empty if this queue cannot tell. May ask a database. */
    default Optional<Backlog> backlog(Lane lane) {
        return Optional.empty();
    }

    /** Names the worker that carries items out; called once, before the first submit. */
    void start(Worker worker);

    /** Takes nothing more in, carries out what is there as far as possible within 10 seconds, and ends. */
    @Override
    void close();

    /** Carries items out, on threads of the queue. */
    @FunctionalInterface
    interface Worker {
        /**
         * Carries one item out.
         *
         * @param item as submitted
         * @param attempt 1 at first, one more at each repetition
         * @throws IllegalArgumentException if another version of Resetta wrote the item; leave it to a process that knows it
         * @return empty when the item is finished, one way or the other; else how long to wait before the next attempt
         */
        Optional<Duration> work(String item, int attempt);
    }

    /**
     * What waits in a lane.
     *
     * @param items all that are not finished: due, being worked on, or to be tried again later
     * @param overdue for how long the oldest item that is due has waited for a worker; zero if none waits for one
     */
    record Backlog(long items, Duration overdue) {
        /** Checks that neither is negative. */
        public Backlog {
            if (items < 0 || overdue.isNegative()) {
                throw new IllegalArgumentException("Neither items nor a wait can be negative.");
            }
        }
    }

    /**
     * A queue in the memory of this process: 10,000 items and 8 million characters a lane, a few daemon threads that start
     * with the first item, one minute for each piece of work. What waits is lost when the process dies.
     */
    static DeliveryQueue inMemory() {
        return new MemoryDeliveryQueue();
    }
}
