package dev.resetta.mail;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the mail for a notice in the reader's language. Immutable and thread-safe. */
final class MailWriter {
    private static final Pattern WEB_LINK = Pattern.compile("https?://[^\\s\\p{C}<>\"]+");

    private final MailTemplates templates;
    private final String serviceName;
    private final @Nullable String contact;
    private final Locale defaultLocale;
    private final ZoneId zone;
    private final LanguageTemplates fallback;

    MailWriter(
            MailTemplates templates, String serviceName, @Nullable String contact, Locale defaultLocale, ZoneId zone) {
        this.templates = templates;
        this.serviceName = serviceName;
        this.contact = contact;
        this.defaultLocale = defaultLocale;
        this.zone = zone;
        this.fallback = templates
                .speaking(defaultLocale)
                .orElseThrow(() -> new IllegalArgumentException("The mail templates do not speak the default language, "
                        + defaultLocale.toLanguageTag() + ". They speak " + String.join(", ", templates.languages())
                        + "."));
    }

    MailWriter templates(MailTemplates templates) {
        return new MailWriter(templates, serviceName, contact, defaultLocale, zone);
    }

    MailWriter serviceName(String serviceName) {
        return new MailWriter(templates, serviceName, contact, defaultLocale, zone);
    }

    MailWriter contact(String contact) {
        return new MailWriter(templates, serviceName, contact, defaultLocale, zone);
    }

    MailWriter defaultLocale(Locale defaultLocale) {
        return new MailWriter(templates, serviceName, contact, defaultLocale, zone);
    }

    MailWriter zone(ZoneId zone) {
        return new MailWriter(templates, serviceName, contact, defaultLocale, zone);
    }

    /**
     * Writes one mail.
     *
     * @throws DeliveryException <em>never</em> if there is no such mail, or the link is none a browser can follow
     */
    WrittenMail write(Notice notice) {
        LanguageTemplates mails = templates.speaking(notice.to().locale()).orElse(fallback);
        Catalogue words = mails.words();
        Map<String, Object> values = common(notice, words);
        if (notice instanceof Notice.ResetLink reset) {
            addLinks(reset, words, values);
            return finish(MailKind.RESET_LINK, mails, values);
        }
        if (notice instanceof Notice.PasswordChanged) {
            return finish(MailKind.PASSWORD_CHANGED, mails, values);
        }
        if (notice instanceof Notice.LinkIssuedBySupport issued) {
            values.put("expires", words.moment(issued.expiresAt(), zone));
            return finish(MailKind.LINK_ISSUED, mails, values);
        }
        throw DeliveryException.never("Mail not sent: there is no template for this kind of notice.", null);
    }

    private static WrittenMail finish(MailKind kind, LanguageTemplates mails, Map<String, Object> values) {
        values.put("subject", mails.words().text(kind.subject(), values));
        return mails.write(kind, values);
    }

    private Map<String, Object> common(Notice notice, Catalogue words) {
        Notice.Circumstances circumstances = notice.circumstances();
        String name = PlainLine.nameToShow(notice.to().name());
        Optional<String> address = circumstances.ipAddress().filter(PlainLine::isIpLiteral);
        Map<String, Object> values = new HashMap<>();
        values.put("language", words.language());
        values.put("direction", words.direction());
        values.put("align", words.align());
        values.put("service", words.isolated(serviceName));
        values.put("hasName", !name.isEmpty());
        values.put("name", words.isolated(name));
        values.put("time", words.moment(circumstances.at(), zone));
        values.put("program", words.program(circumstances.userAgent()));
        values.put("hasAddress", address.isPresent());
        values.put("address", words.isolated(address.orElse("")));
        values.put("hasContact", contact != null);
        values.put("contact", contact == null ? "" : words.isolated(contact));
        return values;
    }

    private void addLinks(Notice.ResetLink reset, Catalogue words, Map<String, Object> values) {
        String cancelLink = reset.cancelLink();
        values.put("link", followable(reset.link()));
        values.put("hasCancelLink", cancelLink != null);
        values.put("cancelLink", cancelLink == null ? "" : followable(cancelLink));
        values.put("lifetime", words.duration(Duration.between(reset.issuedAt(), reset.expiresAt())));
        values.put("expires", words.moment(reset.expiresAt(), zone));
    }

    private static String followable(String link) {
        if (!WEB_LINK.matcher(link).matches()) {
            throw DeliveryException.never(
                    "Mail not sent: its link does not start with http:// or https://, or holds"
                            + " characters no link has.",
                    null);
        }
        return link;
    }
}
