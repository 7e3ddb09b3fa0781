package dev.resetta.password;

import dev.resetta.account.Account;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words that a guesser of this very account tries first: its name, address and id, and the name of the service. A password
 * made of them and little else is refused.
 */
record OwnWords(List<String> serviceNames) {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int SHORTEST_WORD = 3;
    private static final int LITTLE = 4;

    OwnWords with(String serviceName) {
        return new OwnWords(
                Stream.concat(serviceNames.stream(), Stream.of(serviceName)).toList());
    }

    Optional<PasswordProblem> judge(String password, Account account) {
        String whole = lettersAndDigits(password);
        String rest = whole;
        for (String word : words(account)) {
            rest = rest.replace(word, "");
        }
        return !rest.equals(whole) && rest.length() < LITTLE
                ? Optional.of(
                        new PasswordProblem(
                                "own-words",
                                List.of(),
                                "This password is made of your name, your address or the name of this service; choose another."))
                : Optional.empty();
    }

    /** Whole texts and the words in them, the longest first, so that no word is broken up by a shorter one. */
    private List<String> words(Account account) {
        List<String> texts = new ArrayList<>(serviceNames);
        texts.add(account.id());
        texts.add(account.name());
        account.address().ifPresent(texts::add);
        return texts.stream()
                .flatMap(text -> Stream.concat(Stream.of(text), BETWEEN_WORDS.splitAsStream(text)))
                .map(OwnWords::lettersAndDigits)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Composed first, so that a name is the same word however its accents were typed. */
    private static String lettersAndDigits(String text) {
        String composed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        return BETWEEN_WORDS.matcher(composed).replaceAll("");
    }
}
