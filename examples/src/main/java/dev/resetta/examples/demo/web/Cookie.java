package dev.resetta.examples.demo.web;

import java.time.Duration;
import java.util.Optional;

/**
 * A cookie that no script can read and no other site's form makes a browser send.
 *
 * @param name its name
 * @param value its value, of letters that need no quoting
 * @param path where it is sent to
 * @param lifetime how long a browser keeps it; empty: until it is closed
 */
public record Cookie(String name, String value, String path, Optional<Duration> lifetime) {

    public static Cookie whileOpen(String name, String value) {
        return new Cookie(name, value, "/", Optional.empty());
    }

    public static Cookie removing(String name, String path) {
        return new Cookie(name, "", path, Optional.of(Duration.ZERO));
    }

    /** Behind https the name says so, and then a browser takes the cookie over no http, and one of the whole site from no sibling host. */
    static String nameInBrowser(String name, String path, boolean isHttps) {
        if (!isHttps) {
            return name;
        }
        return (path.equals("/") ? "__Host-" : "__Secure-") + name;
    }

    /** What stands behind {@code Set-Cookie}. */
    String header(boolean isHttps) {
        return nameInBrowser(name, path, isHttps) + "=" + value + "; Path=" + path
                + lifetime.map(life -> "; Max-Age=" + life.toSeconds()).orElse("")
                + "; HttpOnly; SameSite=Lax"
                + (isHttps ? "; Secure" : "");
    }
}
