package dev.resetta.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class Argon2FuzzTest {
    /** What is computed here, so that fuzzing gets on: one pass over 64 KiB, or less memory more often. */
    private static final int MOST_WORK_KIB = 64;

    private final Argon2id hasher = Argon2id.recommended();

    @FuzzTest
    void anyStoredTextVerifiesOrNotAndItsCostHasABound(FuzzedDataProvider data) {
        String stored = data.consumeRemainingAsString();
        Argon2Hash hash = Argon2Hash.parse(stored).orElse(null);

        if (hash == null) {
            assertThat(hasher.needsRehash(stored)).isTrue();
            assertThat(hasher.verify("password", stored)).isFalse();
            return;
        }
        assertThat(hash.toPhc()).isEqualTo(stored);
        assertThat(hash.memoryKib()).isBetween(1, 4 * 1024 * 1024);
        assertThat(hash.iterations()).isBetween(1, 100);
        assertThat(hash.parallelism()).isBetween(1, 16);
        if ((long) hash.memoryKib() * hash.iterations() <= MOST_WORK_KIB) {
            assertThat(hasher.verify("none has this password", stored)).isFalse();
        }
    }
}
