package dev.resetta.mail;

import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One address, {@code local@domain} and nothing else, as it is said to the server byte for byte.
 *
 * <p>The grammar is the dot-string and the domain of RFC 5321 in ASCII: no list, group, route, display name, comment, quoted
 * local part, address literal, white space or control character. It is checked here and never handed to a mail library's
 * parser, because such parsers find two addresses, or another one, in text like {@code a@x.example,b@y.example}.
 */
record MailAddress(String text) {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final int HIGHEST_ASCII = 0x7F;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern GRAMMAR =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    /** The address, if the text is exactly one. */
    static Optional<MailAddress> parse(String text) {
        // The length first: the pattern need not look at a megabyte.
        boolean good = text.length() <= LONGEST
                && text.indexOf('@') <= LONGEST_LOCAL
                && GRAMMAR.matcher(text).matches();
        return good ? Optional.of(new MailAddress(text)) : Optional.empty();
    }

    /** Says whether the text holds a character that is not ASCII, which deserves a reason of its own. */
    static boolean isInternational(String text) {
        return text.chars().anyMatch(c -> c > HIGHEST_ASCII);
    }

    /** What follows the @. */
    String domain() {
        return text.substring(text.indexOf('@') + 1);
    }

    /** The same for the mail library, without its parser. */
    InternetAddress unparsed() {
        InternetAddress address = new InternetAddress();
        address.setAddress(text);
        return address;
    }
}
