package dev.resetta.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a mail on trial with every combination of what may be there and what may be missing, so that a template in which the
 * link depends on something else is found when the application starts.
 */
final class TrialMail {
    private static final String LINK = "https://www.example.com/reset?lang=en&token=Zm9vYmFy";

    private TrialMail() {}

    /**
     * Writes one kind of mail in one language.
     *
     * @throws IllegalArgumentException if it cannot be written, is empty, or lacks the link it needs
     */
    static void write(LanguageTemplates mails, MailKind kind, TemplateFile text, TemplateFile page) {
        List<String> switches = List.copyOf(kind.switches());
        int all = (1 << switches.size()) - 1;
        // Where no link can get lost, everything and nothing are enough.
        for (int bits = 0; bits <= all; bits += kind.needsLink() ? 1 : all) {
            List<String> on = new ArrayList<>();
            for (int i = 0; i < switches.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    on.add(switches.get(i));
                }
            }
            check(mails, kind, text, page, on);
        }
    }

    private static void check(
            LanguageTemplates mails, MailKind kind, TemplateFile text, TemplateFile page, List<String> on) {
        WrittenMail mail;
        try {
            mail = mails.write(kind, values(mails.words(), kind, on));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "No mail can be written with " + text.place() + " and " + page.place() + " (" + e.getMessage()
                            + ").",
                    e);
        }
        String subject = mails.words().describe(kind.subject());
        demand(!mail.subject().isBlank() && mail.subject().lines().count() == 1, subject + " has to be one line.");
        demand(!mail.text().isBlank(), "The mail template " + text.place() + " is empty.");
        demand(!mail.html().isBlank(), "The mail template " + page.place() + " is empty.");
        if (kind.needsLink()) {
            String when = on.isEmpty() ? " without anything else" : " with " + String.join(", ", on);
            demand(
                    mail.text().lines().anyMatch(LINK::equals),
                    "The mail template " + text.place() + " has to show {{link}}, on a line of its own: it does not"
                            + when + ".");
            String escaped = Templates.escape(LINK);
            demand(
                    mail.html().contains("href=\"" + escaped + "\"")
                            || mail.html().contains("href='" + escaped + "'"),
                    "The mail template " + page.place() + " has to show {{link}}, as <a href=\"{{link}}\">: it does not"
                            + when + ".");
        }
    }

    private static Map<String, Object> values(Catalogue words, MailKind kind, List<String> on) {
        Map<String, Object> values = new HashMap<>();
        kind.shown().forEach(name -> values.put(name, name));
        kind.switches().forEach(name -> values.put(name, on.contains(name)));
        if (kind.needsLink()) {
            values.put("link", LINK);
        }
        values.put("language", words.language());
        values.put("direction", words.direction());
        values.put("align", words.align());
        return values;
    }

    private static void demand(boolean isGood, String otherwise) {
        if (!isGood) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
