package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A digest has one spelling, and a column its bytes. */
class DigestTest {
    private static final String EVERY_DIGIT = "0123456789abcdef".repeat(4);

    @Test
    void everyDigitIsOne() {
        assertThat(Digest.isWellFormed(EVERY_DIGIT)).isTrue();
        assertThat(Digest.text(Digest.bytes(EVERY_DIGIT))).isEqualTo(EVERY_DIGIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", ":", "@", "A", "F", "`", "g", " ", "\uff11"})
    void nothingElseIs(String other) {
        String digest = EVERY_DIGIT.substring(1) + other;

        assertThat(Digest.isWellFormed(digest)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Digest.bytes(digest))
                .withMessageContaining("64")
                .withMessageNotContaining(digest);
    }

    @Test
    void oneOfAnotherLengthIsNone() {
        assertThat(Digest.isWellFormed(EVERY_DIGIT.substring(1))).isFalse();
        assertThat(Digest.isWellFormed(EVERY_DIGIT + "0")).isFalse();
        assertThat(Digest.isWellFormed("")).isFalse();
    }
}
