package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One spelling for each token, keys by id. */
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

    /** The JDK's encoder is the judge: a text is taken if, and only if, it is what the decoded bytes encode to. */
    @Test
    void ofAllTextsOnlyThoseAreTakenThatComeBack() {
        Random random = new Random(17);
        String letters = "AQgw_-09azEIMUYcko+/=. \n\0\u00e9\u0141";
        int taken = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(7);
            while (text.length() < length) {
                // Letters that are none are rare, or hardly any text would get to the end.
                int range = random.nextInt(8) == 0 ? letters.length() : 18;
                text.append(letters.charAt(random.nextInt(range)));
            }
            byte[] bytes = Base64Url.decode(text.toString()).orElse(null);
            assertThat(bytes != null).as("'%s'", text).isEqualTo(isSpelling(text.toString()));
            assertThat(Base64Url.isSpelling("=" + text + "=", 1, 1 + length)).isEqualTo(bytes != null);
            if (bytes != null) {
                taken++;
                assertThat(Base64Url.encode(bytes)).isEqualTo(text.toString());
                assertThat(Base64Url.decode("=" + text + "=", 1, 1 + length)).isEqualTo(bytes);
            }
        }
        assertThat(taken).isBetween(20_000, 180_000);
    }

    private static boolean isSpelling(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
        } catch (IllegalArgumentException otherLetters) {
            return false;
        }
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
        assertThat(cancel).hasToString("CancelToken[" + cancel.tokenDigest().substring(0, 16) + "]");
        assertThat(cancel.secretDigest()).matches("[0-9a-f]{64}").isNotEqualTo(cancel.tokenDigest());
    }

    @Test
    void keysAreFoundByIdAndEachUseHasItsOwn() {
        SigningKeys keys = SigningKeys.of("new", key(1)).accepting("old", key(2));

        assertThat(keys.currentId()).isEqualTo("new");
        String current = digest(keys.currentSubkey("a"));
        assertThat(digest(keys.subkey("new", "a").orElseThrow())).isEqualTo(current);
        assertThat(digest(keys.subkey("old", "a").orElseThrow())).isNotEqualTo(current);
        assertThat(digest(keys.subkey("new", "b").orElseThrow())).isNotEqualTo(current);
        assertThat(keys.subkey("NEW", "a")).isEmpty();
        assertThat(digest(HmacKey.of(key(1)))).isNotEqualTo(current);
    }

    @Test
    void aSubkeyIsTheSameHoweverManyUsesThereAre() {
        SigningKeys keys = SigningKeys.of("k", key(1));
        String before = digest(keys.currentSubkey("a"));
        List<String> uses = IntStream.range(0, 1000)
                .mapToObj(use -> keys.digest("use " + use, new byte[0]))
                .toList();

        assertThat(uses).doesNotHaveDuplicates();
        assertThat(keys.digest("use 999", new byte[0])).isEqualTo(uses.get(999));
        assertThat(digest(keys.currentSubkey("a"))).isEqualTo(before);
        assertThat(before).isEqualTo(digest(HmacKey.of(Hmac.of(key(1)).with("a").digest())));
    }

    /** To derive one costs as much as a digest, and an application that makes up uses is not to fill the memory. */
    @Test
    void theFirst256SubkeysAreRemembered() {
        SigningKeys keys = SigningKeys.of("k", key(1));
        List<HmacKey> first = IntStream.rangeClosed(1, 257)
                .mapToObj(use -> keys.currentSubkey("use " + use))
                .toList();

        assertThat(keys.currentSubkey("use 1")).isSameAs(first.get(0));
        assertThat(keys.currentSubkey("use 256")).isSameAs(first.get(255));
        assertThat(keys.currentSubkey("use 257")).isNotSameAs(first.get(256));
    }

    @Test
    void keysAndSealsTellIdsOnly() {
        SigningKeys keys = SigningKeys.of("new", key(1)).accepting("old", key(2));

        assertThat(keys.toString())
                .startsWith("SigningKeys[current=new, accepted=[")
                .contains("old");
        assertThat(new StoredSeals(keys)).hasToString("StoredSeals[new]");
        assertThat(new StoredSeals(null)).hasToString("StoredSeals[]");
    }

    @Test
    void aLinkIsNamedByTheFirstSixteenDigitsOfItsDigest() {
        byte[] digest = Secrets.sha256(KEY);

        assertThat(StoredToken.linkIdOf(digest))
                .isEqualTo(StoredToken.linkIdOf(Secrets.hex(digest)))
                .matches("[0-9a-f]{16}");
    }

    @Test
    void aMarkIsRandomAndLooksLikeASeal() {
        Secrets secrets = new Secrets(new SecureRandom());

        assertThat(secrets.mark()).matches("[0-9a-f]{64}").isNotEqualTo(secrets.mark());
        assertThat(secrets.bytes(16)).hasSize(16).isNotEqualTo(new byte[16]);
        assertThat(Secrets.equal("seal", "seal")).isTrue();
        assertThat(Secrets.equal("seal", "Seal")).isFalse();
    }

    @Test
    void aKeyIsCopied() {
        byte[] key = key(1);
        SigningKeys keys = SigningKeys.of("k", key);
        Arrays.fill(key, (byte) 9);

        assertThat(digest(keys.currentSubkey("a")))
                .isEqualTo(digest(SigningKeys.of("k", key(1)).currentSubkey("a")));
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

    private static String digest(HmacKey key) {
        return Secrets.hex(key.start().with("a").digest());
    }

    private static byte[] key(int number) {
        byte[] key = new byte[32];
        key[31] = (byte) number;
        return key;
    }
}
