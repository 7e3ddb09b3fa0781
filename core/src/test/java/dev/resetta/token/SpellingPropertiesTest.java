package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.Mutations;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What was written comes back, and what is spelled otherwise is nothing, or something else. */
class SpellingPropertiesTest {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Property(seed = "2030")
    void everyArrayOfBytesComesBack(@ForAll byte[] bytes) {
        assertThat(Base64Url.decode(Base64Url.encode(bytes))).hasValue(bytes);
    }

    @Property(seed = "2030")
    void whatIsTakenForBytesIsTheirOnlySpelling(@ForAll("nearlyBase64") String text) {
        Base64Url.decode(text)
                .ifPresent(bytes -> assertThat(Base64Url.encode(bytes)).isEqualTo(text));
    }

    @Property(seed = "2030")
    void otherTextIsNeverTheSameBytes(@ForAll byte[] bytes, @ForAll("mutations") UnaryOperator<String> mutation) {
        String text = Base64Url.encode(bytes);
        String mutated = mutation.apply(text);

        assertThat(Base64Url.decode(mutated).filter(decoded -> Arrays.equals(decoded, bytes)))
                .matches(same -> same.isEmpty() || mutated.equals(text));
    }

    @Property(seed = "2030")
    void aHashBoundTokenComesBack(@ForAll("hashBoundTokens") Signed token) {
        assertThat(token.text()).hasSizeLessThanOrEqualTo(HashBoundText.LONGEST);

        HashBoundText read = HashBoundText.parse(token.text()).orElseThrow();
        assertThat(read.keyId()).isEqualTo(token.unsigned().keyId());
        assertThat(read.accountId()).isEqualTo(token.unsigned().accountId());
        assertThat(read.expiresAt()).isEqualTo(token.unsigned().expiresAt());
        assertThat(read.nonce()).isEqualTo(token.unsigned().nonce());
        assertThat(Base64Url.encode(read.signature())).isEqualTo(token.signature());
    }

    /** One that is read says again what it was read from, so two spellings are two tokens. */
    @Property(seed = "2030")
    void aChangedHashBoundTokenIsNoneOrAnother(
            @ForAll("hashBoundTokens") Signed token, @ForAll("mutations") UnaryOperator<String> mutation) {
        String mutated = mutation.apply(token.text());

        HashBoundText.parse(mutated)
                .ifPresent(other -> assertThat(other.signed(other.signature())).isEqualTo(mutated));
    }

    @Property(seed = "2030")
    void aCancelTokenComesBackAndAChangedOneIsNoneOrAnother(
            @ForAll @Size(32) byte[] token, @ForAll("mutations") UnaryOperator<String> mutation) {
        CancelToken cancel = CancelToken.of(token);
        String mutated = mutation.apply(cancel.text());

        assertThat(CancelToken.parse(cancel.text())).hasValue(cancel);
        assertThat(CancelToken.parse(mutated)
                        .filter(other -> other.tokenDigest().equals(cancel.tokenDigest())
                                && other.secretDigest().equals(cancel.secretDigest())))
                .matches(same -> same.isEmpty() || mutated.equals(cancel.text()));
    }

    @Provide
    Arbitrary<UnaryOperator<String>> mutations() {
        return Mutations.any();
    }

    @Provide
    Arbitrary<String> nearlyBase64() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars(LETTERS).ofMaxLength(90),
                Arbitraries.strings().withChars(LETTERS + "=+/ \n.\u00e4").ofMaxLength(8),
                Arbitraries.strings());
    }

    @Provide
    Arbitrary<Signed> hashBoundTokens() {
        Arbitrary<String> keyIds =
                Arbitraries.strings().withChars(LETTERS).ofMinLength(1).ofMaxLength(32);
        Arbitrary<String> accountIds = Arbitraries.strings()
                .withCharRange('!', '~')
                .withChars("\u00e4\u4e2d")
                .excludeChars('@', '=')
                .ofMinLength(1)
                .ofMaxLength(42);
        Arbitrary<Long> expiries = Arbitraries.longs().between(0, 99_999_999_999_999L);
        return Combinators.combine(keyIds, accountIds, expiries, base64Of(16), base64Of(32))
                .as((keyId, accountId, expiry, nonce, signature) ->
                        new Signed(HashBoundText.of(keyId, accountId, expiry, nonce), signature));
    }

    private static Arbitrary<String> base64Of(int bytes) {
        return Arbitraries.bytes().array(byte[].class).ofSize(bytes).map(Base64Url::encode);
    }

    private record Signed(HashBoundText unsigned, String signature) {
        String text() {
            return unsigned.signed(Base64Url.decode(signature).orElseThrow());
        }
    }
}
