package dev.resetta.token;

import java.time.Duration;
import java.util.Objects;

/**
 * The rule a token lives by: how often it works, and for how long.
 *
 * <p>An immutable value; every method that changes a setting returns a new policy. A link keeps the policy and the expiry
 * it was issued with, whatever is configured later.
 */
public final class TokenPolicy {
    /** The longest lifetime of any link: 7 days. */
    public static final Duration LONGEST_LIFETIME = Duration.ofDays(7);

    /** How far the clocks of two nodes may be apart. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(1);

    /** What makes a used link different from an unused one. */
    public enum Kind {
        /** Redeemed once, then dead; a digest is stored. */
        ONE_TIME,
        /** Redeemed as often as wanted until it expires; a digest is stored. */
        REUSABLE,
        /** Signed over the password's hash and dead as soon as that changes; nothing is stored. */
        HASH_BOUND
    }

    private final Kind kind;
    private final Duration lifetime;
    private final boolean earlierLinksKept;

    private TokenPolicy(Kind kind, Duration lifetime, boolean earlierLinksKept) {
        this.kind = kind;
        this.lifetime = lifetime;
        this.earlierLinksKept = earlierLinksKept;
    }

    /** A link that works once, within 30 minutes; the default (OWASP Forgot Password Cheat Sheet). */
    public static TokenPolicy oneTime() {
        return new TokenPolicy(Kind.ONE_TIME, Duration.ofMinutes(30), false);
    }

    /**
     * A link that works as often as wanted within 72 hours, for support desks.
     *
     * <p>It gives up the single use that OWASP ASVS 6.5.1 and the lifetime that NIST SP 800-63B-4 section 4.2.1.2 ask for;
     * every other change of the account still kills it.
     */
    public static TokenPolicy reusableUntilExpiry() {
        return new TokenPolicy(Kind.REUSABLE, Duration.ofDays(3), false);
    }

    /**
     * A link that needs no table: signed over the password's hash, good for 30 minutes, dead once the hash has changed.
     *
     * <p>It needs {@link SigningKeys}. Earlier links stay good beside newer ones until one of them is used, and single
     * links cannot be listed, cancelled or revoked.
     */
    public static TokenPolicy hashBound() {
        return new TokenPolicy(Kind.HASH_BOUND, Duration.ofMinutes(30), false);
    }

    /**
     * Sets how long a link is good.
     *
     * @param lifetime from 1 minute to 7 days; cut to whole milliseconds
     * @throws IllegalArgumentException if it is out of range
     */
    public TokenPolicy lifetime(Duration lifetime) {
        Objects.requireNonNull(lifetime, "lifetime");
        if (lifetime.compareTo(SHORTEST_LIFETIME) < 0 || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new IllegalArgumentException(
                    "A link has to live between 1 minute and 7 days, but the lifetime given is " + lifetime + ".");
        }
        return new TokenPolicy(kind, Duration.ofMillis(lifetime.toMillis()), earlierLinksKept);
    }

    /**
     * Keeps earlier links good when a newer one is delivered; by default only the newest is.
     *
     * @throws IllegalStateException for hash-bound links, which do so anyway
     */
    public TokenPolicy keepEarlierLinks() {
        if (kind == Kind.HASH_BOUND) {
            throw new IllegalStateException(
                    "Hash-bound links always stay good beside newer ones; leave keepEarlierLinks() out.");
        }
        return new TokenPolicy(kind, lifetime, true);
    }

    /** How often a link works. */
    public Kind kind() {
        return kind;
    }

    /** How long a link is good, from its issue. */
    public Duration lifetime() {
        return lifetime;
    }

    /** Whether earlier links stay good when a newer one is delivered. */
    public boolean keepsEarlierLinks() {
        return earlierLinksKept;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenPolicy that
                && kind == that.kind
                && lifetime.equals(that.lifetime)
                && earlierLinksKept == that.earlierLinksKept;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, lifetime, earlierLinksKept);
    }

    @Override
    public String toString() {
        return "TokenPolicy[" + kind + ", " + lifetime + (earlierLinksKept ? ", earlier links kept]" : "]");
    }
}
