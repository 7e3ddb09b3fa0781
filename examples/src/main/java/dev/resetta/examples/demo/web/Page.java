package dev.resetta.examples.demo.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a browser is shown.
 *
 * @param status the HTTP status
 * @param template the name of the template
 * @param name the page's own name, which its words begin with
 * @param title what the browser calls the page; empty: what the words say
 * @param values what the template fills in
 */
public record Page(int status, String template, String name, Optional<String> title, Map<String, Object> values) {

    public Page {
        values = Map.copyOf(values);
    }

    /** A page in the visitor's language. */
    public static Page of(String template) {
        return new Page(200, template, template, Optional.empty(), Map.of());
    }

    /** A page that is in English for everybody, with its texts in the template. */
    public static Page of(String template, String title) {
        return new Page(200, template, template, Optional.of(title), Map.of());
    }

    /** One of several pages that share a template, and differ in their words. */
    public Page named(String name) {
        return new Page(status, template, name, title, values);
    }

    public Page status(int status) {
        return new Page(status, template, name, title, values);
    }

    public Page with(String name, Object value) {
        Map<String, Object> more = new HashMap<>(values);
        more.put(name, value);
        return new Page(status, template, this.name, title, more);
    }

    boolean isInEnglishOnly() {
        return title.isPresent();
    }
}
