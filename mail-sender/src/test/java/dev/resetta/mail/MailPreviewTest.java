package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.resetta.delivery.Notice;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Writes every mail in every language to {@code target/mail-previews}, to be looked at, and photographs it narrow and wide,
 * light and dark. Pictures are of a few languages, and of all with {@code -Dresetta.thorough=true}.
 */
class MailPreviewTest {
    private static final Path FOLDER = Path.of("target", "mail-previews");
    private static final boolean IS_THOROUGH = Boolean.getBoolean("resetta.thorough");
    private static final List<String> FEW_LANGUAGES = List.of("en", "ar");
    private static final int NARROWEST = 320;
    private static final double ENOUGH_CONTRAST = 4.5;

    static List<String> languages() {
        return MailTemplates.standard().languages();
    }

    @AfterAll
    static void writeIndex() throws IOException {
        MailPreviewIndex.write(FOLDER, languages());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyMailCanBeLookedAt(String language) throws Exception {
        for (Map.Entry<String, WrittenMail> entry : mails(language).entrySet()) {
            WrittenMail mail = entry.getValue();
            write(entry.getKey(), mail);
            for (String whole : List.of(mail.html(), mail.text(), mail.subject())) {
                assertThat(whole)
                        .doesNotContain("{{", "}}")
                        .doesNotContainPattern("\\bnull\\b")
                        .isNotBlank();
            }
        }
    }

    @Test
    void everyMailFitsAndCanBeReadNarrowAndWideLightAndDark() throws Exception {
        try (Chromium chromium = Chromium.start()) {
            for (String language : IS_THOROUGH ? languages() : FEW_LANGUAGES) {
                for (Map.Entry<String, WrittenMail> mail : mails(language).entrySet()) {
                    chromium.open(write(mail.getKey(), mail.getValue()));
                    photograph(chromium, mail.getKey());
                }
            }
        }
    }

    private static void photograph(Chromium chromium, String name) {
        assertThat(chromium.contentWidth(NARROWEST)).as(name).isEqualTo(NARROWEST);
        for (int width : MailPreviewIndex.WIDTHS) {
            assertThat(chromium.contentWidth(width)).as(name).isEqualTo(width);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                chromium.scheme(scheme);
                assertThat(chromium.smallestContrast()).as(name).isGreaterThanOrEqualTo(ENOUGH_CONTRAST);
                String picture =
                        MailPreviewIndex.picture(name, width, scheme.name().toLowerCase(Locale.ROOT));
                chromium.photograph(FOLDER.resolve(picture));
            }
        }
    }

    /** Writes a mail as HTML, as text and as a whole, and says where the HTML is. */
    private static Path write(String name, WrittenMail mail) throws Exception {
        Files.createDirectories(FOLDER);
        Path html = FOLDER.resolve(name + ".html");
        Files.writeString(html, mail.html());
        Files.writeString(FOLDER.resolve(name + ".txt"), "Subject: " + mail.subject() + "\n\n" + mail.text());
        try (OutputStream out = Files.newOutputStream(FOLDER.resolve(name + ".eml"))) {
            new MailMessage(
                            Session.getInstance(new Properties()),
                            MailHeaders.of(Mailbox.parse("The sender", "Northwind Books <no-reply@northwind.example>")),
                            MailAddress.parse(Notices.ADDRESS).orElseThrow(),
                            mail)
                    .writeTo(out);
        }
        return html.toAbsolutePath();
    }

    private static Map<String, WrittenMail> mails(String language) {
        Locale locale = Locale.forLanguageTag(language);
        MailWriter writer = new MailWriter(
                MailTemplates.standard(),
                "Northwind Books",
                "help@northwind.example, +49 30 1234567",
                Locale.ENGLISH,
                ZoneOffset.UTC);
        Map<String, WrittenMail> mails = new TreeMap<>();
        List<Notice> notices =
                List.of(Notices.resetLinkIn(locale), Notices.passwordChangedIn(locale), Notices.linkIssuedIn(locale));
        for (int i = 0; i < MailPreviewIndex.MAILS.size(); i++) {
            mails.put(MailPreviewIndex.MAILS.get(i) + "." + language, writer.write(notices.get(i)));
        }
        return mails;
    }
}
