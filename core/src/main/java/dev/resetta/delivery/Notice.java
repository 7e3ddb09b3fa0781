package dev.resetta.delivery;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something to tell a person. */
public sealed interface Notice {

    /** To whom. */
    Recipient to();

    /** By whose act, and when. */
    Circumstances circumstances();

    /**
     * The link that was asked for. It holds a token: send it, and neither log nor keep it.
     *
     * @param to the account's owner
     * @param circumstances when and from where the link was asked for
     * @param link where the new password is set
     * @param cancelLink where the owner says "this wasn't me"; null if there is no such page
     * @param issuedAt when the link was made
     * @param expiresAt the first instant at which it is not good any more
     */
    record ResetLink(
            Recipient to,
            Circumstances circumstances,
            String link,
            @Nullable String cancelLink,
            Instant issuedAt,
            Instant expiresAt)
            implements Notice {
        /** Checks that nothing is missing. */
        public ResetLink {
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(circumstances, "circumstances");
            Objects.requireNonNull(link, "link");
            Objects.requireNonNull(issuedAt, "issuedAt");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }

        /** Tells to whose account the link belongs, and no link. */
        @Override
        public String toString() {
            return "ResetLink[" + to + ", expires=" + expiresAt + "]";
        }
    }

    /**
     * The password was changed by a link. Sent to the addresses the account had before, so that a thief who changes the
     * address next does not get the warning (NIST SP 800-63B-4, section 4.6).
     *
     * @param to one address of the account
     * @param circumstances when and from where the password was changed
     */
    record PasswordChanged(Recipient to, Circumstances circumstances) implements Notice {
        /** Checks that nothing is missing. */
        public PasswordChanged {
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(circumstances, "circumstances");
        }
    }

    /**
     * A support desk has issued a reset link for the account, and handed it out. The notice does not hold the link.
     *
     * @param to one address of the account
     * @param circumstances when the link was issued
     * @param expiresAt the first instant at which the link is not good any more
     */
    record LinkIssuedBySupport(Recipient to, Circumstances circumstances, Instant expiresAt) implements Notice {
        /** Checks that nothing is missing. */
        public LinkIssuedBySupport {
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(circumstances, "circumstances");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }
    }

    /**
     * One person at one address.
     *
     * @param realm the population of accounts; empty for the only one
     * @param accountId the account's id
     * @param address where the notice goes, byte for byte as the application stored it
     * @param name what the person is called
     * @param locale the language to write in; null if neither the account nor the request tells
     */
    record Recipient(
            String realm,
            String accountId,
            String address,
            String name,
            @Nullable Locale locale) {
        /** Checks that nothing is missing. */
        public Recipient {
            Objects.requireNonNull(realm, "realm");
            Objects.requireNonNull(accountId, "accountId");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(name, "name");
        }

        /** Tells the account, without name or address. */
        @Override
        public String toString() {
            return "Recipient[" + accountId + "]";
        }
    }

    /**
     * What is known about the act behind a notice. Client address and user agent come from a stranger's request: show
     * neither without checking it.
     *
     * @param at when it happened
     * @param clientAddress from which address, at most 64 characters; null if unknown
     * @param userAgent with which program, at most 256 characters; null if unknown
     */
    record Circumstances(
            Instant at,
            @Nullable String clientAddress,
            @Nullable String userAgent) {
        private static final int LONGEST_IP_LITERAL = 45;

        /** Checks that the time is there. */
        public Circumstances {
            Objects.requireNonNull(at, "at");
        }

        /** The client address, if it is spelled as an IP address, so that it cannot pass for anything else in a mail. */
        public Optional<String> ipAddress() {
            return Optional.ofNullable(clientAddress).filter(text -> isIpv4(text) || isIpv6(text));
        }

        private static boolean isIpv4(String text) {
            String[] parts = text.split("\\.", -1);
            return parts.length == 4 && Arrays.stream(parts).allMatch(Circumstances::isByte);
        }

        private static boolean isByte(String text) {
            return !text.isEmpty()
                    && text.length() <= 3
                    && text.chars().allMatch(c -> c >= '0' && c <= '9')
                    && Integer.parseInt(text) <= 255;
        }

        /** Two colons at least, and beside them hexadecimal digits, or an IPv4 address at the end. */
        private static boolean isIpv6(String text) {
            int lastColon = text.lastIndexOf(':');
            String tail = text.substring(lastColon + 1);
            return text.length() <= LONGEST_IP_LITERAL
                    && text.indexOf(':') < lastColon
                    && text.substring(0, lastColon).chars().allMatch(c -> isHex(c) || c == ':')
                    && (isIpv4(tail) || tail.chars().allMatch(Circumstances::isHex));
        }

        private static boolean isHex(int c) {
            return c < 128 && Character.digit(c, 16) >= 0;
        }
    }
}
