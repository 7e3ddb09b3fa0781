package dev.resetta.testkit;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Shared parts in which a moment passes between reading something and acting on it, as it does where they are a network away:
 * without that, what goes wrong among racers goes wrong too seldom to be seen.
 */
record Dawdling(SharedParts parts) implements SharedParts {
    private static final long LONGEST_MICROS = 500;

    @Override
    public TokenStore tokenStore() {
        return parts.tokenStore();
    }

    @Override
    public AccountDirectory accounts() {
        AccountDirectory accounts = parts.accounts();
        return new AccountDirectory() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                return accounts.findByIdentifier(identifier);
            }

            @Override
            public Optional<Account> findById(String accountId) {
                Optional<Account> found = accounts.findById(accountId);
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(
                        ThreadLocalRandom.current().nextLong(LONGEST_MICROS)));
                return found;
            }
        };
    }

    @Override
    public PasswordUpdater updater() {
        return parts.updater();
    }

    @Override
    public TokenIssuer.Transactional transactions() {
        return parts.transactions();
    }

    @Override
    public void save(Account account) {
        parts.save(account);
    }

    @Override
    public void delete(String accountId) {
        parts.delete(accountId);
    }

    @Override
    public String passwordHash(String accountId) {
        return parts.passwordHash(accountId);
    }
}
