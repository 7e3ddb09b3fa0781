package dev.resetta.mail;

import static dev.resetta.mail.Notices.CANCEL_LINK;
import static dev.resetta.mail.Notices.LINK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.Notice;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What mails say, and that nothing a stranger or an account put in can change it. */
class MailWordsTest {
    private static final MailWriter WRITER =
            new MailWriter(MailTemplates.standard(), "Shop", null, Locale.ENGLISH, ZoneOffset.UTC);
    private static final String PLANTED = "Call 555-PLANTED now at evil.example";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>Bob</b><script>alert(1)</script>",
                "Bob\r\nBcc - evil",
                "{{link}}",
                "{{{cancelLink}}}",
                "{{#hasContact}}x{{/hasContact}}",
                "Bob \u202eevil\u202c",
                "Bob\u2066\u2069\u200f\u200b\u0000",
                "&lt;a&gt;\" onmouseover=\"x",
                "Bob' style='x",
                "\ud83d",
                "</td></table>"
            })
    void aStrangeNameLeavesTheMailUnharmed(String name) {
        Received mail = received(Notices.resetLinkFor(name));

        assertThat(mail.text().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).startsWith("Hello").endsWith(","));
        assertThat(mail.textLinks()).containsExactly(LINK, CANCEL_LINK);
        assertThat(mail.htmlLinks()).containsExactly(LINK, LINK, CANCEL_LINK);
        assertThat(mail.text() + mail.html()).doesNotContainPattern("[\\p{Cf}\\p{Cs}\\u0000]");
        assertThat(withoutGreeting(mail.html()))
                .isEqualTo(
                        withoutGreeting(received(Notices.resetLinkFor("Alice")).html()));
        assertThat(mail.html()).doesNotContain("<b>", "<script", "style='x", "\" onmouseover");
    }

    @Test
    void aNameIsShownAsText() {
        assertThat(received(Notices.resetLinkFor("<i>Bob</i> & {{link}}")).html())
                .contains("Hello &lt;i&gt;Bob&lt;/i&gt; &amp; {{link}},");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/x",
                "evil.example",
                "www evil",
                "e\u200bvil.exa\u200bmple",
                "cafe\u0301.com",
                "i\u2764.ws",
                "win\u20ac.com",
                "\u3164",
                "\u2800\uFE0F",
                "evil\uFF0Eexample",
                "evil\u3002example",
                "bob@evil.example",
                "mailto:bob",
                "+1 900 555 0199",
                "john.doe",
                " ",
                "\u200b"
            })
    void aNameThatCouldBecomeALinkIsLeftOut(String name) {
        Received mail = received(Notices.resetLinkFor(name));

        assertThat(mail.text()).startsWith("Hello,\n");
        assertThat(mail.html()).contains(">Hello,<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Alice", "Dr. O'Hara-Smith Jr.", "J. R. R. Tolkien", "李小龍", "عمر", "Zoë", "alice2026"})
    void anOrdinaryNameIsShown(String name) {
        assertThat(received(Notices.resetLinkFor(name)).text()).startsWith("Hello " + name + ",\n");
    }

    @Test
    void aLongNameIsCut() {
        assertThat(received(Notices.resetLinkFor("x".repeat(5000))).text())
                .startsWith("Hello " + "x".repeat(64) + "…,\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0 @|Firefox on Windows",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 @|Firefox on Linux",
                "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0 @|Firefox on Android",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 FxiOS/145.0 Mobile/15E148"
                        + " Safari/605.1.15 @|Firefox on iPhone",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0"
                        + " Safari/537.36 @|Chrome on Windows",
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile"
                        + " Safari/537.36 @|Chrome on Android",
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0"
                        + " Safari/537.36 @|Chrome on ChromeOS",
                "Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 CriOS/142.0 Mobile/15E148"
                        + " Safari/604.1 @|Chrome on iPad",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1"
                        + " Safari/605.1.15 @|Safari on macOS",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148"
                        + " Safari/604.1 @|Safari on iPhone",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36"
                        + " Edg/142.0.0.0 @|Edge on Windows",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36"
                        + " OPR/125.0 @|Opera on Windows",
                "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/125.0.0.0"
                        + " Mobile Safari/537.36 @|Samsung Internet on Android",
                "curl/8.10.1 @|an unknown program",
                "@|an unknown program",
                "@ Firefox/1.0|an unknown program",
                "@ Windows|an unknown program",
                "<b>@</b> Firefox/1 Windows|Firefox on Windows",
                "{{link}} @ {{{cancelLink}}} Chrome/1 Linux|Chrome on Linux",
                "Firefox/\u202e@ Windows\u0000|Firefox on Windows",
                "FIREFOX/1 WINDOWS @|an unknown program"
            })
    void aUserAgentBecomesAWordFromAListAndNothingElseOfItIsShown(String userAgent, String words) {
        Received mail = received(Notices.resetLinkFrom(userAgent.replace("@", PLANTED)));

        assertThat(mail.text().replaceAll("\\s+", " ")).contains("at 14:05\u00a0UTC from " + words + " (203.0.113.7).");
        assertThat(mail.text() + mail.html())
                .doesNotContain("PLANTED", "evil", "AppleWebKit", "Mozilla", "curl")
                .isEqualToNormalizingWhitespace(withProgram(received(Notices.resetLink()), words)
                                .text()
                        + withProgram(received(Notices.resetLink()), words).html());
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, true",
        "2001:db8::7, true",
        "::1, true",
        "::ffff:203.0.113.7, true",
        "facade.de, false",
        "bad.cafe, false",
        "::facade.de, false",
        "1.2.3, false",
        "evil.example, false"
    })
    void onlyAnIpLiteralIsShownAsTheClientsAddress(String address, boolean shown) {
        Notice.ResetLink notice = Notices.resetLink();
        Received mail = received(new Notice.ResetLink(
                notice.to(),
                new Notice.Circumstances(Notices.AT, address, Notices.FIREFOX_ON_WINDOWS),
                LINK,
                CANCEL_LINK,
                notice.issuedAt(),
                notice.expiresAt()));

        assertThat(mail.text().contains("(" + address + ")")).isEqualTo(shown);
        assertThat(mail.html().contains(address)).isEqualTo(shown);
    }

    @Test
    void theTextPartStandsAloneInReadableLines() {
        String text = received(Notices.resetLink()).text();

        assertThat(text.lines().filter(line -> !line.startsWith("https://")))
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(72).doesNotContain("<", "{{"));
        assertThat(text).doesNotContain("\n\n\n");
    }

    @Test
    void aWrittenMailShowsNoLinkOfItself() {
        assertThat(WRITER.write(Notices.resetLink()).toString())
                .contains("Choose a new password for Shop")
                .doesNotContain("token");
    }

    private static Received received(Notice notice) {
        WrittenMail mail = WRITER.write(notice);
        return new Received(null, mail.text(), mail.html());
    }

    private static Received withProgram(Received mail, String words) {
        return new Received(
                null,
                mail.text().replaceAll("Firefox\\s+on\\s+Windows", words),
                mail.html().replace("Firefox on Windows", words));
    }

    private static String withoutGreeting(String html) {
        return html.replaceAll(">Hello[^<]*<", ">Hello<");
    }
}
