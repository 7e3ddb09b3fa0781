package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.password.PasswordHasher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Hashers that break a promise are rejected by the test that names it. */
class BrokenHashersTest {
    @Test
    void aRightOneIsNot() {
        assertThat(Rejections.of(Salted.class)).isEmpty();
    }

    @Test
    void aHashWithoutSaltIsSeen() {
        assertThat(Rejections.of(Unsalted.class)).contains("eachHashHasItsOwnSalt");
    }

    @Test
    void aPasswordThatIsCutOffIsSeen() {
        assertThat(Rejections.of(CutOff.class)).contains("noCharacterIsCutOff", "noLargeCharacterIsCutOff");
    }

    @Test
    void aStoredPasswordIsSeen() {
        assertThat(Rejections.of(Plain.class)).contains("theHashIsNoSecretToRead");
    }

    @Test
    void charactersThatAreLostAreSeen() {
        assertThat(Rejections.of(AsciiOnly.class)).contains("everyCharacterCounts");
    }

    /** No hash for anything but this test: a salt, and a digest of the kit's. */
    static class Salted extends PasswordHasherContract {
        @Override
        protected PasswordHasher createHasher() {
            return password -> hash(UUID.randomUUID().toString(), password);
        }

        @Override
        protected boolean signsIn(String password, String hash) {
            return hash(hash.split(":", 2)[0], password).equals(hash);
        }

        String hash(String salt, String password) {
            return salt + ":" + sha256(salt + prepared(password));
        }

        String prepared(String password) {
            return password;
        }

        private static String sha256(String text) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }

    static class Unsalted extends Salted {
        @Override
        protected PasswordHasher createHasher() {
            return password -> hash("salt", password);
        }
    }

    static class CutOff extends Salted {
        @Override
        String prepared(String password) {
            return password.substring(0, Math.min(password.length(), 32));
        }
    }

    static class AsciiOnly extends Salted {
        @Override
        String prepared(String password) {
            return password.replaceAll("[^a-z]", "?");
        }
    }

    static class Plain extends Salted {
        @Override
        String hash(String salt, String password) {
            return salt + ":" + password;
        }
    }
}
