package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes every mail in every language to {@code target/mail-previews}, to be looked at. */
class MailPreviewTest {
    private static final Path FOLDER = Path.of("target", "mail-previews");

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "uk", "tr", "ar", "he", "zh", "ja"})
    void everyMailCanBeLookedAt(String language) throws IOException {
        Locale locale = Locale.forLanguageTag(language);
        MailWriter writer = new MailWriter(
                MailTemplates.standard(),
                "Northwind Books",
                "help@northwind.example or +49 30 1234567",
                Locale.ENGLISH,
                ZoneOffset.UTC);
        Map<String, Notice> notices = Map.of(
                "reset-link", Notices.resetLinkIn(locale),
                "password-changed", Notices.passwordChangedIn(locale),
                "link-issued", Notices.linkIssuedIn(locale));
        Files.createDirectories(FOLDER);
        for (Map.Entry<String, Notice> notice : notices.entrySet()) {
            WrittenMail mail = writer.write(notice.getValue());
            String name = notice.getKey() + "." + language;
            Files.writeString(FOLDER.resolve(name + ".html"), mail.html());
            Files.writeString(FOLDER.resolve(name + ".txt"), "Subject: " + mail.subject() + "\n\n" + mail.text());
            for (String whole : List.of(mail.html(), mail.text(), mail.subject())) {
                assertThat(whole)
                        .doesNotContain("{{", "}}")
                        .doesNotContainPattern("\\bnull\\b")
                        .isNotBlank();
            }
        }
    }
}
