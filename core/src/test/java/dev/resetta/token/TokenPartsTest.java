package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One spelling for each token, one encoding for each list of fields, keys by id. */
class TokenPartsTest {
    private static final byte[] KEY = new byte[32];

    @Test
    void ofAllSpellingsOfBytesOneIsTaken() {
        byte[] sixteen = new byte[16];
        String text = Base64Url.encode(sixteen);
        String front = text.substring(0, text.length() - 1);
        List<String> spellings = IntStream.range(0, 128)
                .filter(Base64Url::isLetter)
                .mapToObj(c -> front + (char) c)
                .filter(spelling ->
                        Arrays.equals(sixteen, Base64.getUrlDecoder().decode(spelling)))
                .toList();

        assertThat(spellings).as("what the JDK takes").hasSize(16);
        assertThat(spellings)
                .filteredOn(spelling -> Base64Url.decode(spelling).isPresent())
                .containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA==", "AA=", "A", "AAAAA", "AA\n", " AA", "A+AA", "A/AA", "AB", "ÀAAA", "AAA\0"})
    void otherSpellingsAreRefused(String text) {
        assertThat(Base64Url.decode(text)).isEmpty();
    }

    @Test
    void everyLengthOfBytesComesBack() {
        for (int length = 0; length < 70; length++) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) (length * 7 + 3));
            assertThat(Base64Url.decode(Base64Url.encode(bytes))).hasValue(bytes);
        }
    }

    @Test
    void noTwoListsOfFieldsShareAnEncoding() {
        Set<String> digests = new HashSet<>();
        List<Hmac> lists = List.of(
                hmac(),
                hmac().with((String) null),
                hmac().with(""),
                hmac().with("").with(""),
                hmac().with((String) null).with(""),
                hmac().with("").with((String) null),
                hmac().with("ab").with("c"),
                hmac().with("a").with("bc"),
                hmac().with("abc"),
                hmac().with("abc").with(""),
                hmac().with("").with("abc"),
                hmac().with("\0"),
                hmac().with(0L),
                hmac().with(1L),
                hmac().with(new byte[3]),
                hmac().with("é"),
                hmac().with("e\u0301"),
                hmac().with("1").with(2L),
                hmac().with(1L).with("2"));

        lists.forEach(list -> digests.add(Secrets.hex(list.digest())));

        assertThat(digests).hasSameSizeAs(lists);
    }

    @Test
    void textThatIsNotUnicodeIsRefused() {
        assertThatThrownBy(() -> hmac().with("a\ud83d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unicode");
    }

    @Test
    void theEncodingStaysAsItIs() {
        byte[] key = "Jefe".getBytes(StandardCharsets.US_ASCII);

        // computed elsewhere: presence byte, four bytes of length, then the field; a lone zero for null
        assertThat(Secrets.hex(
                        Hmac.of(key).with("hi").with((String) null).with(7L).digest()))
                .isEqualTo("f373a391be68fa026099b15bda55f5ebac546f24287928ccd6e5e9b9a1c26ccc");
    }

    @Test
    void aDigestIsSha256() {
        assertThat(Secrets.digest("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aCancelTokenComesBackAndOnlyInItsOwnSpelling() {
        CancelToken cancel = CancelToken.of(KEY);

        assertThat(CancelToken.parse(cancel.text())).hasValue(cancel);
        assertThat(cancel.text()).hasSize(87).startsWith("c");
        assertThat(CancelToken.parse("C" + cancel.text().substring(1))).isEmpty();
        assertThat(CancelToken.parse(cancel.text() + "=")).isEmpty();
        assertThat(CancelToken.parse(cancel.text().substring(1))).isEmpty();
        assertThat(CancelToken.parse("")).isEmpty();
        assertThat(cancel.toString()).doesNotContain(cancel.text()).doesNotContain(cancel.secretDigest());
    }

    @Test
    void keysAreFoundByIdAndEachUseHasItsOwn() {
        SigningKeys keys = SigningKeys.of("new", key(1)).accepting("old", key(2));

        assertThat(keys.currentId()).isEqualTo("new");
        assertThat(keys.subkey("new", "a")).hasValue(keys.currentSubkey("a"));
        assertThat(keys.subkey("old", "a").orElseThrow()).isNotEqualTo(keys.currentSubkey("a"));
        assertThat(keys.subkey("new", "b").orElseThrow()).isNotEqualTo(keys.currentSubkey("a"));
        assertThat(keys.subkey("NEW", "a")).isEmpty();
        assertThat(keys.currentSubkey("a")).isNotEqualTo(key(1));
    }

    @Test
    void aKeyIsCopied() {
        byte[] key = key(1);
        SigningKeys keys = SigningKeys.of("k", key);
        byte[] before = keys.currentSubkey("a");
        Arrays.fill(key, (byte) 9);

        assertThat(keys.currentSubkey("a")).isEqualTo(before);
    }

    @Test
    void weakKeysAndUnfitIdsAreRefused() {
        assertThatThrownBy(() -> SigningKeys.of("k", new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("31 bytes")
                .hasMessageContaining("32");
        assertThatThrownBy(() -> SigningKeys.of("k", key(1)).accepting("k", key(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'k'");
        assertThatThrownBy(() -> SigningKeys.of("k", key(1)).accepting("l", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
        for (String id : List.of("", "a.b", "a b", "é", "x".repeat(33))) {
            assertThatThrownBy(() -> SigningKeys.of(id, key(1))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(SigningKeys.of("x".repeat(32), key(1)).currentId()).hasSize(32);
    }

    private static Hmac hmac() {
        return Hmac.of(KEY);
    }

    private static byte[] key(int number) {
        byte[] key = new byte[32];
        key[31] = (byte) number;
        return key;
    }
}
