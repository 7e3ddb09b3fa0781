package dev.resetta.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The words and the looks of the mails: for each mail a text and an HTML template, and for each language a catalogue of
 * phrases.
 *
 * <p>Templates and phrases are Mustache: placeholders and sections, no expressions and no code. In HTML every value is
 * escaped. All placeholders are checked when the templates are read. Immutable and thread-safe.
 */
public final class MailTemplates {
    private static final List<String> STANDARD_LANGUAGES = List.of("en", "de");

    /** Escapes what HTML needs and no more, so that an address in the source of a mail can still be read and copied. */
    private static final Mustache.Escaper HTML = raw -> raw.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");

    private final Map<String, Catalogue> catalogues = new LinkedHashMap<>();
    private final Map<MailKind, Template> texts = new EnumMap<>(MailKind.class);
    private final Map<MailKind, Template> pages = new EnumMap<>(MailKind.class);

    /**
     * Reads and checks everything.
     *
     * @param files the text of a file by its name; empty if there is none
     * @throws IllegalArgumentException if a file is missing or cannot be read, mentions a placeholder that does not exist, or
     *     leaves out one that has to be there
     */
    MailTemplates(List<String> languages, Function<String, Optional<String>> files) {
        Function<String, String> needed = name -> files.apply(name)
                .orElseThrow(() -> new IllegalArgumentException("The mail template " + name + " is missing."));
        for (String language : languages) {
            catalogues.put(
                    language, new Catalogue(language, properties(needed.apply("words-" + language + ".properties"))));
        }
        Mustache.Compiler text = Mustache.compiler().escapeHTML(false);
        Mustache.Compiler html =
                Mustache.compiler().withEscaper(HTML).withLoader(name -> new StringReader(escaping(name, needed)));
        for (MailKind kind : MailKind.values()) {
            String textName = kind.file() + ".txt";
            String htmlName = kind.file() + ".html";
            texts.put(kind, checked(kind, textName, compile(text, textName, needed.apply(textName))));
            pages.put(kind, checked(kind, htmlName, compile(html, htmlName, escaping(htmlName, needed))));
        }
    }

    /**
     * The templates that come with this library: plain, without a brand or an image, in English and German.
     *
     * @return the same ones each time
     */
    public static MailTemplates standard() {
        return Standard.TEMPLATES;
    }

    /** The catalogue of the language that is nearest to a wish; empty if it is not spoken. */
    Optional<Catalogue> speaking(@Nullable Locale wanted) {
        if (wanted == null) {
            return Optional.empty();
        }
        Catalogue exactly = catalogues.get(wanted.toLanguageTag());
        return Optional.ofNullable(exactly != null ? exactly : catalogues.get(wanted.getLanguage()));
    }

    /** Writes a mail with the words of a catalogue of these templates. */
    WrittenMail write(MailKind kind, Catalogue catalogue, Map<String, Object> values) {
        Words words = new Words(catalogue, values);
        return new WrittenMail(
                catalogue.language(),
                catalogue.text(kind.subject(), values),
                Paragraphs.wrap(template(texts, kind).execute(words)),
                template(pages, kind).execute(words));
    }

    private Template checked(MailKind kind, String file, Template template) {
        Set<String> names = Placeholders.of(template);
        for (Catalogue catalogue : catalogues.values()) {
            catalogue.allow(kind.subject(), Set.of("service"));
            for (String name : names) {
                if (!kind.placeholders().contains(name)) {
                    if (catalogue.phrase(name).isEmpty()) {
                        throw new IllegalArgumentException("The mail template " + file + " mentions {{" + name
                                + "}}, which is neither a value of this mail nor a phrase in " + catalogue.language()
                                + ".");
                    }
                    catalogue.allow(name, kind.placeholders());
                }
            }
        }
        for (String value : kind.required()) {
            if (!names.contains(value)) {
                throw new IllegalArgumentException("The mail template " + file + " has to show {{" + value + "}}.");
            }
        }
        return template;
    }

    private static Template compile(Mustache.Compiler compiler, String file, String source) {
        try {
            return compiler.compile(source);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("The mail template " + file + " cannot be read.", e);
        }
    }

    private static String escaping(String file, Function<String, String> files) {
        String source = files.apply(file);
        if (source.contains("{{{") || source.contains("{{&")) {
            throw new IllegalArgumentException("The mail template " + file
                    + " puts a value into HTML as it is; write {{name}}, not {{{name}}} or {{&name}}.");
        }
        return source;
    }

    private static Properties properties(String source) {
        Properties properties = new Properties();
        try (Reader reader = new StringReader(source)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static Template template(Map<MailKind, Template> templates, MailKind kind) {
        return Objects.requireNonNull(templates.get(kind));
    }

    /** What a template sees: the values of this mail, and else the phrases, with the values in them. */
    private record Words(Catalogue catalogue, Map<String, Object> values) implements Mustache.CustomContext {
        @Override
        public @Nullable Object get(String name) {
            Object value = values.get(name);
            if (value != null || catalogue.phrase(name).isEmpty()) {
                return value;
            }
            return catalogue.text(name, values);
        }
    }

    /** Read when first asked for. */
    private static final class Standard {
        private static final MailTemplates TEMPLATES = new MailTemplates(STANDARD_LANGUAGES, Standard::read);

        private static Optional<String> read(String name) {
            try (InputStream in = MailTemplates.class.getResourceAsStream("standard/" + name)) {
                return in == null
                        ? Optional.empty()
                        : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
