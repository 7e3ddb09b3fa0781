package dev.resetta.examples.demo.desk;

import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Lets nobody guess for long. Only wrong passwords count.
 *
 * <p>From one address a few tries are enough. One name gets more, from everywhere together: strangers could otherwise keep
 * an operator out with a handful of tries.
 *
 * @param limiter who counts
 * @param clock the time of the tries
 */
record SignInLimit(RequestLimiter limiter, Clock clock) {
    static final Rate PER_CLIENT = new Rate(5, Duration.ofMinutes(15), 5);
    static final Rate PER_NAME = new Rate(20, Duration.ofHours(1), 20);

    /** Takes a try, before the password is looked at: of many at once no more get through than there are left. */
    boolean allows(String clientAddress, String name) {
        if (!limiter.tryAcquire(clientKey(clientAddress), PER_CLIENT, clock.instant())) {
            return false;
        }
        if (!limiter.tryAcquire(nameKey(name), PER_NAME, clock.instant())) {
            limiter.giveBack(clientKey(clientAddress), PER_CLIENT);
            return false;
        }
        return true;
    }

    /** The try was no guess. */
    void giveBack(String clientAddress, String name) {
        limiter.giveBack(clientKey(clientAddress), PER_CLIENT);
        limiter.giveBack(nameKey(name), PER_NAME);
    }

    private static String clientKey(String clientAddress) {
        return key("desk client " + clientAddress);
    }

    private static String nameKey(String name) {
        return key("desk name " + name);
    }

    private static String key(String counted) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(counted.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has to offer SHA-256.", e);
        }
    }
}
