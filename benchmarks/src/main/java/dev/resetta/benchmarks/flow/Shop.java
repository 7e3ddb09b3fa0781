package dev.resetta.benchmarks.flow;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A thousand accounts in memory, and as many addresses that are spelled like theirs and belong to nobody. */
final class Shop implements AccountDirectory, PasswordUpdater {
    static final int PEOPLE = 1000;

    private final Map<String, Account> byAddress = new HashMap<>();
    private final Map<String, Account> byId = new HashMap<>();

    Shop() {
        for (int i = 0; i < PEOPLE; i++) {
            Account account =
                    Account.of("id-" + i, known(i), "$2b$12$abcdefghijklmnopqrstuu1234567890123456789012345678901");
            byAddress.put(known(i), account);
            byId.put(account.id(), account);
        }
    }

    static String known(int i) {
        return "alice." + i + "@example.com";
    }

    static String unknown(int i) {
        return "mallo." + i + "@example.com";
    }

    @Override
    public List<Account> findByIdentifier(String identifier) {
        return Optional.ofNullable(byAddress.get(identifier)).stream().toList();
    }

    @Override
    public Optional<Account> findById(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public boolean update(PasswordUpdate update) {
        throw new UnsupportedOperationException("Nobody redeems a link here.");
    }
}
