package dev.resetta.mail;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands on every mail, and comes from configuration only.
 *
 * @param from who writes
 * @param replyTo where answers go; null for the sender
 * @param bounceAddress the sender on the envelope, to whom undeliverable mail goes back
 * @param providers headers by which a provider is told something
 * @param inherited the same of those from whom these come, unless they are said anew
 */
record MailHeaders(
        Mailbox from,
        @Nullable Mailbox replyTo,
        MailAddress bounceAddress,
        Map<String, String> providers,
        Map<String, String> inherited) {
    /** Beginning like this, they replace none that means something to others. */
    private static final Pattern NAME = Pattern.compile("X-[A-Za-z0-9-]{1,58}");

    private static final Pattern VALUE = Pattern.compile("[ -~]{1,900}");

    static MailHeaders of(Mailbox from) {
        return new MailHeaders(from, null, from.address(), Map.of(), Map.of());
    }

    MailHeaders replyTo(Mailbox replyTo) {
        return new MailHeaders(from, replyTo, bounceAddress, providers, inherited);
    }

    MailHeaders bounceAddress(MailAddress bounceAddress) {
        return new MailHeaders(from, replyTo, bounceAddress, providers, inherited);
    }

    MailHeaders providers(String name, String value) {
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A header for the provider has a name such as X-Example, of letters, digits"
                            + " and hyphens, and one line of at most 900 printable ASCII characters.");
        }
        Map<String, String> more = inAnyCase(providers);
        if (more.put(name, value) != null) {
            throw new IllegalArgumentException("The header " + name + " is there already.");
        }
        return new MailHeaders(from, replyTo, bounceAddress, more, inherited);
    }

    /** The same for a realm, which may say each of them anew. */
    MailHeaders forRealm() {
        return new MailHeaders(from, replyTo, bounceAddress, Map.of(), allProviders());
    }

    /** Every header for the provider, those that are inherited included. */
    Map<String, String> allProviders() {
        Map<String, String> all = inAnyCase(inherited);
        all.putAll(providers);
        return all;
    }

    private static Map<String, String> inAnyCase(Map<String, String> headers) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        return copy;
    }
}
