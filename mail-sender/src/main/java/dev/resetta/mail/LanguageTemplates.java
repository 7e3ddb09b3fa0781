package dev.resetta.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mails in one language: its phrases, and for each mail a text and an HTML template. */
final class LanguageTemplates {
    /** What mailboxes show beside the subject: nothing is lost with a layout that has no place for it. */
    private static final String PREHEADER = "preheader";

    private static final Pattern FILLED_BLOCK = Pattern.compile("\\{\\{\\s*\\$\\s*([^}]*?)\\s*}}");

    /** As long as the standard mails, so that memory is asked for once; any other length is as good. */
    private static final int TEXT_LENGTH = 1024;

    private static final int PAGE_LENGTH = 8192;

    private final Catalogue words;
    private final Map<MailKind, Template> texts = new EnumMap<>(MailKind.class);
    private final Map<MailKind, Template> pages = new EnumMap<>(MailKind.class);
    private final Set<String> mentioned = new TreeSet<>();

    /**
     * Compiles and checks everything.
     *
     * @param files the file for a template
     * @param standard the keys of phrases that may be there without being used
     * @throws IllegalArgumentException if anything cannot be read, is unknown or missing
     */
    LanguageTemplates(Catalogue words, Function<String, TemplateFile> files, Set<String> standard) {
        this.words = words;
        TemplateFile layout = files.apply(TemplateName.LAYOUT);
        Set<String> blocks = checkLayout(layout);
        for (MailKind kind : MailKind.values()) {
            TemplateFile text = files.apply(kind.text());
            TemplateFile page = files.apply(kind.html());
            texts.put(kind, text(kind, text));
            pages.put(kind, page(kind, page, layout, blocks));
            TrialMail.write(this, kind, text, page);
        }
        for (String key : words.keys()) {
            if (!standard.contains(key) && !DurationUnit.isKey(key) && !mentioned.contains(key)) {
                throw new IllegalArgumentException(
                        words.describe(key) + " is used by no template. Look at its spelling, or take it away.");
            }
        }
    }

    /** The language's phrases. */
    Catalogue words() {
        return words;
    }

    /** Writes a mail. */
    WrittenMail write(MailKind kind, Map<String, Object> values) {
        Words seen = new Words(words, values);
        return new WrittenMail(
                words.language(),
                words.text(kind.subject(), values),
                Paragraphs.wrap(fill(texts.get(kind), seen, TEXT_LENGTH)),
                fill(pages.get(kind), seen, PAGE_LENGTH));
    }

    private static String fill(@Nullable Template template, Words words, int length) {
        StringWriter out = new StringWriter(length);
        Objects.requireNonNull(template).execute(words, out);
        return out.toString();
    }

    private Set<String> checkLayout(TemplateFile file) {
        String where = describe(file);
        Placeholders found = Placeholders.of(Templates.html(where, file.text(), ""));
        for (MailKind kind : MailKind.values()) {
            check(kind, where, found);
        }
        return found.blocks();
    }

    private Template text(MailKind kind, TemplateFile file) {
        Template template = Templates.text(describe(file), file.text());
        check(kind, describe(file), Placeholders.of(template));
        return template;
    }

    private Template page(MailKind kind, TemplateFile file, TemplateFile layout, Set<String> blocks) {
        Template page = Templates.html(describe(file), file.text(), layout.text());
        Placeholders found = Placeholders.ofPage(page);
        check(kind, describe(file), found);
        FILLED_BLOCK.matcher(file.text()).results().map(block -> block.group(1)).forEach(block -> {
            if (!found.blocks().contains(block) && !block.equals(PREHEADER)) {
                throw new IllegalArgumentException(describe(file) + " fills the block {{$" + block
                        + "}}, which is not in " + layout.place() + ". There are: " + String.join(", ", blocks) + ".");
            }
        });
        return page;
    }

    private void check(MailKind kind, String where, Placeholders found) {
        found.allowSections(where, kind.switches());
        for (String name : found.names()) {
            if (kind.shown().contains(name)) {
                continue;
            }
            if (!words.keys().contains(name)) {
                throw new IllegalArgumentException(where + " mentions {{" + name
                        + "}}, which is neither a value of this mail nor a phrase in " + words.language()
                        + ". The values are: " + String.join(", ", kind.shown()) + ".");
            }
            words.allow(name, kind.shown(), kind.switches());
            mentioned.add(name);
        }
    }

    private static String describe(TemplateFile file) {
        return "The mail template " + file.place();
    }

    /** What a template sees: the values of this mail, and else the phrases, with the values in them. */
    private record Words(Catalogue catalogue, Map<String, Object> values) implements Mustache.CustomContext {
        @Override
        public @Nullable Object get(String name) {
            Object value = values.get(name);
            return value != null ? value : catalogue.find(name, values).orElse(null);
        }
    }
}
