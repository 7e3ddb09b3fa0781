package dev.resetta;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a link leads: an address fixed by the configuration, with one place for the token in its query or fragment.
 *
 * <p>Nothing of a request ever shapes a link (OWASP Forgot Password Cheat Sheet), and it is https except on this very
 * machine.
 */
final class LinkTemplate {
    private static final String PLACE = "{token}";

    private final String before;
    private final String after;

    private LinkTemplate(String before, String after) {
        this.before = before;
        this.after = after;
    }

    static LinkTemplate parse(String setting, String template) {
        Objects.requireNonNull(template, setting);
        int place = template.indexOf(PLACE);
        String before = place < 0 ? template : template.substring(0, place);
        boolean isInPath = before.indexOf('?') < 0 && before.indexOf('#') < 0;
        if (place < 0 || template.indexOf(PLACE, place + 1) >= 0 || isInPath) {
            throw refuse(setting, "needs " + PLACE + " exactly once, in its query or fragment");
        }
        URI uri = uri(setting, template.replace(PLACE, "token"));
        String host = uri.getHost();
        if (uri.getScheme() == null || host == null || uri.getRawUserInfo() != null) {
            throw refuse(setting, "has to be absolute, with a host and without a user");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && isLoopback(host))) {
            throw refuse(
                    setting,
                    "has to start with https://, because whoever reads the link can use it; http:// is for localhost only");
        }
        return new LinkTemplate(before, template.substring(place + PLACE.length()));
    }

    /** The link for a token, which consists of letters that need no escaping. */
    String with(String token) {
        return before + token + after;
    }

    private static URI uri(String setting, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw refuse(setting, "is not a URI (" + e.getReason() + ")");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static IllegalArgumentException refuse(String setting, String why) {
        return new IllegalArgumentException("The " + setting + " " + why
                + ", for example \"https://shop.example.com/reset-password?token={token}\".");
    }

    @Override
    public String toString() {
        return before + PLACE + after;
    }
}
