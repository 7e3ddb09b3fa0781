package dev.resetta.examples.demo.web;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes the token of a mail's link out of the address, where histories, logs and other people's eyes would find it, and
 * keeps it in a cookie that belongs to one page alone.
 *
 * <p>The page has a random address of its own, so links of two people in two tabs of one browser keep apart, and the server
 * remembers nothing.
 */
public record LinkCookie(String pages) {
    private static final String NAME = "link";
    private static final int HANDLE_BYTES = 16;
    private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Pattern KEEPABLE_TOKEN = Pattern.compile("[A-Za-z0-9._~-]{1,1000}");

    /** Puts the token into a cookie, unjudged, and sends the browser to the page that goes with it and judges it once. */
    public void moveFromAddress(Visit visit, String token) {
        String page = pages + "/" + RandomText.of(HANDLE_BYTES);
        // Anything else is no token: the page will find no cookie and say so.
        if (KEEPABLE_TOKEN.matcher(token).matches()) {
            visit.set(new Cookie(NAME, token, page, Optional.empty()));
        }
        visit.goTo(page);
    }

    /** The token of the page that is visited; empty if the browser was closed, or it did its work. */
    public Optional<String> token(Visit visit) {
        return isPage(visit) ? visit.cookie(NAME, address(visit)).filter(token -> !token.isEmpty()) : Optional.empty();
    }

    /** Forgets the token once it did its work. */
    public void remove(Visit visit) {
        if (isPage(visit)) {
            visit.set(Cookie.removing(NAME, address(visit)));
        }
    }

    /** The address of the page that is visited. */
    public String address(Visit visit) {
        return pages + "/" + visit.path("handle");
    }

    private static boolean isPage(Visit visit) {
        return HANDLE.matcher(visit.path("handle")).matches();
    }
}
