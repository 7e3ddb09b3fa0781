package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be shown of text that others chose. */
class PlainLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "2001:db8::7", "::1", "::", "::ffff:203.0.113.7"})
    void anIpLiteralIsOne(String text) {
        assertThat(PlainLine.isIpLiteral(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "facade.de", "bad.cafe", "::facade.de", "evil.example", "203.0.113.7 "})
    void nothingElseIs(String text) {
        assertThat(PlainLine.isIpLiteral(text)).isFalse();
    }

    @Test
    void aNameIsCutAfterSixtyFourCharactersHoweverManyUnitsTheyTake() {
        for (String letter : new String[] {"x", "\ud835\udd4f"}) {
            assertThat(PlainLine.nameToShow(letter.repeat(64))).isEqualTo(letter.repeat(64));
            assertThat(PlainLine.nameToShow(letter.repeat(65))).isEqualTo(letter.repeat(64) + "\u2026");
        }
    }
}
