package dev.resetta.limit;

import dev.resetta.limit.RequestLimiter.Rate;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often links may be asked for and bad ones tried. An immutable value; every method that changes a setting returns new
 * limits.
 *
 * <p>None of them refuses a good link: redeeming is judged first, and only bad tokens cost a client anything. Whoever sends a
 * good link in more often than its own limit allows is told to try again later.
 */
public final class Limits {
    private final @Nullable Rate perClient;
    private final @Nullable Rate perIdentifier;
    private final @Nullable Rate perAccount;
    private final @Nullable Rate failuresPerClient;
    private final @Nullable Rate submissionsPerLink;

    private Limits(
            @Nullable Rate perClient,
            @Nullable Rate perIdentifier,
            @Nullable Rate perAccount,
            @Nullable Rate failuresPerClient,
            @Nullable Rate submissionsPerLink) {
        this.perClient = perClient;
        this.perIdentifier = perIdentifier;
        this.perAccount = perAccount;
        this.failuresPerClient = failuresPerClient;
        this.submissionsPerLink = submissionsPerLink;
    }

    /**
     * Requests: 60 an hour for a client address (20 at once), 5 an hour for what was typed and for an account (3 at once).
     * Bad tokens: 20 in 10 minutes for a client address. Submissions of one good link: 10 an hour.
     */
    public static Limits standard() {
        return new Limits(
                new Rate(60, Duration.ofHours(1), 20),
                new Rate(5, Duration.ofHours(1), 3),
                new Rate(5, Duration.ofHours(1), 3),
                new Rate(20, Duration.ofMinutes(10), 20),
                new Rate(10, Duration.ofHours(1), 10));
    }

    /** No limits, for tests and for applications that limit in front of Resetta; a warning is logged. */
    public static Limits none() {
        return new Limits(null, null, null, null, null);
    }

    /** Limits requests from one client address; IPv6 addresses count by their first 64 bits. */
    public Limits perClient(Rate rate) {
        return new Limits(
                Objects.requireNonNull(rate, "rate"), perIdentifier, perAccount, failuresPerClient, submissionsPerLink);
    }

    /** Limits requests for one identifier, exactly as typed. */
    public Limits perIdentifier(Rate rate) {
        return new Limits(
                perClient, Objects.requireNonNull(rate, "rate"), perAccount, failuresPerClient, submissionsPerLink);
    }

    /** Limits links for one account, whatever was typed. */
    public Limits perAccount(Rate rate) {
        return new Limits(
                perClient, perIdentifier, Objects.requireNonNull(rate, "rate"), failuresPerClient, submissionsPerLink);
    }

    /** Limits bad tokens from one client address. */
    public Limits failuresPerClient(Rate rate) {
        return new Limits(
                perClient, perIdentifier, perAccount, Objects.requireNonNull(rate, "rate"), submissionsPerLink);
    }

    /** Limits submissions of one good link, each of which may cost a slow hash. */
    public Limits submissionsPerLink(Rate rate) {
        return new Limits(
                perClient, perIdentifier, perAccount, failuresPerClient, Objects.requireNonNull(rate, "rate"));
    }

    /** The limit for one client address, if there is one. */
    public Optional<Rate> perClient() {
        return Optional.ofNullable(perClient);
    }

    /** The limit for one identifier, if there is one. */
    public Optional<Rate> perIdentifier() {
        return Optional.ofNullable(perIdentifier);
    }

    /** The limit for one account, if there is one. */
    public Optional<Rate> perAccount() {
        return Optional.ofNullable(perAccount);
    }

    /** The limit for bad tokens from one client address, if there is one. */
    public Optional<Rate> failuresPerClient() {
        return Optional.ofNullable(failuresPerClient);
    }

    /** The limit for submissions of one good link, if there is one. */
    public Optional<Rate> submissionsPerLink() {
        return Optional.ofNullable(submissionsPerLink);
    }
}
