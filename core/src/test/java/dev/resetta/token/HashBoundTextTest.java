package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one spelling of a hash-bound token. */
class HashBoundTextTest {
    private static final String NONCE = "A".repeat(22);
    private static final String SIGNATURE = "A".repeat(43);
    private static final byte[] SIGNED = new byte[32];

    @Test
    void whatWasWrittenIsRead() {
        HashBoundText unsigned = HashBoundText.of("k-1", "account-17", 1234567890123L, NONCE);

        HashBoundText read = HashBoundText.parse(unsigned.signed(SIGNED)).orElseThrow();

        assertThat(read.keyId()).isEqualTo("k-1");
        assertThat(read.accountId()).isEqualTo("account-17");
        assertThat(read.expiresAt()).isEqualTo(1234567890123L);
        assertThat(read.nonce()).isEqualTo(NONCE);
        assertThat(read.signature()).isEqualTo(SIGNED);
        assertThat(read).hasToString("HashBoundText");
    }

    @Test
    void theLongestTokenFits() {
        String id = "x".repeat(128);
        String text =
                HashBoundText.of("k".repeat(32), id, 99_999_999_999_999L, NONCE).signed(SIGNED);

        assertThat(text).hasSizeLessThanOrEqualTo(300);
        assertThat(HashBoundText.parse(text)).map(HashBoundText::accountId).hasValue(id);
    }

    /** Whatever is taken is written back letter for letter, so nothing has two spellings. */
    @Test
    void ofAllTextsOneLetterAwayOnlyThoseAreTakenThatComeBack() {
        String text =
                HashBoundText.of("k-1", "account-é", 1234567890123L, NONCE).signed(SIGNED);
        int taken = 0;
        for (int place = 0; place < text.length(); place++) {
            for (char c = 0; c <= 128; c++) {
                String other = text.substring(0, place) + c + text.substring(place + 1);
                HashBoundText read = HashBoundText.parse(other).orElse(null);
                if (read != null) {
                    taken++;
                    assertThat(HashBoundText.of(read.keyId(), read.accountId(), read.expiresAt(), read.nonce())
                                    .signed(read.signature()))
                            .isEqualTo(other);
                }
            }
        }
        assertThat(taken).isGreaterThan(text.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ".....",
                "h1",
                "h2.k.YQ.1." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "H1.k.YQ.1." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "h1..YQ.1." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "h1.k..1." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "h1.k.YQ.." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "h1.k.YQ.01." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "h1.k.YQ.+1." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "h1.k.YQ.-1." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "h1.k.YQ.١." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "h1.k.YQ.123456789012345." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "h1.k.YR.1." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "h1.k.YQ.1." + "AAAAAAAAAAAAAAAAAAAAAB.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "h1.k.YQ.1." + "AAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "h1.k.YQ.1." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
                "h1.k.YQ.1." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.",
                "h1.k.YQ.1." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ",
                ".h1.k.YQ.1." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "h1.k!.YQ.1." + "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsSpelledOtherwiseIsRefused(String text) {
        assertThat(HashBoundText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "cn=ada",
                "a b",
                "a\tb",
                "a\nb",
                "a\0b",
                "a\u2028b",
                "a\u00a0b",
                "a\u0085b",
                " "
            })
    void idsThatAreNotOpaqueAreRefused(String id) {
        assertThatThrownBy(() -> HashBoundText.of("k", id, 1, NONCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("opaque");
        assertThat(HashBoundText.parse(text(id.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void idsThatAreTooLongOrNotUnicodeAreRefused() {
        assertThatThrownBy(() -> HashBoundText.of("k", "é".repeat(65), 1, NONCE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(HashBoundText.parse(text(new byte[] {(byte) 0xff}))).isEmpty();
        assertThat(HashBoundText.parse(text(new byte[] {(byte) 0xc1, (byte) 0x81})))
                .isEmpty();
        assertThat(HashBoundText.parse(text("é".getBytes(StandardCharsets.UTF_8))))
                .isPresent();
    }

    @Test
    void zeroIsAnExpiry() {
        assertThat(HashBoundText.parse("h1.k.YQ.0." + NONCE + "." + SIGNATURE))
                .map(HashBoundText::expiresAt)
                .hasValue(0L);
    }

    private static String text(byte[] accountId) {
        return "h1.k." + Base64Url.encode(accountId) + ".1." + NONCE + "." + SIGNATURE;
    }
}
