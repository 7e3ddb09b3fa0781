package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines of the text part. */
class ParagraphsTest {
    private static final int COLUMNS = 72;

    @Test
    void longLinesAreBrokenAtSpaces() {
        assertThat(Paragraphs.wrap("word ".repeat(30)).lines())
                .hasSize(3)
                .allSatisfy(line ->
                        assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS).matches("word( word)*"));
    }

    @Test
    void aLineIsBrokenFromTheFirstColumnTooMany() {
        String full = "x".repeat(35) + " " + "x".repeat(36);

        assertThat(Paragraphs.wrap(full)).isEqualTo(full + "\n");
        assertThat(Paragraphs.wrap(full + "x")).isEqualTo(full.replace(' ', '\n') + "x\n");
        assertThat(Paragraphs.wrap(full + " y")).isEqualTo(full + "\ny\n");
        assertThat(Paragraphs.wrap("\u5bc6".repeat(36))).isEqualTo("\u5bc6".repeat(36) + "\n");
        assertThat(Paragraphs.wrap("\u5bc6".repeat(37))).isEqualTo("\u5bc6".repeat(36) + "\n\u5bc6\n");
        assertThat(Paragraphs.wrap("\ud83d\ude00 ".repeat(24).strip()).lines())
                .as("two columns each")
                .hasSize(1);
        assertThat(Paragraphs.wrap("\ud83d\ude00 ".repeat(24) + "xx").lines()).hasSize(2);
    }

    @Test
    void severalEmptyLinesAreOneAndNoneIsAtTheEnds() {
        assertThat(Paragraphs.wrap("\n \n a  \n\n \n\nb\nc\n\n")).isEqualTo("a\n\nb\nc\n");
    }

    @Test
    void whatHasNoSpaceStaysWhole() {
        String link = "https://shop.example.com/" + "x-".repeat(100);

        assertThat(Paragraphs.wrap("See\n\n" + link)).isEqualTo("See\n\n" + link + "\n");
    }

    @Test
    void chineseAndJapaneseAreBrokenBetweenCharactersAndNeverBeforeAStop() {
        String text = Paragraphs.wrap("パスワードは、新しいものにしてください。".repeat(9));

        assertThat(text.replace("\n", "")).isEqualTo("パスワードは、新しいものにしてください。".repeat(9));
        assertThat(text.lines())
                .allSatisfy(line ->
                        assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS / 2).doesNotMatch("[、。].*"));
    }

    @Test
    void aLatinNameWithinChineseStaysWhole() {
        assertThat(Paragraphs.wrap("密码".repeat(17) + " help@shop-of-shops.example " + "密码".repeat(9))
                        .lines())
                .anyMatch(line -> line.contains("help@shop-of-shops.example"));
    }

    @Test
    void anIsolateThatIsBrokenEndsWithItsLineAndBeginsAgain() {
        assertThat(Paragraphs.wrap("\u2068" + "word ".repeat(20).strip() + "\u2069.")
                        .lines())
                .containsExactly(
                        "\u2068" + "word ".repeat(14).strip() + "\u2069",
                        "\u2068" + "word ".repeat(6).strip() + "\u2069.");
    }
}
