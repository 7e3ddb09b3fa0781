package dev.resetta.examples.demo.web;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Turns pages into HTML. Each template is compiled once; every value is escaped. */
public final class Templates {
    private final Mustache.Compiler compiler = Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .withLoader(name -> new StringReader(resource("pages/" + name + ".mustache")));
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();
    private final String policyName;
    private final boolean hasInbox;

    /**
     * Prepares the templates.
     *
     * @param policyName which of the three demos this is, for the bar above the pages
     * @param hasInbox whether the bar leads to the demo's inbox
     */
    public Templates(String policyName, boolean hasInbox) {
        this.policyName = policyName;
        this.hasInbox = hasInbox;
    }

    /** The whole page, with this field in its forms. */
    String html(Page page, String csrfField) {
        Map<String, Object> values = new HashMap<>(page.values());
        values.put("csrf", csrfField);
        values.put("title", page.title());
        values.put("policy", policyName);
        values.put("hasInbox", hasInbox);
        values.put("content", template(page.template()).execute(values));
        return template("layout").execute(values);
    }

    static String styleSheet() {
        return resource("larkspur.css");
    }

    private Template template(String name) {
        return compiled.computeIfAbsent(name, compiler::loadTemplate);
    }

    private static String resource(String name) {
        try (InputStream in = Templates.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
