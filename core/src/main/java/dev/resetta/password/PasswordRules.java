package dev.resetta.password;

import dev.resetta.account.Account;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords are taken, after NIST SP 800-63B-4 section 3.1.1.2: length decides, nothing is asked of the composition, and
 * what everybody would guess first is refused with the reason told.
 *
 * <p>Lengths are counted in Unicode code points. A password is judged as it was received, neither trimmed nor cut. An
 * immutable value; every method that changes a setting returns new rules.
 */
public final class PasswordRules {
    private static final int SHORTEST_MINIMUM = 8;
    private static final int SHORTEST_MAXIMUM = 64;

    /** A rule of the application's own. */
    @FunctionalInterface
    public interface Rule {
        /**
         * Judges one password; must not keep, log or repeat it.
         *
         * @return the reason to refuse it; empty to take it
         */
        Optional<PasswordProblem> judge(String password, Account account);
    }

    private final int minimumLength;
    private final int maximumLength;
    private final int maximumBytes;
    private final boolean nfc;
    private final OwnWords ownWords;
    private final List<Rule> more;

    private PasswordRules(
            int minimumLength, int maximumLength, int maximumBytes, boolean nfc, OwnWords ownWords, List<Rule> more) {
        this.minimumLength = minimumLength;
        this.maximumLength = maximumLength;
        this.maximumBytes = maximumBytes;
        this.nfc = nfc;
        this.ownWords = ownWords;
        this.more = more;
    }

    /** At least 15 and at most 256 code points, and not made of the account's own name, address or id. */
    public static PasswordRules nist() {
        return new PasswordRules(15, 256, Integer.MAX_VALUE, false, new OwnWords(List.of()), List.of());
    }

    /**
     * Sets the shortest length; NIST asks for 15 where the password is the only factor, and allows 8 beside a second one.
     *
     * @param codePoints at least 8
     * @throws IllegalArgumentException if it is less, or more than the longest
     */
    public PasswordRules minimumLength(int codePoints) {
        if (codePoints < SHORTEST_MINIMUM || codePoints > maximumLength) {
            throw new IllegalArgumentException("The shortest password has to have " + SHORTEST_MINIMUM + " to "
                    + maximumLength + " code points, not " + codePoints + ".");
        }
        return new PasswordRules(codePoints, maximumLength, maximumBytes, nfc, ownWords, more);
    }

    /**
     * Sets the longest length, which keeps huge inputs from the hasher.
     *
     * @param codePoints at least 64, and at least the shortest
     * @throws IllegalArgumentException if it is less
     */
    public PasswordRules maximumLength(int codePoints) {
        if (codePoints < SHORTEST_MAXIMUM || codePoints < minimumLength) {
            throw new IllegalArgumentException("The longest password has to have at least "
                    + Math.max(SHORTEST_MAXIMUM, minimumLength) + " code points, not " + codePoints + ".");
        }
        return new PasswordRules(minimumLength, codePoints, maximumBytes, nfc, ownWords, more);
    }

    /**
     * Sets the longest length in bytes of UTF-8, for hashers that silently cut: 72 for bcrypt.
     *
     * @throws IllegalArgumentException if it is less than 64
     */
    public PasswordRules maximumBytes(int bytes) {
        if (bytes < SHORTEST_MAXIMUM) {
            throw new IllegalArgumentException(
                    "The longest password has to have at least " + SHORTEST_MAXIMUM + " bytes, not " + bytes + ".");
        }
        return new PasswordRules(minimumLength, maximumLength, bytes, nfc, ownWords, more);
    }

    /**
     * Refuses the passwords of a list, whole and in any case, such as the most used ones of published breaches.
     *
     * @param file UTF-8, one password a line; read once, now, and kept in memory
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public PasswordRules blocklist(Path file) {
        return and(Blocklist.read(file));
    }

    /**
     * Refuses the passwords of a list, like {@link #blocklist(Path)}.
     *
     * @param lines UTF-8, one password a line; read to its end, now, and not closed
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public PasswordRules blocklist(InputStream lines) {
        return and(Blocklist.read(lines));
    }

    /** Adds the name of the service to the words of which a password must not be made. */
    public PasswordRules serviceName(String name) {
        return new PasswordRules(minimumLength, maximumLength, maximumBytes, nfc, ownWords.with(name), more);
    }

    /**
     * Normalizes passwords to NFC before anything else, so that one typed on another keyboard is the same. The sign-in has to
     * call {@link #normalize} as well, or people with such passwords cannot sign in; so this is off by default.
     */
    public PasswordRules normalizeNfc() {
        return new PasswordRules(minimumLength, maximumLength, maximumBytes, true, ownWords, more);
    }

    /** Adds a rule; it sees only passwords of a fitting length. */
    public PasswordRules and(Rule rule) {
        Objects.requireNonNull(rule, "rule");
        List<Rule> all = new ArrayList<>(more);
        all.add(rule);
        return new PasswordRules(minimumLength, maximumLength, maximumBytes, nfc, ownWords, List.copyOf(all));
    }

    /** The shortest length in code points, for the page that tells the rules before. */
    public int minimumLength() {
        return minimumLength;
    }

    /** The longest length in code points, for the page that tells the rules before. */
    public int maximumLength() {
        return maximumLength;
    }

    /** The password as it is judged, hashed and handed on: as received, or in NFC if that is switched on. */
    public String normalize(String password) {
        // What is far too long is refused anyway, and need not be normalized first.
        return nfc && isCountable(password) ? Normalizer.normalize(password, Normalizer.Form.NFC) : password;
    }

    /**
     * Judges a new password.
     *
     * @param password as received; null counts as empty
     * @param again the second entry; compared only if it is not null
     * @return every reason to refuse it, in the order a person would mend them; empty if it is taken
     */
    public List<PasswordProblem> judge(@Nullable String password, @Nullable String again, Account account) {
        String typed = normalize(Objects.requireNonNullElse(password, ""));
        List<PasswordProblem> problems = new ArrayList<>();
        lengthProblem(typed).ifPresent(problems::add);
        if (problems.isEmpty()) {
            ownWords.judge(typed, account).ifPresent(problems::add);
            more.forEach(rule -> rule.judge(typed, account).ifPresent(problems::add));
        }
        if (again != null && !normalize(again).equals(typed)) {
            problems.add(new PasswordProblem(PasswordProblem.MISMATCH, List.of(), "The two entries are not the same."));
        }
        return List.copyOf(problems);
    }

    private Optional<PasswordProblem> lengthProblem(String password) {
        int length = isCountable(password) ? password.codePointCount(0, password.length()) : Integer.MAX_VALUE;
        if (length < minimumLength) {
            return problem("too-short", minimumLength, "Use at least " + minimumLength + " characters.");
        }
        if (length > maximumLength) {
            return problem("too-long", maximumLength, "Use at most " + maximumLength + " characters.");
        }
        if (password.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            return Optional.of(new PasswordProblem(
                    "not-unicode", List.of(), "The password holds half a character; type it again."));
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > maximumBytes) {
            return problem(
                    "too-many-bytes", maximumBytes, "Use a shorter password: at most " + maximumBytes + " bytes.");
        }
        return Optional.empty();
    }

    /** A code point takes one or two chars, and NFC makes at most one of a few: what is much longer need not be looked at. */
    private boolean isCountable(String password) {
        return password.length() <= 8L * maximumLength;
    }

    private static Optional<PasswordProblem> problem(String code, int limit, String message) {
        return Optional.of(new PasswordProblem(code, List.of(limit), message));
    }
}
