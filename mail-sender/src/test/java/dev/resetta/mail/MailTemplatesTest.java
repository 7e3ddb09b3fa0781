package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replacing templates and phrases, from a folder and from the class path. */
class MailTemplatesTest {
    private static final String TEXT = "{{greeting}}\n\n{{link}}\n\n{{footer}}\n";

    @TempDir
    private Path folder;

    private TemplateFolder files;

    @BeforeEach
    void openFolder() {
        files = new TemplateFolder(folder);
    }

    @Test
    void anEmptyFolderLeavesEverythingStandard() {
        assertThat(mail(MailTemplates.inFolder(folder), "de")).isEqualTo(mail(MailTemplates.standard(), "de"));
    }

    @Test
    void aTemplateReplacesTheStandardOneAndTheOthersStay() {
        files.write("reset-link.txt", TEXT);

        WrittenMail mail = mail(MailTemplates.inFolder(folder), "de");
        assertThat(mail.text())
                .isEqualTo("Guten Tag Alice,\n\n" + Notices.LINK
                        + "\n\nDiese Nachricht wurde automatisch von Shop verschickt.\n");
        assertThat(mail.html()).isEqualTo(mail(MailTemplates.standard(), "de").html());
    }

    @Test
    void aTemplateForOneLanguageReplacesThatOfThisLanguageOnly() {
        files.write("reset-link.txt", TEXT);
        files.write("reset-link-de.txt", "Hier ist er:\n{{link}}\n");
        files.write("reset-link-de-AT.txt", "Da is er:\n{{link}}\n");
        files.write("words-de-AT.properties", "greeting=Servus,\n");

        MailTemplates templates = MailTemplates.inFolder(folder);
        assertThat(mail(templates, "en").text()).startsWith("Hello Alice,");
        assertThat(mail(templates, "de-CH").text()).startsWith("Hier ist er:");
        assertThat(mail(templates, "de-AT").text()).startsWith("Da is er:");
        assertThat(mail(templates, "de-AT").html()).contains("Servus,", "Neues Passwort wählen");
    }

    @Test
    void theLayoutReplacesTheFrameOfAllMails() {
        files.write(
                "layout.html",
                "<html><body><p>Shop &amp; Co</p>{{$title}}{{/title}}{{$content}}{{/content}}</body></html>");

        assertThat(mail(MailTemplates.inFolder(folder), "fr").html())
                .startsWith("<html><body><p>Shop &amp; Co</p>")
                .contains(Notices.LINK.replace("&", "&amp;"));
    }

    @Test
    void singlePhrasesCanBeReplaced() {
        files.write("words-de.properties", "greeting=Moin{{#hasName}} {{name}}{{/hasName}}!\n");

        WrittenMail mail = mail(MailTemplates.inFolder(folder), "de");
        assertThat(mail.text()).startsWith("Moin Alice!\n");
        assertThat(mail.subject()).isEqualTo("Neues Passwort für Shop wählen");
    }

    @Test
    void templatesMayUsePhrasesOfTheirOwn() {
        files.write("reset-link.txt", "{{reset-link.ps}}\n{{link}}\n");
        files.write("words-en.properties", "reset-link.ps=Good for {{lifetime}}.\n");
        files.write("words-de.properties", "reset-link.ps=Gilt {{lifetime}}.\n");

        MailTemplates templates = MailTemplates.inFolder(folder, "en", "de");
        assertThat(mail(templates, "de").text()).startsWith("Gilt 30 Minuten.\n");
        refused("{{reset-link.ps}}", "nor a phrase in fr");
    }

    @Test
    void aNewLanguageIsSpokenOnceItIsComplete() throws IOException {
        files.writeCzech();

        assertThat(mail(MailTemplates.inFolder(folder), "cs-CZ").language()).isEqualTo("cs");
        assertThat(mail(MailTemplates.inFolder(folder, "cs"), "cs").text()).contains("30 minut");
    }

    @Test
    void onlyTheLanguagesAskedForAreSpoken() {
        assertThat(MailTemplates.inFolder(folder, "de", "en").languages()).containsExactly("de", "en");
    }

    @Test
    void whatIsFoundOnTheClassPathReplacesTheStandard() {
        MailTemplates templates = MailTemplates.onClassPath(MailTemplatesTest.class, "/mails-of-a-shop");

        assertThat(mail(templates, "de").text()).startsWith("Moin Alice!\n");
        assertThat(mail(templates, "en")).isEqualTo(mail(MailTemplates.standard(), "en"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailTemplates.onClassPath(MailTemplatesTest.class, "/nowhere"))
                .withMessageContaining("no mail templates in /nowhere");
    }

    @Test
    void filesAreReadOnce() {
        files.write("reset-link.txt", TEXT);
        MailTemplates templates = MailTemplates.inFolder(folder);
        files.write("reset-link.txt", "{{nonsense}}");

        assertThat(mail(templates, "en").text()).startsWith("Hello Alice,");
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        files.write("words-de.properties", "\uFEFFgreeting=Moin!\n");

        assertThat(mail(MailTemplates.inFolder(folder), "de").text()).startsWith("Moin!\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".DS_Store",
                ".reset-link.txt.swp",
                "reset-link.txt~",
                "#reset-link.txt#",
                "layout.html.bak",
                "layout.html.orig"
            })
    void hiddenFilesAndBackUpsArePassedOver(String name) {
        files.write(name, "{{nonsense}}");

        assertThat(mail(MailTemplates.inFolder(folder), "en")).isEqualTo(mail(MailTemplates.standard(), "en"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reset-lnik.html",
                "reset-link.htm",
                "reset-link",
                "Layout.html",
                "words.properties",
                "words-pt_BR.properties",
                "words-PT-br.properties",
                "words-iw.properties",
                "reset-link-.html",
                "footer.html",
                "logo.png"
            })
    void aFileOfAnotherNameIsRefused(String name) {
        files.write(name, "");

        refused(name, "is not a mail template");
    }

    @Test
    void aFolderThatIsNotThereOrHoldsFoldersIsRefused() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailTemplates.inFolder(folder.resolve("nowhere")))
                .withMessageContaining("There is no folder");
        Files.createDirectory(folder.resolve("layout.html"));
        refused("layout.html", "is not a mail template");
    }

    @Test
    void aLanguageNobodySpeaksIsRefused() {
        files.write("reset-link-dee.txt", TEXT);
        refused("reset-link-dee.txt", "words-dee.properties");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailTemplates.inFolder(folder, "pt_BR"))
                .withMessageContaining("pt_BR is not a language tag");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        Files.write(
                folder.resolve("words-de.properties"), "greeting=Grüß Gott\n".getBytes(StandardCharsets.ISO_8859_1));

        refused("words-de.properties", "Save it as UTF-8");
    }

    private void refused(String... reasons) {
        files.refused(() -> MailTemplates.inFolder(folder), reasons);
    }

    private static WrittenMail mail(MailTemplates templates, String language) {
        return new MailWriter(
                        templates,
                        "Shop",
                        null,
                        templates.languages().contains("en") ? Locale.ENGLISH : Locale.forLanguageTag(language),
                        ZoneOffset.UTC)
                .write(Notices.resetLinkIn(Locale.forLanguageTag(language)));
    }
}
