package dev.resetta.spring;

import dev.resetta.password.PasswordHasher;
import java.util.regex.Pattern;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Makes hashes by the encoder that the application's sign-in verifies with. */
final class EncoderHasher implements PasswordHasher {
    private static final Pattern BCRYPT = Pattern.compile("(\\{[^}]*})?\\$2[abxy]?\\$.*");

    private final PasswordEncoder encoder;

    EncoderHasher(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public String hash(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("The password encoder has made no hash.");
        }
        return hash;
    }

    /** Whether the encoder makes bcrypt hashes, for which passwords end at 72 bytes; found out by making one. */
    boolean isBcrypt() {
        return BCRYPT.matcher(hash("of no account")).matches();
    }
}
