package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.resetta.password.PasswordHasher;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a {@link PasswordHasher} owes: hashes that the sign-in verifies, each with a salt of its own, of the whole password.
 *
 * <p>Extend it, and say how the application's sign-in compares:
 *
 * <pre>{@code
 * class EncoderTest extends PasswordHasherContract {
 *     private final PasswordEncoder encoder = new Argon2PasswordEncoder(...);
 *
 *     @Override
 *     protected PasswordHasher createHasher() {
 *         return encoder::encode;
 *     }
 *
 *     @Override
 *     protected boolean signsIn(String password, String hash) {
 *         return encoder.matches(password, hash);
 *     }
 * }
 * }</pre>
 */
@DisplayName("A password hasher")
public abstract class PasswordHasherContract {
    /** NIST SP 800-63B-4, section 3.1.1.2: at least 64 characters are permitted, and none is cut off. */
    private static final int LONG = 64;

    private static final int RUNNERS = 4;

    private PasswordHasher hasher = PasswordHasher.none();

    /** For extension. */
    protected PasswordHasherContract() {}

    /** Makes the hasher; called before each test. */
    protected abstract PasswordHasher createHasher();

    /** Compares a password with a hash, as the application's sign-in does. */
    protected abstract boolean signsIn(String password, String hash);

    @BeforeEach
    void createTheHasher() {
        hasher = createHasher();
        assertThat(hasher.hashes()).as("hashes").isTrue();
    }

    @Test
    @DisplayName("makes hashes that the sign-in takes for their own password and no other")
    void theSignInTakesIt() {
        String hash = hasher.hash("correct horse battery");

        assertThat(signsIn("correct horse battery", hash)).isTrue();
        assertThat(signsIn("Correct horse battery", hash)).isFalse();
        assertThat(signsIn("correct horse battery ", hash)).isFalse();
        assertThat(signsIn("", hash)).isFalse();
    }

    @Test
    @DisplayName("never makes the same hash twice")
    void eachHashHasItsOwnSalt() {
        assertThat(hasher.hash("correct horse battery")).isNotEqualTo(hasher.hash("correct horse battery"));
    }

    @Test
    @DisplayName("makes hashes that do not hold the password")
    void theHashIsNoSecretToRead() {
        assertThat(hasher.hash("correct horse battery")).doesNotContain("correct horse", "battery");
    }

    @Test
    @DisplayName("takes in a long password to its last character")
    void noCharacterIsCutOff() {
        String password = "p".repeat(LONG - 1);
        String hash = hasher.hash(password + "a");

        assertThat(signsIn(password + "a", hash)).isTrue();
        assertThat(signsIn(password + "b", hash)).isFalse();
        assertThat(signsIn(password, hash)).isFalse();
    }

    @Test
    @DisplayName("takes in long passwords of large characters to the last one, or refuses them")
    void noLargeCharacterIsCutOff() {
        String password = "\uD83D\uDD11".repeat(LONG - 1);
        String hash = hashOrNothing(password + "\uD83D\uDD12");
        assumeTrue(!hash.isEmpty(), "It refuses them. Let a rule of yours say so before.");

        assertThat(signsIn(password + "\uD83D\uDD12", hash)).isTrue();
        assertThat(signsIn(password + "\uD83D\uDD13", hash)).isFalse();
    }

    @Test
    @DisplayName("tells characters outside ASCII, white space and zero characters apart")
    void everyCharacterCounts() {
        for (String password : List.of(
                "p\u00e4ssw\u00f6rd-long-enough", "tab\tand space", "\u5bc6\u7801 long enough", "zero\0and more")) {
            String hash = hashOrNothing(password);
            assumeTrue(!hash.isEmpty(), "It refuses some of them. Let a rule of yours say so before.");

            assertThat(signsIn(password, hash)).isTrue();
            assertThat(signsIn(password.replaceAll("[^a-z]", "?"), hash)).isFalse();
            assertThat(signsIn(password.substring(0, 4), hash)).isFalse();
        }
    }

    @Test
    @DisplayName("works on several threads at once")
    void severalThreadsMayHashAtOnce() {
        List<String> hashes = Race.of(RUNNERS, runner -> hasher.hash("password number " + runner));

        assertThat(new HashSet<>(hashes)).hasSize(RUNNERS);
        for (int runner = 0; runner < RUNNERS; runner++) {
            assertThat(signsIn("password number " + runner, hashes.get(runner))).isTrue();
        }
    }

    private String hashOrNothing(String password) {
        try {
            return hasher.hash(password);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
