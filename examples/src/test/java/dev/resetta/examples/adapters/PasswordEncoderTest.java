package dev.resetta.examples.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.password.PasswordHasher;
import dev.resetta.testkit.PasswordHasherContract;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Spring Security's password encoders are password hashers, in one line.
 *
 * <p>With bcrypt, say {@code .passwordRules(PasswordRules.nist().maximumBytes(72))}, or whatever else the encoder takes at
 * most: it refuses longer passwords, and a rule says so to the person.
 */
@DisplayName("Spring Security's password encoder")
class PasswordEncoderTest extends PasswordHasherContract {
    private static final int CHEAP = 4;

    private final PasswordEncoder encoder = new BCryptPasswordEncoder(CHEAP);

    @Override
    protected PasswordHasher createHasher() {
        return encoder::encode;
    }

    @Override
    protected boolean signsIn(String password, String hash) {
        return encoder.matches(password, hash);
    }

    @Test
    void itsHashesAreItsOwn() {
        assertThat(createHasher().hash("four random long words")).startsWith("$2a$04$");
    }
}
