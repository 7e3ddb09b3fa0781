package dev.resetta.examples.demo.web;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.StringReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns pages into HTML. Each template is compiled once; every value is escaped.
 *
 * <p>{@code {{#say}}forgot.title{{/say}}} says the words of that key, {@code {{#say}}.title{{/say}}} those of the page that is
 * shown. Words have placeholders like templates.
 */
public final class Templates {
    private final Mustache.Compiler compiler = Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .withLoader(name -> new StringReader(Resources.text("pages/" + name + ".mustache")));
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

    /**
     * The whole page.
     *
     * @param wanted the visitor's language
     * @param address the page's own, to come back to in another language
     * @param csrfField what its forms carry
     */
    String html(Page page, Language wanted, String address, String csrfField) {
        Language language = page.isInEnglishOnly() ? Language.ENGLISH : wanted;
        Map<String, Object> values = new HashMap<>(page.values());
        values.put("say", speech(page, language));
        values.put("title", page.title().orElseGet(() -> language.words().get(page.name() + ".title")));
        values.put("csrf", csrfField);
        values.put("policy", policyName);
        values.put("lang", language.tag());
        values.put("hasLanguages", !page.isInEnglishOnly());
        values.put("languages", choices(language));
        values.put("address", address);
        values.put("hasInbox", hasInbox);
        values.put("content", template(page.template()).execute(values));
        return template("layout").execute(values);
    }

    private Mustache.Lambda speech(Page page, Language language) {
        return (fragment, out) -> {
            String said = fragment.execute();
            String key = said.startsWith(".") ? page.name() + said : said;
            fragment.executeTemplate(
                    compiled.computeIfAbsent(
                            language + " " + key,
                            unused -> compiler.compile(language.words().get(key))),
                    out);
        };
    }

    private static List<Map<String, Object>> choices(Language current) {
        return Arrays.stream(Language.values())
                .<Map<String, Object>>map(language ->
                        Map.of("tag", language.tag(), "name", language.ownName(), "isCurrent", language == current))
                .toList();
    }

    private Template template(String name) {
        return compiled.computeIfAbsent(name, compiler::loadTemplate);
    }
}
