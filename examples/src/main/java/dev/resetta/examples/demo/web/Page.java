package dev.resetta.examples.demo.web;

import java.util.HashMap;
import java.util.Map;

/**
 * What a browser is shown.
 *
 * @param status the HTTP status
 * @param template the name of the template
 * @param title what the browser calls the page
 * @param values what the template fills in
 */
public record Page(int status, String template, String title, Map<String, Object> values) {

    public Page {
        values = Map.copyOf(values);
    }

    public static Page of(String template, String title) {
        return new Page(200, template, title, Map.of());
    }

    public Page status(int status) {
        return new Page(status, template, title, values);
    }

    public Page with(String name, Object value) {
        Map<String, Object> more = new HashMap<>(values);
        more.put(name, value);
        return new Page(status, template, title, more);
    }
}
