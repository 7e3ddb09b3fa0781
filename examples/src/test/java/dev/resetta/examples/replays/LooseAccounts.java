package dev.resetta.examples.replays;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Accounts that are found by more than their exact address, as in many applications.
 *
 * @param accounts where each is read afresh
 * @param everybody the accounts there are
 * @param means whether an address, the first, is meant by what was typed
 */
record LooseAccounts(AccountDirectory accounts, List<Account> everybody, BiPredicate<String, String> means)
        implements AccountDirectory {

    @Override
    public List<Account> findByIdentifier(String identifier) {
        return everybody.stream()
                .flatMap(account -> accounts.findById(account.id()).stream())
                .filter(account -> account.address()
                        .filter(address -> means.test(address, identifier))
                        .isPresent())
                .toList();
    }

    @Override
    public Optional<Account> findById(String accountId) {
        return accounts.findById(accountId);
    }

    /** Whether two texts look alike: in any case, without accents, in compatibility forms. */
    static boolean lookAlike(String one, String other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text.toUpperCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
