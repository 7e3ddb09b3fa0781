package dev.resetta.mail;

import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One address, {@code local@domain} and nothing else, as it is said to the server byte for byte.
 *
 * <p>The grammar is the dot-string and the domain of RFC 5321, and beyond ASCII that of RFC 6531: no list, group, route,
 * display name, comment, quoted local part, address literal, white space or control character. It is checked here and never
 * handed to a mail library's parser, because such parsers find two addresses, or another one, in text like {@code
 * a@x.example,b@y.example}. Whatever a server could take for other characters than these (ligatures, full-width forms,
 * capitals in an international domain, ß in one) is refused: the mail would go to somebody else's mailbox.
 *
 * <p>A domain outside ASCII is said in its ASCII form (RFC 5890), which every server understands, unless the local part is
 * outside ASCII too.
 */
record MailAddress(String text, boolean isInternational) {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final String ASCII_ATOM = "A-Za-z0-9!#$%&'*+/=?^_`{|}~-";
    private static final String ATOM =
            "[" + ASCII_ATOM + "[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}&&[^\\p{ASCII}" + PlainLine.IGNORABLE + "]]]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

    /** The address, if the text is exactly one. */
    static Optional<MailAddress> parse(String text) {
        int at = text.indexOf('@');
        // The length first: the patterns need not look at a megabyte.
        if (text.length() > LONGEST
                || at < 0
                || bytes(text) > LONGEST
                || bytes(text.substring(0, at)) > LONGEST_LOCAL) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        String domain = text.substring(at + 1);
        if (!LOCAL.matcher(local).matches() || !Normalizer.isNormalized(local, Normalizer.Form.NFKC)) {
            return Optional.empty();
        }
        // The length once more: a domain is longer in its ASCII form.
        return asciiDomain(domain)
                .map(ascii ->
                        isAscii(local) ? new MailAddress(local + "@" + ascii, false) : new MailAddress(text, true))
                .filter(address -> address.text().length() <= LONGEST);
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

    private static Optional<String> asciiDomain(String domain) {
        String ascii = domain;
        if (!isAscii(domain)) {
            try {
                ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
            // There and back: else it is the name of another domain, as fussball.example is of fußball.example.
            if (!IDN.toUnicode(ascii).equals(domain)) {
                return Optional.empty();
            }
        }
        return Optional.of(ascii).filter(name -> DOMAIN.matcher(name).matches());
    }

    private static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
