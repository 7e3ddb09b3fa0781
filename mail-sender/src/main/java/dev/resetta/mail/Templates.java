package dev.resetta.mail;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.StringReader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Compiles Mustache: placeholders and sections, and nothing that could run.
 *
 * <p>Names are looked up as they stand. JMustache by itself would go on and call a value's methods ({@code {{link.class}}}).
 */
final class Templates {
    private static final Pattern AS_IT_IS = Pattern.compile("\\{\\{(?:\\{|\\s*&)");
    private static final Pattern OTHER_BRACES = Pattern.compile("\\{\\{\\s*=");

    /** Places where escaping does not help: attributes without quotes, styles, scripts and handlers of events. */
    private static final Pattern NOT_ESCAPABLE = Pattern.compile(
            "=\\s*\\{\\{|<(?:style|script)\\b[^>]*>[^<]*\\{\\{|\\son[a-z]+\\s*=\\s*([\"'])(?:(?!\\1).)*\\{\\{",
            Pattern.CASE_INSENSITIVE);

    private static final Mustache.Compiler COMPILER = Mustache.compiler().withCollector(new BasicCollector() {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    });

    private static final Mustache.Compiler TEXT = COMPILER.escapeHTML(false);

    /** Escapes while formatting, which {@code {{{name}}}} would go through as well, if it were let in. */
    private static final Mustache.Compiler HTML = TEXT.withFormatter(value -> escape(String.valueOf(value)));

    private Templates() {}

    /**
     * Compiles a template or phrase that puts values in as they are.
     *
     * @param where what it is, as the beginning of a sentence
     * @throws IllegalArgumentException if it cannot be read
     */
    static Template text(String where, String source) {
        return compile(TEXT, where, source);
    }

    /**
     * Compiles a template that escapes values for HTML.
     *
     * @param where what it is, as the beginning of a sentence
     * @param layout what {@code {{<layout.html}}} stands for
     * @throws IllegalArgumentException if it cannot be read
     */
    static Template html(String where, String source, String layout) {
        if (NOT_ESCAPABLE.matcher(OTHER_BRACES.matcher(source).replaceAll("")).find()) {
            throw new IllegalArgumentException(
                    where + " puts a value where escaping does not help: put quotes around it, and"
                            + " none into styles, scripts and handlers of events.");
        }
        return compile(HTML.withLoader(name -> new StringReader(layout)), where, source);
    }

    /** Escapes what HTML needs and no more, so that an address in the source of a mail can still be read and copied. */
    static String escape(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static Template compile(Mustache.Compiler compiler, String where, String source) {
        if (AS_IT_IS.matcher(source).find()) {
            throw new IllegalArgumentException(
                    where + " puts a value in as it is; write {{name}}, not {{{name}}} or {{&name}}.");
        }
        if (OTHER_BRACES.matcher(source).find()) {
            throw new IllegalArgumentException(where + " changes the braces with {{=; leave them as they are.");
        }
        try {
            return compiler.compile(source);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(where + " cannot be read as Mustache (" + e.getMessage() + ").", e);
        }
    }
}
