package dev.resetta.password;

import dev.resetta.account.Account;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Passwords that everybody tries first, compared as a whole, without regard to case or to how accents are composed. */
record Blocklist(Set<String> passwords) implements PasswordRules.Rule {
    /** What some editors put in front of a file to say that it is UTF-8; no part of a password. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    static Blocklist read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The password blocklist " + file + " cannot be read.", e);
        }
    }

    static Blocklist read(InputStream in) {
        Set<String> passwords = new HashSet<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String password = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
                if (!password.isEmpty()) {
                    passwords.add(fold(password));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The password blocklist cannot be read.", e);
        }
        return new Blocklist(passwords);
    }

    @Override
    public Optional<PasswordProblem> judge(String password, Account account) {
        return passwords.contains(fold(password))
                ? Optional.of(new PasswordProblem(
                        "blocklisted", List.of(), "This password is on a list of often used ones; choose another."))
                : Optional.empty();
    }

    private static String fold(String password) {
        return Normalizer.normalize(password.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    /** Tells how many. */
    @Override
    public String toString() {
        return "Blocklist[" + passwords.size() + "]";
    }
}
