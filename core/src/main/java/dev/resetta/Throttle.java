package dev.resetta;

import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.token.SigningKeys;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Asks the limiter, with keys that reveal nothing: people type passwords into the field for the address.
 *
 * <p>Whether something is throttled depends on what was typed and by whom, never on an account, except for the one limit
 * behind the queue.
 */
final class Throttle {
    private static final int NETWORK_BYTES = 8;
    private static final int LONGEST_IPV6 = 45;

    private final Limits limits;
    private final RequestLimiter limiter;
    private final SigningKeys keys;

    Throttle(Limits limits, RequestLimiter limiter, SigningKeys keys) {
        this.limits = limits;
        this.limiter = limiter;
        this.keys = keys;
    }

    boolean allowsClient(Optional<String> clientAddress, Instant now) {
        return clientAddress.isEmpty() || allows(limits.perClient(), "client", network(clientAddress.get()), now);
    }

    boolean allowsIdentifier(String realm, String typed, Instant now) {
        return allows(limits.perIdentifier(), "identifier", realm + '\0' + typed, now);
    }

    void giveBackIdentifier(String realm, String typed) {
        giveBack(limits.perIdentifier(), "identifier", realm + '\0' + typed);
    }

    boolean allowsAccount(String realm, String accountId, Instant now) {
        return allows(limits.perAccount(), "account", realm + '\0' + accountId, now);
    }

    void giveBackAccount(String realm, String accountId) {
        giveBack(limits.perAccount(), "account", realm + '\0' + accountId);
    }

    boolean allowsFailure(Optional<String> clientAddress, Instant now) {
        return clientAddress.isEmpty()
                || allows(limits.failuresPerClient(), "failure", network(clientAddress.get()), now);
    }

    boolean allowsSubmission(String linkId, Instant now) {
        return allows(limits.submissionsPerLink(), "submission", linkId, now);
    }

    private boolean allows(Optional<Rate> rate, String kind, String what, Instant now) {
        return rate.isEmpty() || limiter.tryAcquire(key(kind, what), rate.get(), now);
    }

    private void giveBack(Optional<Rate> rate, String kind, String what) {
        rate.ifPresent(r -> limiter.giveBack(key(kind, what), r));
    }

    private String key(String kind, String what) {
        // UTF-16 keeps every text apart from every other, half characters included.
        return keys.digest("limit " + kind, what.getBytes(StandardCharsets.UTF_16BE));
    }

    /**
     * An IPv6 address counts by its first 64 bits, which one subscriber has to himself; anything else as it is. Some servers put
     * it into brackets, as in a URL.
     */
    private static String network(String clientAddress) {
        boolean isBracketed = clientAddress.startsWith("[") && clientAddress.endsWith("]");
        String bare = isBracketed ? clientAddress.substring(1, clientAddress.length() - 1) : clientAddress;
        int zone = bare.indexOf('%');
        String address = zone < 0 ? bare : bare.substring(0, zone);
        if (!looksLikeIpv6(address)) {
            return clientAddress;
        }
        try {
            // Of text like this the JDK takes everything as a literal, and asks no name service.
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return clientAddress;
        }
    }

    private static boolean looksLikeIpv6(String text) {
        return text.indexOf(':') >= 0
                && text.length() <= LONGEST_IPV6
                && text.chars().allMatch(c -> c == ':' || c == '.' || (c < 128 && Character.digit(c, 16) >= 0))
                && text.charAt(0) != '.';
    }
}
