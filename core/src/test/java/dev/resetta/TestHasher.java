package dev.resetta;

import dev.resetta.password.PasswordHasher;
import java.util.concurrent.atomic.AtomicInteger;

/** A quick stand-in for a slow hash: a fresh one each time, counted, with a hook that runs while it is made. */
public final class TestHasher implements PasswordHasher {
    private static final AtomicInteger SALT = new AtomicInteger();

    /** How many hashes were made. */
    public final AtomicInteger made = new AtomicInteger();

    /** How many were being made at once, at most. */
    public final AtomicInteger mostAtOnce = new AtomicInteger();

    /** What happens while a hash is made. */
    public volatile Runnable meanwhile = () -> {};

    private final AtomicInteger atOnce = new AtomicInteger();

    @Override
    public String hash(String password) {
        made.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            meanwhile.run();
            return fresh(password);
        } finally {
            atOnce.decrementAndGet();
        }
    }

    /** A hash that was never returned before. */
    public static String fresh(String password) {
        return "test$" + SALT.incrementAndGet() + "$" + Integer.toHexString(password.hashCode());
    }

    /** Whether a hash was made of a password, as a sign-in asks. */
    public static boolean matches(String password, String hash) {
        return hash.endsWith("$" + Integer.toHexString(password.hashCode()));
    }
}
