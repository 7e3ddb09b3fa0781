package dev.resetta.mail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands on every mail, and comes from configuration only.
 *
 * @param from who writes
 * @param replyTo where answers go; null for the sender
 * @param bounceAddress the sender on the envelope, to whom undeliverable mail goes back
 * @param providers headers by which a provider is told something
 */
record MailHeaders(Mailbox from, @Nullable Mailbox replyTo, MailAddress bounceAddress, Map<String, String> providers) {
    /** Beginning like this, they replace none that means something to others. */
    private static final Pattern NAME = Pattern.compile("X-[A-Za-z0-9-]{1,58}");

    private static final Pattern VALUE = Pattern.compile("[ -~]{1,900}");

    static MailHeaders of(Mailbox from) {
        return new MailHeaders(from, null, from.address(), Map.of());
    }

    MailHeaders replyTo(Mailbox replyTo) {
        return new MailHeaders(from, replyTo, bounceAddress, providers);
    }

    MailHeaders bounceAddress(MailAddress bounceAddress) {
        return new MailHeaders(from, replyTo, bounceAddress, providers);
    }

    MailHeaders providers(String name, String value) {
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A header for the provider has a name such as X-Example, of letters, digits"
                            + " and hyphens, and one line of at most 900 printable ASCII characters.");
        }
        Map<String, String> more = new LinkedHashMap<>(providers);
        if (more.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
            throw new IllegalArgumentException("The header " + name + " is there already.");
        }
        more.put(name, value);
        return new MailHeaders(from, replyTo, bounceAddress, more);
    }
}
