package dev.resetta.examples.replays;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Weak: reads every account once and never again, as from a cache or a replica that lags behind. */
final class StaleAccounts implements AccountDirectory {
    private final AccountDirectory accounts;
    private final Map<String, Account> cache = new ConcurrentHashMap<>();

    StaleAccounts(AccountDirectory accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Account> findByIdentifier(String identifier) {
        List<Account> found = accounts.findByIdentifier(identifier);
        found.forEach(account -> cache.putIfAbsent(account.id(), account));
        return found.stream().map(account -> cache.get(account.id())).toList();
    }

    @Override
    public Optional<Account> findById(String accountId) {
        Account cached = cache.get(accountId);
        return cached == null ? accounts.findById(accountId) : Optional.of(cached);
    }
}
