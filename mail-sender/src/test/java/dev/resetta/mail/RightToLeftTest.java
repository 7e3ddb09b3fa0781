package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Latin names, addresses and links within Arabic and Hebrew. */
class RightToLeftTest {
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';
    private static final String CONTROLS = "[\\p{Cf}&&[^\\u2068\\u2069]]";

    @ParameterizedTest
    @ValueSource(strings = {"ar", "he"})
    void whatOthersChoseStandsApartFromTheSentence(String language) {
        WrittenMail mail = mail(language, "Northwind Books & Maps", "help@northwind.example or +49 30 1234567");

        assertThat(mail.text().replaceAll("\\s+", " "))
                .contains("\u2068Alice\u2069", "\u2068203.0.113.7\u2069", "\u2068Firefox\u2069", "\u2068Windows\u2069")
                .contains("\u2068help@northwind.example or +49 30 1234567\u2069");
        assertThat(mail.subject()).contains("\u2068Northwind Books & Maps\u2069");
        assertThat(mail.html())
                .contains("\u2068Northwind Books &amp; Maps\u2069")
                .contains("dir=\"rtl\"");
        assertThat(mail.text() + mail.html()).doesNotContainPattern(CONTROLS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "he"})
    void noIsolateIsOpenAtTheEndOfALine(String language) {
        WrittenMail mail =
                mail(language, "Northwind Books ".repeat(9).strip(), "help@northwind.example or by phone ".repeat(5));

        assertThat((mail.text() + mail.html()).lines())
                .allSatisfy(line -> assertThat(line.chars()
                                .filter(c -> c == FIRST_STRONG_ISOLATE)
                                .count())
                        .as(line)
                        .isEqualTo(line.chars().filter(c -> c == POP_ISOLATE).count()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "he"})
    void aLinkIsTheSameByteForByteOnALineOfItsOwn(String language) {
        WrittenMail mail = mail(language, "Shop", "help@shop.example");
        Received received = new Received(null, mail.text(), mail.html());

        assertThat(mail.text().lines()).containsOnlyOnce(Notices.LINK).containsOnlyOnce(Notices.CANCEL_LINK);
        assertThat(received.htmlLinks()).containsExactly(Notices.LINK, Notices.LINK, Notices.CANCEL_LINK);
        assertThat(mail.html()).contains(">" + Notices.LINK.replace("&", "&amp;") + "<");
    }

    @Test
    void linesBeginWhereTheLanguageBegins() {
        assertThat(align("ar")).isEqualTo("right");
        assertThat(align("he")).isEqualTo("right");
        assertThat(align("en")).isEqualTo("left");
    }

    private static String align(String language) {
        return MailTemplates.standard()
                .speaking(Locale.forLanguageTag(language))
                .orElseThrow()
                .words()
                .align();
    }

    @Test
    void mailsFromLeftToRightHoldNoInvisibleMark() {
        assertThat(Words.otherLanguages().filter(language -> !language.matches("ar|he")))
                .allSatisfy(language -> {
                    WrittenMail mail = mail(language, "Shop", "help@shop.example");
                    assertThat(mail.subject() + mail.text() + mail.html()).doesNotContainPattern("\\p{Cf}");
                });
    }

    private static WrittenMail mail(String language, String service, String contact) {
        return new MailWriter(MailTemplates.standard(), service, contact, Locale.ENGLISH, ZoneOffset.UTC)
                .write(Notices.resetLinkIn(Locale.forLanguageTag(language)));
    }
}
