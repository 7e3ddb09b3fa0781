package dev.resetta;

import java.util.concurrent.locks.LockSupport;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** Looks for something that threads can do at once, such that it is not as if one had come after the other. */
public final class Interleavings {
    private static final boolean IS_THOROUGH = Boolean.getBoolean("resetta.thorough");

    private Interleavings() {}

    /** Invents scenarios of the operations of a class, and lets two threads run each of them again and again. */
    public static void check(Class<?> operations) {
        options().check(operations);
    }

    /**
     * The same for parts with threads of their own, from their first moment on, against a class that says what the operations
     * may answer.
     */
    public static void check(Class<?> operations, Class<?> specification) {
        options()
                .actorsBefore(0)
                .invocationsPerIteration(IS_THOROUGH ? 1000 : 200)
                .sequentialSpecification(specification)
                .check(operations);
    }

    /** In a planted fault: time for the other thread to come in between, so that it is found each time. */
    public static void gap() {
        LockSupport.parkNanos(1);
    }

    private static StressOptions options() {
        return new StressOptions()
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(3)
                .actorsAfter(2)
                .iterations(IS_THOROUGH ? 30 : 5)
                .invocationsPerIteration(IS_THOROUGH ? 2000 : 500)
                .minimizeFailedScenario(false);
    }
}
