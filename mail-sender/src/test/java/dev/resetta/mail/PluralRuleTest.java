package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Forms of numbers, with the numbers that CLDR itself gives as examples. */
class PluralRuleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ja||||||0 1 2 5 11 100 1000",
                "en||1||||0 2 16 100 101 1000",
                "he||1|2|||0 3 17 20 101 102",
                "fr||0 1||||2 17 100 1000",
                "is||1 21 31 101||||0 2 11 16 100 111",
                "cs||1||2 3 4||0 5 19 22 100 102",
                "pl||1||2 3 4 22 34 102 1002|0 5 12 14 21 101 112|",
                "uk||1 21 31 101||2 3 4 22 34 102|0 5 11 12 19 100 111|",
                "sr||1 21 31 101||2 3 4 22 34 102||0 5 11 12 19 100",
                "sl||1 101 201|2 102|3 4 103 104||0 5 19 100 111",
                "lt||1 21 31 101||2 3 9 22 29 102||0 10 11 20 100 111",
                "lv|0 10 11 19 20 100|1 21 31 101||||2 9 22 29 102",
                "ro||1||0 2 16 101 119 1001||20 35 100 120 1000",
                "ar|0|1|2|3 10 103 110 1003|11 26 99 111 1011|100 101 102 200 1000"
            })
    void theRulesAreThoseOfCldr(
            String language, String zero, String one, String two, String few, String many, String other) {
        PluralRule rule = PluralRule.of(language);
        assertThat(numbers(zero)).allSatisfy(n -> assertThat(rule.form(n)).isEqualTo("zero"));
        assertThat(numbers(one)).allSatisfy(n -> assertThat(rule.form(n)).isEqualTo("one"));
        assertThat(numbers(two)).allSatisfy(n -> assertThat(rule.form(n)).isEqualTo("two"));
        assertThat(numbers(few)).allSatisfy(n -> assertThat(rule.form(n)).isEqualTo("few"));
        assertThat(numbers(many)).allSatisfy(n -> assertThat(rule.form(n)).isEqualTo("many"));
        assertThat(numbers(other)).allSatisfy(n -> assertThat(rule.form(n)).isEqualTo("other"));
    }

    @ParameterizedTest
    @EnumSource
    void aRuleHasExactlyTheFormsItYields(PluralRule rule) {
        assertThat(LongStream.rangeClosed(0, 1000).mapToObj(rule::form).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(rule.forms());
    }

    @Test
    void aLandOrScriptDoesNotChangeTheRule() {
        assertThat(PluralRule.of("pt-BR")).isEqualTo(PluralRule.of("pt"));
        assertThat(PluralRule.of("zh-Hant-TW")).isEqualTo(PluralRule.of("zh"));
    }

    @Test
    void aLanguageWithoutARuleTellsOneFromAllOthers() {
        assertThat(PluralRule.of("sv")).isEqualTo(PluralRule.ONE_AND_OTHER);
    }

    private static Stream<Long> numbers(String list) {
        return list == null ? Stream.empty() : Stream.of(list.split(" ")).map(Long::valueOf);
    }
}
