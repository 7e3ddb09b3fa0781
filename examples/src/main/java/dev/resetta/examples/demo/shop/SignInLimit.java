package dev.resetta.examples.demo.shop;

import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.token.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/**
 * How often one client may try passwords of one account: ten times at once, then once in six minutes.
 *
 * <p>It counts by what was typed, whether there is such an account or not, so being stopped tells nothing. It stops nobody
 * else: a stranger's tries do not lock the owner out. It does not stop one who has many addresses, or tries one password on
 * many accounts.
 *
 * @param door which sign-in it is for; each counts for itself
 * @param limiter who counts
 * @param keys make the keys of the counters, since people type passwords into the wrong field
 * @param clock what time it is
 */
public record SignInLimit(String door, RequestLimiter limiter, SigningKeys keys, Clock clock) {
    /** Until the next try, in seconds. */
    public static final String RETRY_AFTER = "360";

    private static final Rate TRIES = new Rate(10, Duration.ofHours(1), 10);

    /** Counts a try; false if it is one too many. */
    public boolean allows(String clientAddress, String login) {
        return limiter.tryAcquire(key(clientAddress, login), TRIES, clock.instant());
    }

    /** Forgets the try, since it was the right password. */
    public void forget(String clientAddress, String login) {
        limiter.giveBack(key(clientAddress, login), TRIES);
    }

    private String key(String clientAddress, String login) {
        String who = clientAddress + ' ' + login.toLowerCase(Locale.ROOT);
        return keys.digest(door, who.getBytes(StandardCharsets.UTF_16BE));
    }
}
