package dev.resetta.examples.demo.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds out where a request comes from, if proxies stand in front.
 *
 * <p>Anybody can send the header {@code X-Forwarded-For}, and each proxy adds at its right end whom it talked to. So it is
 * read from the right, only if the connection comes from a trusted proxy, and only as far as trusted proxies wrote it.
 *
 * @param trusted the proxies; none: the header is never read
 */
public record ClientAddresses(Set<InetAddress> trusted) {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /** Whatever looks like this the JDK takes for a literal or refuses, and asks no name service. */
    private static final Pattern LITERAL =
            Pattern.compile(OCTET + "(\\." + OCTET + "){3}|(?=[^:]*:)[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}");

    public ClientAddresses {
        trusted = Set.copyOf(trusted);
    }

    /** Reads an address, which is no name; empty if it is anything else. */
    public static Optional<InetAddress> parse(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /**
     * The address that the request comes from.
     *
     * @param connected the other end of the connection
     * @param forwardedFor the headers, in the order in which they came
     */
    String of(String connected, List<String> forwardedFor) {
        if (!isTrusted(connected)) {
            return connected;
        }
        String[] entries = String.join(",", forwardedFor).split(",", -1);
        for (int i = entries.length - 1; i >= 0; i--) {
            Optional<InetAddress> address = parse(entries[i].strip());
            if (address.isEmpty()) {
                // What is no address was written by no proxy of ours, nor was anything further left.
                return connected;
            }
            if (!trusted.contains(address.get())) {
                return address.get().getHostAddress();
            }
        }
        return connected;
    }

    private boolean isTrusted(String address) {
        return parse(address).filter(trusted::contains).isPresent();
    }
}
