package dev.resetta.examples.timing;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** As many people as anybody asks for; what they are called says what they are. */
final class People implements AccountDirectory, PasswordUpdater {
    @Override
    public List<Account> findByIdentifier(String identifier) {
        if (identifier.startsWith("known") || identifier.startsWith("own")) {
            return List.of(account(identifier));
        }
        if (identifier.startsWith("disabled")) {
            return List.of(account(identifier).withEligible(false));
        }
        if (identifier.startsWith("several")) {
            return IntStream.range(0, 3)
                    .mapToObj(i -> account(identifier + "-" + i))
                    .toList();
        }
        return List.of();
    }

    @Override
    public Optional<Account> findById(String accountId) {
        return findByIdentifier(accountId).stream()
                .map(found -> account(accountId).withEligible(found.isEligible()))
                .findFirst();
    }

    @Override
    public boolean update(PasswordUpdate update) {
        return false;
    }

    private static Account account(String id) {
        return Account.of(id, id + "@shop.example", "the hash of " + id);
    }
}
