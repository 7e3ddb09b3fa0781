package dev.resetta.examples.replays;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Weak: hands out accounts with the address that was typed, in place of the stored one. */
final class TypedAddresses implements AccountDirectory {
    private final AccountDirectory accounts;
    private final Map<String, String> typed = new ConcurrentHashMap<>();

    TypedAddresses(AccountDirectory accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Account> findByIdentifier(String identifier) {
        List<Account> found = accounts.findByIdentifier(identifier);
        found.forEach(account -> typed.put(account.id(), identifier));
        return found.stream().map(this::withTypedAddress).toList();
    }

    @Override
    public Optional<Account> findById(String accountId) {
        return accounts.findById(accountId).map(this::withTypedAddress);
    }

    private Account withTypedAddress(Account account) {
        String address = typed.getOrDefault(account.id(), account.address().orElse(null));
        return Account.of(account.id(), address, account.passwordHash().orElse(null));
    }
}
