package dev.resetta.testkit;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenStore;
import java.util.function.BooleanSupplier;

/** A store and accounts in memory. */
record InMemoryParts(TokenStore tokenStore, InMemoryAccounts all, PasswordUpdater updater) implements SharedParts {
    static InMemoryParts of(TokenStore store) {
        InMemoryAccounts accounts = new InMemoryAccounts();
        return new InMemoryParts(store, accounts, accounts);
    }

    @Override
    public AccountDirectory accounts() {
        return all;
    }

    @Override
    public TokenIssuer.Transactional transactions() {
        return BooleanSupplier::getAsBoolean;
    }

    @Override
    public void save(Account account) {
        all.put(account);
    }

    @Override
    public void delete(String accountId) {
        all.remove(accountId);
    }

    @Override
    public String passwordHash(String accountId) {
        return all.passwordHash(accountId);
    }
}
