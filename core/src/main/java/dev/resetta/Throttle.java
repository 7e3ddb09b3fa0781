package dev.resetta;

import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Asks the limiter, with keys that reveal nothing: people type passwords into the field for the address.
 *
 * <p>Whether something is throttled depends on what was typed and by whom, never on an account, except for the one limit
 * behind the queue.
 */
final class Throttle {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int NETWORK_BYTES = 8;
    private static final int KEY_BYTES = 16;

    private final Limits limits;
    private final RequestLimiter limiter;
    private final SecretKeySpec secret;

    Throttle(Limits limits, RequestLimiter limiter, SecureRandom random) {
        this.limits = limits;
        this.limiter = limiter;
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.secret = new SecretKeySpec(bytes, ALGORITHM);
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

    private boolean allows(Optional<Rate> rate, String kind, String what, Instant now) {
        return rate.isEmpty() || limiter.tryAcquire(key(kind, what), rate.get(), now);
    }

    private void giveBack(Optional<Rate> rate, String kind, String what) {
        rate.ifPresent(r -> limiter.giveBack(key(kind, what), r));
    }

    private String key(String kind, String what) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(kind.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            // UTF-16 keeps every text apart from every other, half characters included.
            byte[] digest = mac.doFinal(what.getBytes(StandardCharsets.UTF_16BE));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has to offer " + ALGORITHM + ".", e);
        }
    }

    /** An IPv6 address counts by its first 64 bits, which one subscriber has to himself; anything else as it is. */
    private static String network(String clientAddress) {
        if (clientAddress.indexOf(':') < 0) {
            return clientAddress;
        }
        try {
            // With a colon in it the text is taken as a literal, and no name service is asked.
            InetAddress address = InetAddress.getByName(clientAddress);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                    : address.getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return clientAddress;
        }
    }
}
