package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.limit.RequestLimiter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Limiters that break a promise are rejected by the test that names it. */
class BrokenLimitersTest {
    @Test
    void aLostUpdateIsSeen() {
        assertThat(Rejections.of(LostUpdate.class)).contains("exactlyTheBurst", "exactlyOneThatCameBack");
    }

    @Test
    void aCounterThatRefusedTriesRaiseIsSeen() {
        assertThat(Rejections.of(PunishedTries.class)).contains("aRefusedTryProlongsNothing");
    }

    @Test
    void aFixedWindowIsSeen() {
        assertThat(Rejections.of(FixedWindow.class)).contains("oneMoreAfterEachInterval");
    }

    @Test
    void keysFoldedToLowerCaseAreSeen() {
        assertThat(Rejections.of(FoldedKeys.class)).containsExactly("keysAreToldApart");
    }

    @Test
    void givingBackMoreThanWasTakenIsSeen() {
        assertThat(Rejections.of(GrowingBurst.class)).contains("givingBackTooOftenGivesNothing");
    }

    @Test
    void trustInEveryClockIsSeen() {
        assertThat(Rejections.of(TrustedClocks.class)).containsExactly("aCountFromTheFutureCountsAsOneWindow");
    }

    @Test
    void aClockThatFreesEverybodyIsSeen() {
        assertThat(Rejections.of(ForgottenFuture.class)).containsExactly("aCountFromTheFutureCountsAsOneWindow");
    }

    @Test
    void aPermitThatIsLostOnTheWayBackIsSeen() {
        assertThat(Rejections.of(LostReturn.class)).containsExactly("everythingThatIsGivenBack");
    }

    /** The right algorithm, with the places where others go wrong. */
    static class Cells implements RequestLimiter {
        private final Map<String, Long> fullAt = new ConcurrentHashMap<>();

        @Override
        public synchronized boolean tryAcquire(String key, Rate rate, Instant now) {
            return take(key, rate, now);
        }

        boolean take(String key, Rate rate, Instant now) {
            long interval = rate.interval().toMillis();
            long window = interval * rate.burst();
            long at = now.toEpochMilli();
            long stored = fullAt.getOrDefault(key, at);
            if (!trustsClocks() && stored > at + window + Duration.ofMinutes(5).toMillis()) {
                stored = forgetsTheFuture() ? at : at + window;
                fullAt.put(key, stored);
            }
            pause();
            long next = Math.max(stored, at) + interval;
            boolean granted = next - at <= window;
            if (granted || punishes()) {
                fullAt.put(key, next);
            }
            return granted;
        }

        @Override
        public synchronized void giveBack(String key, Rate rate) {
            giveOneBack(key, rate);
        }

        void giveOneBack(String key, Rate rate) {
            put(key, fullAt.getOrDefault(key, 0L) - rate.interval().toMillis());
        }

        void put(String key, long at) {
            fullAt.put(key, at);
        }

        boolean trustsClocks() {
            return false;
        }

        boolean forgetsTheFuture() {
            return false;
        }

        boolean punishes() {
            return false;
        }

        void pause() {}
    }

    static class LostUpdate extends RequestLimiterContract {
        @Override
        protected RequestLimiter createLimiter() {
            return new Cells() {
                @Override
                @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is what is wrong
                public boolean tryAcquire(String key, Rate rate, Instant now) {
                    return take(key, rate, now);
                }

                @Override
                void pause() {
                    LockSupport.parkNanos(100_000);
                }
            };
        }
    }

    static class PunishedTries extends RequestLimiterContract {
        @Override
        protected RequestLimiter createLimiter() {
            return new Cells() {
                @Override
                boolean punishes() {
                    return true;
                }
            };
        }
    }

    static class TrustedClocks extends RequestLimiterContract {
        @Override
        protected RequestLimiter createLimiter() {
            return new Cells() {
                @Override
                boolean trustsClocks() {
                    return true;
                }
            };
        }
    }

    static class FixedWindow extends RequestLimiterContract {
        @Override
        protected RequestLimiter createLimiter() {
            Map<String, Integer> counts = new ConcurrentHashMap<>();
            return new RequestLimiter() {
                @Override
                public boolean tryAcquire(String key, Rate rate, Instant now) {
                    long window = now.toEpochMilli()
                            / rate.interval().multipliedBy(rate.burst()).toMillis();
                    return counts.merge(key + window, 1, Integer::sum) <= rate.burst();
                }

                @Override
                public void giveBack(String key, Rate rate) {}
            };
        }
    }

    static class FoldedKeys extends RequestLimiterContract {
        @Override
        protected RequestLimiter createLimiter() {
            RequestLimiter right = RequestLimiter.inMemory();
            return new RequestLimiter() {
                @Override
                public boolean tryAcquire(String key, Rate rate, Instant now) {
                    return right.tryAcquire(key.toLowerCase(Locale.ROOT), rate, now);
                }

                @Override
                public void giveBack(String key, Rate rate) {
                    right.giveBack(key.toLowerCase(Locale.ROOT), rate);
                }
            };
        }
    }

    static class GrowingBurst extends RequestLimiterContract {
        @Override
        protected RequestLimiter createLimiter() {
            return new Cells() {
                private final Map<String, Integer> credit = new ConcurrentHashMap<>();

                @Override
                public synchronized boolean tryAcquire(String key, Rate rate, Instant now) {
                    boolean spent = credit.getOrDefault(key, 0) > 0;
                    if (spent) {
                        credit.merge(key, -1, Integer::sum);
                    }
                    return spent || super.tryAcquire(key, rate, now);
                }

                @Override
                public synchronized void giveBack(String key, Rate rate) {
                    credit.merge(key, 1, Integer::sum);
                }
            };
        }
    }

    /** Drops a count that a clock ahead has written. */
    static class ForgottenFuture extends RequestLimiterContract {
        @Override
        protected RequestLimiter createLimiter() {
            return new Cells() {
                @Override
                boolean forgetsTheFuture() {
                    return true;
                }
            };
        }
    }

    /** Reads and writes in two steps when something is given back. */
    static class LostReturn extends RequestLimiterContract {
        @Override
        protected RequestLimiter createLimiter() {
            return new Cells() {
                @Override
                @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is what is wrong
                public void giveBack(String key, Rate rate) {
                    giveOneBack(key, rate);
                }

                @Override
                void put(String key, long at) {
                    LockSupport.parkNanos(100_000);
                    super.put(key, at);
                }
            };
        }
    }
}
