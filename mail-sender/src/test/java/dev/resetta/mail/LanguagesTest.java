package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The languages that come with this library: complete, alike, and typeset as their readers expect it. */
class LanguagesTest {
    private static final Set<String> MAY_BE_AS_IN_ENGLISH = Set.of("direction", "gap");
    private static final String PLACEHOLDER = "\\{\\{[^}]*}}";

    static Stream<String> otherLanguages() {
        return Words.otherLanguages();
    }

    @Test
    void thereAreFourteenLanguages() {
        assertThat(MailTemplates.standard().languages())
                .containsExactly("en", "de", "fr", "es", "it", "pt", "nl", "pl", "uk", "tr", "ar", "he", "zh", "ja");
    }

    @ParameterizedTest
    @MethodSource("otherLanguages")
    void everyLanguageHasEveryPhraseWithTheSamePlaceholders(String language) {
        Set<String> keys = phrases("en");

        assertThat(phrases(language)).isEqualTo(keys);
        assertThat(keys)
                .allSatisfy(
                        key -> assertThat(Words.in(language).placeholders(key).names())
                                .isEqualTo(Words.in("en").placeholders(key).names()));
    }

    @ParameterizedTest
    @MethodSource("otherLanguages")
    void noPhraseIsLeftInEnglish(String language) {
        Map<String, String> english = sources("en");
        Map<String, String> words = sources(language);

        assertThat(words.keySet())
                .filteredOn(key -> !MAY_BE_AS_IN_ENGLISH.contains(key) && !DurationUnit.isKey(key))
                .allSatisfy(key -> assertThat(words.get(key)).isNotEqualTo(english.get(key)));
    }

    @ParameterizedTest
    @MethodSource("otherLanguages")
    void quotesAndDashesAreTypographic(String language) {
        assertThat(sources(language).values())
                .allSatisfy(words -> assertThat(words).doesNotContain("\"", "'", "...", " - "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|“forgot your password?”",
                "de|„Passwort vergessen?“",
                "fr|« Mot de passe oublié ? »",
                "es|«¿Ha olvidado su contraseña?»",
                "it|«Password dimenticata?»",
                "pt|“Esqueceu a senha?”",
                "nl|‘Wachtwoord vergeten?’",
                "pl|„Nie pamiętasz hasła?”",
                "uk|«Забули пароль?»",
                "tr|“Şifrenizi mi unuttunuz?”",
                "ar|«هل نسيت كلمة المرور؟»",
                "he|”שכחת את הסיסמה?”",
                "zh|“忘记密码？”",
                "ja|「パスワードをお忘れですか？」"
            })
    void quotesAreThoseOfTheLanguage(String language, String quoted) {
        String expected = quoted.replaceAll("(?<=«) | (?=[?»])", "\u202f");
        assertThat(sources(language).get("password-changed.notYou")).contains(expected);
    }

    @Test
    void frenchPunctuationHasNarrowSpacesThatDoNotBreak() {
        assertThat(sources("fr").values())
                .allSatisfy(words -> assertThat(words.replaceAll(PLACEHOLDER, "x"))
                        .doesNotContainPattern("[^\\u202f][?!:;»]|«[^\\u202f]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "ja"})
    void chineseAndJapanesePunctuationIsFullWidth(String language) {
        Map<String, String> words = sources(language);
        words.remove("months");
        words.computeIfPresent("moment", (key, moment) -> moment.replace("}}:{{", ""));

        assertThat(words.values())
                .allSatisfy(phrase ->
                        assertThat(phrase.replaceAll(PLACEHOLDER, "x")).doesNotContainPattern("[,.;:?!()]"));
    }

    @Test
    void arabicPunctuationIsArabic() {
        Map<String, String> words = sources("ar");
        words.remove("months");

        assertThat(words.values())
                .allSatisfy(phrase ->
                        assertThat(phrase.replaceAll(PLACEHOLDER, "x")).doesNotContainPattern("[,;?]"));
    }

    @ParameterizedTest
    @MethodSource("otherLanguages")
    void digitsAreThoseThatCanBeCopied(String language) {
        assertThat(Words.in(language).moment(Notices.AT, ZoneOffset.UTC)).doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
    }

    @ParameterizedTest
    @CsvSource({
        "de-AT, de",
        "pt-BR, pt",
        "fr-CA, fr",
        "zh-TW, zh",
        "zh-Hant-HK, zh",
        "ar-EG-u-nu-arab, ar",
        "he-IL, he",
        "iw, he",
        "iw-IL, he",
        "nb, en",
        "tlh, en",
        "und, en"
    })
    void theNearestLanguageIsSpokenElseTheDefault(String wanted, String spoken) {
        MailWriter writer = new MailWriter(MailTemplates.standard(), "Shop", null, Locale.ENGLISH, ZoneOffset.UTC);

        assertThat(writer.write(Notices.resetLinkIn(Locale.forLanguageTag(wanted)))
                        .language())
                .isEqualTo(spoken);
    }

    @Test
    void theOldCodeOfHebrewIsUnderstood() {
        assertThat(MailTemplates.standard()
                        .speaking(new Locale.Builder().setLanguage("iw").build()))
                .hasValueSatisfying(
                        mails -> assertThat(mails.words().language()).isEqualTo("he"));
    }

    @ParameterizedTest
    @MethodSource("otherLanguages")
    void anUnknownProgramIsSaidInTheLanguage(String language) {
        assertThat(Words.in(language).program("curl/8.10.1"))
                .isNotEqualTo(Words.in("en").program(null))
                .doesNotContain("{{", "curl");
    }

    /** All keys but those of durations, of which each language has its own. */
    private static Set<String> phrases(String language) {
        Set<String> keys = new TreeSet<>(Words.in(language).keys());
        keys.removeIf(DurationUnit::isKey);
        return keys;
    }

    private static Map<String, String> sources(String language) {
        return TemplateSources.onClassPath(MailTemplates.class, "standard", List.of(language))
                .get(Phrases.name(language))
                .properties();
    }
}
