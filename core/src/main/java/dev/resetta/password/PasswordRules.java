package dev.resetta.password;

import dev.resetta.account.Account;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords are taken, after NIST SP 800-63B-4 section 3.1.1.2: length decides, and nothing is asked of the
 * composition.
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
    private final List<Rule> more;

    private PasswordRules(int minimumLength, int maximumLength, int maximumBytes, List<Rule> more) {
        this.minimumLength = minimumLength;
        this.maximumLength = maximumLength;
        this.maximumBytes = maximumBytes;
        this.more = more;
    }

    /** At least 15 code points, at most 256, not the account's own name, address or id. */
    public static PasswordRules nist() {
        return new PasswordRules(15, 256, Integer.MAX_VALUE, List.of());
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
        return new PasswordRules(codePoints, maximumLength, maximumBytes, more);
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
        return new PasswordRules(minimumLength, codePoints, maximumBytes, more);
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
        return new PasswordRules(minimumLength, maximumLength, bytes, more);
    }

    /** Adds a rule; it sees only passwords of a fitting length. */
    public PasswordRules and(Rule rule) {
        Objects.requireNonNull(rule, "rule");
        List<Rule> all = new ArrayList<>(more);
        all.add(rule);
        return new PasswordRules(minimumLength, maximumLength, maximumBytes, List.copyOf(all));
    }

    /** The shortest length in code points, for the page that tells the rules before. */
    public int minimumLength() {
        return minimumLength;
    }

    /**
     * Judges a new password.
     *
     * @param password as received; null counts as empty
     * @param again the second entry; compared only if it is not null
     * @return every reason to refuse it, in the order a person would mend them; empty if it is taken
     */
    public List<PasswordProblem> judge(@Nullable String password, @Nullable String again, Account account) {
        String typed = Objects.requireNonNullElse(password, "");
        List<PasswordProblem> problems = new ArrayList<>();
        lengthProblem(typed).ifPresent(problems::add);
        if (problems.isEmpty()) {
            ownWordProblem(typed, account).ifPresent(problems::add);
            more.forEach(rule -> rule.judge(typed, account).ifPresent(problems::add));
        }
        if (again != null && !again.equals(typed)) {
            problems.add(new PasswordProblem(PasswordProblem.MISMATCH, List.of(), "The two entries are not the same."));
        }
        return List.copyOf(problems);
    }

    private Optional<PasswordProblem> lengthProblem(String password) {
        // A code point takes one or two chars: a length of more than twice the limit need not be counted.
        int length = password.length() > 2L * maximumLength
                ? Integer.MAX_VALUE
                : password.codePointCount(0, password.length());
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

    private static Optional<PasswordProblem> ownWordProblem(String password, Account account) {
        String folded = password.toLowerCase(Locale.ROOT);
        boolean own = folded.equals(account.name().toLowerCase(Locale.ROOT))
                || folded.equals(account.id().toLowerCase(Locale.ROOT))
                || account.address()
                        .filter(address -> folded.equals(address.toLowerCase(Locale.ROOT)))
                        .isPresent();
        return own
                ? Optional.of(new PasswordProblem(
                        "own-word", List.of(), "Do not use your own name or address as the password."))
                : Optional.empty();
    }

    private static Optional<PasswordProblem> problem(String code, int limit, String message) {
        return Optional.of(new PasswordProblem(code, List.of(limit), message));
    }
}
