package dev.resetta.mail;

import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address of the configuration, with the name it is shown under; the name is empty if there is none. */
record Mailbox(String name, MailAddress address) {
    private static final int LONGEST_NAME = 100;
    private static final Pattern NAMED = Pattern.compile("\\s*(?:\"([^\"]*)\"|([^\"<>]*?))\\s*<([^<>]*)>\\s*");

    /** With =? begins an encoded word (RFC 2047), which readers show as something else. */
    private static final Pattern FORBIDDEN_IN_NAME =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}@<>\"\\\\]|=\\?");

    /**
     * Reads {@code Name <address>}, or an address alone.
     *
     * @param setting what the text is for, for the exception
     * @throws IllegalArgumentException if it is anything else
     */
    static Mailbox parse(String setting, String text) {
        Matcher named = NAMED.matcher(text);
        String name = "";
        String address = text;
        if (named.matches()) {
            name = named.group(1) != null ? named.group(1) : named.group(2);
            address = named.group(3);
        }
        MailAddress parsed =
                MailAddress.parse(address).filter(one -> !one.isInternational()).orElseThrow(() -> refused(setting));
        if (name.length() > LONGEST_NAME || FORBIDDEN_IN_NAME.matcher(name).find()) {
            throw refused(setting);
        }
        return new Mailbox(name.strip(), parsed);
    }

    /** The same for the mail library, which encodes and quotes the name. */
    InternetAddress unparsed() {
        InternetAddress mailbox = address.unparsed();
        if (!name.isEmpty()) {
            try {
                mailbox.setPersonal(name, StandardCharsets.UTF_8.name());
            } catch (UnsupportedEncodingException e) {
                throw new AssertionError("Every Java has UTF-8.", e);
            }
        }
        return mailbox;
    }

    private static IllegalArgumentException refused(String setting) {
        return new IllegalArgumentException(
                setting + " is one mailbox, such as \"Shop <no-reply@example.com>\": a name of at"
                        + " most 100 characters and one address in ASCII, without a list, comment or control character.");
    }
}
