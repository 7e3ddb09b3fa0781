package dev.resetta.examples.reading;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.resetta.account.Account;
import dev.resetta.password.PasswordProblem;
import dev.resetta.password.PasswordRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which new passwords are taken: the standard rules with a blocklist from a file, the name of the service, a rule of one's own and
 * an estimate by a library. Do it so where length alone is not enough; {@code .passwordRules(...)} hands the result to the reset,
 * and a refused password never costs the link.
 */
public final class OwnRules {
    private static final Account ADA =
            Account.of("17", "ada@example.com", "not looked at here").withName("Ada Lovelace");

    /** The library's marks go from 0 to 4; below 3 a thief who has the hashes guesses a password in reach. */
    private static final int GOOD_ENOUGH = 3;

    /** What is longer takes the library long, and is no easier to guess than its beginning. */
    private static final int LOOKED_AT = 72;

    private final Zxcvbn estimator = new Zxcvbn();
    private final PasswordRules rules;

    /**
     * Puts the rules together.
     *
     * @param blocklist UTF-8, one password a line; read once
     */
    OwnRules(Path blocklist) {
        rules = PasswordRules.nist()
                .minimumLength(12)
                .blocklist(blocklist)
                .serviceName("Larkspur Books")
                .and((password, account) -> hasNoUrl(password))
                .and(this::isHardToGuess);
    }

    /** Judges some passwords. */
    public static void main(String... args) throws IOException {
        Path blocklist = Files.createTempFile("often-used-passwords", ".txt");
        try {
            Files.write(blocklist, List.of("correct horse battery staple", "iloveyouforever"));
            OwnRules own = new OwnRules(blocklist);
            for (String password : List.of(
                    "too short",
                    "Correct Horse Battery Staple",
                    "larkspur-books-1",
                    "Ada Lovelace 1",
                    "see https://example.com/login",
                    "qwertyuiop12",
                    "tulips mend the quiet harbour")) {
                System.out.println("\"" + password + "\": " + own.judge(password));
            }
        } finally {
            Files.delete(blocklist);
        }
    }

    /** A rule of one's own: it answers with a code for the page, and a sentence that never repeats the password. */
    private static Optional<PasswordProblem> hasNoUrl(String password) {
        return password.contains("://")
                ? Optional.of(new PasswordProblem(
                        "web-address", List.of(), "This looks like a web address that was pasted by mistake."))
                : Optional.empty();
    }

    /** A rule that asks a library, which is told the account's own words, too. */
    private Optional<PasswordProblem> isHardToGuess(String password, Account account) {
        String looked = password.substring(0, Math.min(password.length(), LOOKED_AT));
        List<String> ownWords = List.of(account.name(), account.address().orElse(""));
        return estimator.measure(looked, ownWords).getScore() < GOOD_ENOUGH
                ? Optional.of(new PasswordProblem(
                        "guessable", List.of(), "This password is easy to guess; a few unusual words are better."))
                : Optional.empty();
    }

    /** What a page would say. A page in another language finds its sentence by the code of the problem. */
    String judge(String password) {
        List<PasswordProblem> problems = rules.judge(password, password, ADA);
        return problems.isEmpty()
                ? "Taken."
                : problems.stream().map(PasswordProblem::message).collect(Collectors.joining(" "));
    }

    PasswordRules rules() {
        return rules;
    }
}
