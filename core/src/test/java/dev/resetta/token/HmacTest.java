package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.MacSpi;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One encoding for each list of fields, and the same digest whether a key is used once or again and again. */
class HmacTest {
    private static final byte[] KEY = new byte[32];

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

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 120, 122, 123, 124, 128, 500})
    void textThatIsNotUnicodeIsRefused(int place) {
        assertThatThrownBy(() -> hmac().with("x".repeat(place) + "\ud83d").digest())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unicode");
    }

    /** The encoding written down once more as simply as can be: whatever is gathered before it is digested changes nothing. */
    @Test
    void fieldsOfEveryLengthAreEncodedAlike() {
        for (int first = 0; first < 140; first++) {
            for (int second : new int[] {0, 1, 60, 122, 123, 124, 300}) {
                for (String letter : List.of("x", "\u0080", "é", "\ud83d\ude00")) {
                    String one = "x".repeat(first);
                    String other = letter.repeat(second);
                    assertThat(hmac().with(one)
                                    .with((String) null)
                                    .with(other)
                                    .with(-7L)
                                    .with(new byte[] {1, 2})
                                    .digest())
                            .isEqualTo(plainHmac(
                                    field(one.getBytes(StandardCharsets.UTF_8)),
                                    new byte[1],
                                    field(other.getBytes(StandardCharsets.UTF_8)),
                                    field(ByteBuffer.allocate(8).putLong(-7).array()),
                                    field(new byte[] {1, 2})));
                }
            }
        }
    }

    @Test
    void aKeyThatIsUsedAgainDigestsLikeOneThatIsUsedOnce() {
        HmacKey again = HmacKey.of(KEY);
        byte[] once = hmac().with("a").digest();

        Hmac begun = again.start().with("b");
        assertThat(again.start().with("a").digest()).isEqualTo(once);
        assertThat(begun.digest()).isEqualTo(hmac().with("b").digest()).isNotEqualTo(once);
        assertThat(again.start().with("a").digest()).isEqualTo(once);
        assertThat(again.toString()).isEqualTo("HmacKey");
    }

    @Test
    void manyThreadsUseOneKey() {
        HmacKey key = HmacKey.of(KEY);
        assertThat(IntStream.range(0, 10_000)
                        .parallel()
                        .allMatch(i -> Arrays.equals(
                                key.start().with("field " + i).digest(),
                                hmac().with("field " + i).digest())))
                .isTrue();
    }

    @Test
    void whereTheProviderCannotCopyEachDigestMakesItsOwn() throws Exception {
        SecretKeySpec spec = new SecretKeySpec(KEY, "HmacSHA256");
        HmacKey key = new HmacKey(
                spec, new MacThatCannotBeCopied(Mac.getInstance("HmacSHA256").getProvider()));

        assertThat(key.start().with("a").digest()).isEqualTo(hmac().with("a").digest());
    }

    @Test
    void theEncodingStaysAsItIs() {
        byte[] key = "Jefe".getBytes(StandardCharsets.US_ASCII);

        // computed elsewhere: presence byte, four bytes of length, then the field; a lone zero for null
        assertThat(Secrets.hex(
                        Hmac.of(key).with("hi").with((String) null).with(7L).digest()))
                .isEqualTo("f373a391be68fa026099b15bda55f5ebac546f24287928ccd6e5e9b9a1c26ccc");
    }

    private static Hmac hmac() {
        return Hmac.of(KEY);
    }

    private static byte[] field(byte[] content) {
        return ByteBuffer.allocate(1 + Integer.BYTES + content.length)
                .put((byte) 1)
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] plainHmac(byte[]... fields) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            for (byte[] field : fields) {
                mac.update(field);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Stands for those of security modules; what is not copied is not asked for anything, either. */
    private static final class MacThatCannotBeCopied extends Mac {
        MacThatCannotBeCopied(Provider provider) {
            super(new Keyless(), provider, "HmacSHA256");
        }

        private static final class Keyless extends MacSpi {
            @Override
            protected int engineGetMacLength() {
                throw new UnsupportedOperationException();
            }

            @Override
            protected void engineInit(Key key, AlgorithmParameterSpec parameters) {
                throw new UnsupportedOperationException();
            }

            @Override
            protected void engineUpdate(byte input) {
                throw new UnsupportedOperationException();
            }

            @Override
            protected void engineUpdate(byte[] input, int offset, int length) {
                throw new UnsupportedOperationException();
            }

            @Override
            protected byte[] engineDoFinal() {
                throw new UnsupportedOperationException();
            }

            @Override
            protected void engineReset() {
                throw new UnsupportedOperationException();
            }
        }
    }
}
