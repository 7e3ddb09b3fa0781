package dev.resetta.mail;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused when templates are read: with the file's name, and what to do. */
class RefusedTemplatesTest {
    @TempDir
    private Path folder;

    private TemplateFolder files;

    @BeforeEach
    void openFolder() {
        files = new TemplateFolder(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reset-link.txt|{{link}}|{{link}}{{password}}|{{password}}, which is neither a value",
                "reset-link.txt|{{link}}|{{link}}{{#hasName}}{{nonsense}}{{/hasName}}|{{nonsense}}, which is neither",
                "reset-link.txt|{{link}}|{{link}}{{^hasName}}{{nonsense}}{{/hasName}}|{{nonsense}}, which is neither",
                "reset-link.html|{{reset-link.intro}}|{{reset-link.intor}}|{{reset-link.intor}}, which is neither",
                "layout.html|{{footer}}|{{fotter}}|{{fotter}}, which is neither",
                "layout.html|{{footer}}|{{link}}|{{link}}, which is neither",
                "password-changed.txt|{{footer}}|{{link}}|{{link}}, which is neither",
                "password-changed.txt|{{footer}}|{{hasContact}}|{{hasContact}}, which is neither",
                "words-de.properties|{{lifetime}}|{{livetime}}|{{livetime}}, which is unknown there",
                "words-de.properties|{{month}}|{{moon}}|{{moon}}, which is unknown there. Its values are: ",
                "words-en.properties|password for {{service}} was|password for {{name}} was|{{name}}, which is unknown"
            })
    void aPlaceholderThatDoesNotExist(String file, String words, String others, String reason) {
        files.writeStandard(file, words, others);

        refused(file, reason);
    }

    @Test
    void aPhraseThatSaysWhatThisMailDoesNotKnow() {
        files.writeStandard("password-changed.txt", "{{footer}}", "{{reset-link.validity}}");

        refused("reset-link.validity", "{{expires}}, which is unknown there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"link.class", "this", ".", "-index", "greeting.length", "link.toString", "entrySet", "getClass"})
    void anythingThatLooksIntoAValue(String name) {
        files.writeStandard("reset-link.txt", "{{link}}", "{{link}}\n{{" + name + "}}");

        refused("reset-link.txt", "{{" + name + "}}, which is neither");
    }

    @ParameterizedTest
    @ValueSource(strings = {"link", "service", "greeting", "nonsense", "hasPassword", "this"})
    void aSectionOverAnythingThatIsNotTrueOrFalse(String name) {
        files.writeStandard("reset-link.txt", "{{link}}", "{{link}}\n{{#" + name + "}}x{{/" + name + "}}");

        refused("reset-link.txt", "the section {{#" + name + "}}", "hasAddress, hasCancelLink, hasContact, hasName");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p title={{name}}>x</p>",
                "<p title = {{name}}>x</p>",
                "<style>.x { color: {{name}} }</style>",
                "<script>x('{{name}}')</script>",
                "<p onclick=\"x('{{name}}')\">x</p>"
            })
    void aValueWhereEscapingDoesNotHelp(String place) {
        files.writeStandard("reset-link.html", "{{reset-link.intro}}", place);

        refused("reset-link.html", "where escaping does not help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{{link}}}", "{{&link}}", "{{ & link}}"})
    void aValueThatIsNotEscaped(String value) {
        files.writeStandard("reset-link.html", "{{reset-link.intro}}", value);

        refused("reset-link.html", "write {{name}}");
    }

    @Test
    void otherBraces() {
        files.writeStandard("reset-link.html", "{{reset-link.intro}}", "{{=<% %>=}}<%& link %>");

        refused("reset-link.html", "changes the braces");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{>/etc/passwd}}",
                "{{>../secret.html}}",
                "{{>reset-link.html}}",
                "{{>layout.html}}",
                "{{<../layout.html}}{{/../layout.html}}"
            })
    void aFileThatIsIncluded(String include) {
        files.writeStandard("reset-link.html", "{{reset-link.intro}}", include);
        refused("reset-link.html", "includes ", "layout.html");
        files.writeStandard("reset-link.html", "", "");
        files.writeStandard("reset-link.txt", "{{reset-link.intro}}", include);
        refused("reset-link.txt", "includes ", "layout.html");
        files.writeStandard("reset-link.txt", "", "");
        files.writeStandard("layout.html", "{{greeting}}", include);
        refused("layout.html", "includes ", "layout.html");
        files.writeStandard("layout.html", "", "");
        files.write("words-de.properties", "greeting=" + include);
        refused("The phrase greeting in", "words-de.properties", "includes ");
    }

    @Test
    void aLayoutMadeFromItself() {
        files.write("layout.html", "{{<layout.html}}{{$content}}{{/content}}{{/layout.html}}");

        refused("layout.html", "includes layout.html");
    }

    @Test
    void aBlockThatTheLayoutHasNot() {
        files.writeStandard("password-changed.html", "{{$content}}", "{{$contnet}}{{/contnet}}{{$content}}");

        refused("password-changed.html", "{{$contnet}}", "content, preheader, title");
    }

    @ParameterizedTest
    @CsvSource({
        "reset-link.txt, {{/hasContact}}, '', Section missing close tag",
        "words-en.properties, {{/hasName}}, '', The phrase greeting in",
        "layout.html, {{/content}}, {{/contents}}, cannot be read as Mustache"
    })
    void whatCannotBeReadAsMustache(String file, String words, String others, String reason) {
        files.writeStandard(file, words, others);

        refused(file, reason);
    }

    @Test
    void missingPhrasesOfANewLanguageAllAtOnce() {
        files.write("words-cs.properties", "direction=ltr\nminutes.one=1 minutu\nminutes.other={{n}} minut\n");

        refused("Add to words-cs.properties", "footer, footer.contact", "minutes.few", "reset-link.title", "moment");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minutes.few={{n}} Minuten|minutes.few|Its forms are one, other",
                "months=Januar,Februar|The phrase months in|twelve months",
                "direction=rechts|The phrase direction in|ltr or rtl",
                "months={{month}}|The phrase months in|{{month}}, which is unknown there. It has no values.",
                "direction={{align}}|The phrase direction in|{{align}}, which is unknown there. It has no values.",
                "gap={{n}}|The phrase gap in|{{n}}, which is unknown there. It has no values.",
                "program.known={{service}}|The phrase program.known in|{{service}}, which is unknown there",
                "program.unknown={{browser}}|The phrase program.unknown in|It has no values.",
                "minutes.other={{minutes}}|The phrase minutes.other in|Its values are: n.",
                "moment={{day}}. {{month}} {{year}}|The phrase moment in|has to say",
                "greting=Moin|The phrase greting in|used by no template",
                "greeting=Moin\\ngreeting=Servus|words-de.properties|there twice",
                "greeting=\\\\uXYZW|words-de.properties|cannot be read as phrases",
                "reset-link.subject=|The phrase reset-link.subject in|has to be one line",
                "reset-link.subject=Neu\\\\nBcc: a@b.example|The phrase reset-link.subject in|has to be one line"
            })
    void aPhraseThatCannotBeRight(String phrases, String file, String reason) {
        files.write(
                "words-de.properties",
                phrases.replace("\\n", "\n").replace("\\\n", "\\n").replace("\\\\", "\\"));

        refused(file, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "{{#hasContact}}{{link}}{{/hasContact}}",
                "{{^hasContact}}{{link}}{{/hasContact}}",
                "{{#hasName}}{{^hasAddress}}{{/hasAddress}}{{/hasName}}{{^hasName}}{{link}}{{/hasName}}",
                "{{#hasName}}{{#hasContact}}{{link}}{{/hasContact}}{{/hasName}}"
                        + "{{#hasName}}{{^hasContact}}{{link}}{{/hasContact}}{{/hasName}}",
                "<!-- {{! {{link}} }} -->"
            })
    void aLinkThatIsNotThereWhateverElseIsThereOrIsNot(String instead) {
        files.writeStandard("reset-link.txt", "{{link}}", instead);
        refused("reset-link.txt", "has to show {{link}}, on a line of its own");

        files.writeStandard("reset-link.txt", "{{link}}", "{{link}}");
        files.writeStandard("reset-link.html", "{{link}}", instead);
        refused("reset-link.html", "has to show {{link}}, as <a href");
    }

    @Test
    void aLinkThatIsLostInOneCombinationOfMany() {
        String any = "{{^hasName}}\n{{link}}\n{{/hasName}}{{^hasAddress}}\n{{link}}\n{{/hasAddress}}"
                + "{{^hasContact}}\n{{link}}\n{{/hasContact}}{{^hasCancelLink}}\n{{link}}\n{{/hasCancelLink}}";
        files.writeStandard("reset-link.txt", "{{link}}", any);
        refused("it does not with hasAddress, hasCancelLink, hasContact, hasName.");

        String neitherNorBoth =
                "{{^hasName}}{{link}}{{/hasName}}{{#hasName}}{{#hasContact}}{{link}}{{/hasContact}}{{/hasName}}";
        files.writeStandard("reset-link.txt", "{{link}}", neitherNorBoth);
        refused("it does not with hasName.");
    }

    @Test
    void withTheReasonWhyTheLinkWasNotThere() {
        files.writeStandard("reset-link.txt", "{{link}}", "{{#hasName}}{{link}}{{/hasName}}");
        refused("reset-link.txt", "it does not without anything else.");

        files.writeStandard("reset-link.txt", "{{link}}", "{{^hasName}}{{link}}{{/hasName}}");
        refused("reset-link.txt", "it does not with ", "hasName");
    }

    @Test
    void aLinkThatTouchesOtherWords() {
        files.writeStandard("reset-link.txt", "{{link}}", "({{link}}).");

        refused("reset-link.txt", "on a line of its own");
    }

    @Test
    void anEmptyTemplate() {
        files.write("password-changed.txt", " \n");

        refused("password-changed.txt", "is empty");

        files.writeStandard("password-changed.txt", "{{footer}}", "{{footer}}");
        files.write("password-changed.html", "{{! nothing }}\n");
        refused("password-changed.html", "is empty");
    }

    private void refused(String... reasons) {
        files.refused(() -> MailTemplates.inFolder(folder), reasons);
    }
}
