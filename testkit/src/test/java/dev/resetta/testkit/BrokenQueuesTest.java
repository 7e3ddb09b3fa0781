package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.DeliveryQueue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Queues that break a promise are rejected by the test that names it. Each forgets one thing the queue in memory does. */
@Tag("once")
class BrokenQueuesTest {
    @Test
    void aQueueThatDropsIsSeen() {
        assertThat(Rejections.of(Dropping.class)).contains("everyItemOnce");
    }

    @Test
    void aQueueThatRepeatsIsSeen() {
        assertThat(Rejections.of(Repeating.class)).contains("everyItemOnce", "manyAtOnce");
    }

    @Test
    void aQueueThatNeverTriesAgainIsSeen() {
        assertThat(Rejections.of(OneAttempt.class)).contains("whatAsksForAnotherAttempt");
    }

    @Test
    void aQueueThatTriesAgainAtOnceIsSeen() {
        assertThat(Rejections.of(NoWait.class)).contains("whoWaitsHoldsNobodyUp");
    }

    @Test
    void aQueueThatInterruptsWhatIsUnderWayIsSeen() {
        assertThat(Rejections.of(Interrupting.class)).contains("finishesWhatIsUnderWay", "carriesOutWhatWaits");
    }

    @Test
    void aQueueThatWorksOnTheCallersThreadIsSeen() {
        assertThat(Rejections.of(CallersThread.class)).contains("onThreadsOfItsOwn");
    }

    @Test
    void aQueueThatTakesMoreAfterItsEndIsSeen() {
        assertThat(Rejections.of(NeverFull.class)).contains("takesNothingMore");
    }

    @Test
    void aQueueWithOneThreadForAllLanesIsSeen() {
        assertThat(Rejections.of(OneThread.class))
                .contains("nobodyWaitsForRequests", "nobodyWaitsForLinks", "nobodyWaitsForNotices");
    }

    @Test
    void aQueueThatSaysThatNothingWaitsIsSeen() {
        assertThat(Rejections.of(Denying.class)).contains("tellsWhatWaits");
    }

    /** Passes on to the queue in memory, whose patience makes these tests as fast as the right one's. */
    static class Passing implements DeliveryQueue {
        final DeliveryQueue right = DeliveryQueue.inMemory();

        @Override
        public boolean submit(Lane lane, String item) {
            return right.submit(lane, item);
        }

        @Override
        public void start(Worker worker) {
            right.start(worker);
        }

        @Override
        public void close() {
            right.close();
        }
    }

    /** Short, because what is broken is waited for in vain. */
    abstract static class Contract extends DeliveryQueueContract {
        @Override
        protected int room() {
            return 0;
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(2);
        }
    }

    static class Dropping extends Contract {
        @Override
        protected DeliveryQueue createQueue() {
            AtomicInteger items = new AtomicInteger();
            return new Passing() {
                @Override
                public boolean submit(Lane lane, String item) {
                    return items.incrementAndGet() % 10 == 0 || right.submit(lane, item);
                }
            };
        }
    }

    static class Repeating extends Contract {
        @Override
        protected DeliveryQueue createQueue() {
            AtomicInteger items = new AtomicInteger();
            return new Passing() {
                @Override
                public boolean submit(Lane lane, String item) {
                    return right.submit(lane, item) && (items.incrementAndGet() % 10 != 0 || right.submit(lane, item));
                }
            };
        }
    }

    static class OneAttempt extends Contract {
        @Override
        protected DeliveryQueue createQueue() {
            return new Passing() {
                @Override
                public void start(Worker worker) {
                    right.start((item, attempt) -> {
                        worker.work(item, attempt);
                        return Optional.empty();
                    });
                }
            };
        }
    }

    static class NeverFull extends Contract {
        @Override
        protected DeliveryQueue createQueue() {
            return new Passing() {
                @Override
                public boolean submit(Lane lane, String item) {
                    right.submit(lane, item);
                    return true;
                }
            };
        }
    }

    static class Denying extends Contract {
        @Override
        protected DeliveryQueue createQueue() {
            return new Passing() {
                @Override
                public Optional<Backlog> backlog(Lane lane) {
                    return Optional.of(new Backlog(0, Duration.ZERO));
                }
            };
        }
    }

    static class OneThread extends Contract {
        @Override
        protected DeliveryQueue createQueue() {
            ExecutorService thread = Executors.newSingleThreadExecutor();
            return new DeliveryQueue() {
                private @Nullable Worker worker;

                @Override
                public boolean submit(Lane lane, String item) {
                    if (thread.isShutdown()) {
                        return false;
                    }
                    thread.execute(() -> carryOut(item, 1));
                    return true;
                }

                private void carryOut(String item, int attempt) {
                    if (worker.work(item, attempt).isPresent()) {
                        carryOut(item, attempt + 1);
                    }
                }

                @Override
                public void start(Worker startedWorker) {
                    worker = startedWorker;
                }

                @Override
                public void close() {
                    thread.shutdown();
                    try {
                        if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                            thread.shutdownNow();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            };
        }
    }

    /** Does not wait as long as it was told. */
    static class NoWait extends Contract {
        @Override
        protected DeliveryQueue createQueue() {
            return new Passing() {
                @Override
                public void start(Worker worker) {
                    right.start((item, attempt) -> worker.work(item, attempt).map(wait -> Duration.ofMillis(1)));
                }
            };
        }
    }

    /** Threads that are interrupted when it is closed. */
    static class Interrupting extends Contract {
        @Override
        protected DeliveryQueue createQueue() {
            ExecutorService threads = Executors.newFixedThreadPool(3);
            return new Passing() {
                private @Nullable Worker worker;

                @Override
                public void start(Worker startedWorker) {
                    worker = startedWorker;
                }

                @Override
                public boolean submit(Lane lane, String item) {
                    threads.execute(() -> worker.work(item, 1));
                    return true;
                }

                @Override
                public void close() {
                    threads.shutdownNow();
                }
            };
        }
    }

    /** No queue at all. What it is stuck in ends when the test's patience does. */
    static class CallersThread extends Contract {
        @Override
        protected DeliveryQueue createQueue() {
            return new Passing() {
                private @Nullable Worker worker;

                @Override
                public void start(Worker startedWorker) {
                    worker = startedWorker;
                }

                @Override
                public boolean submit(Lane lane, String item) {
                    worker.work(item, 1);
                    return true;
                }
            };
        }
    }
}
